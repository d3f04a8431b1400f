/** The right side of Data: what the set is, how its classes are spread over the splits, and what was found in it. */
import { Tooltip } from '@mantine/core'
import { formatShape, type DatasetSummary, type SplitName } from '../../preload/contract'
import { showLabel, useView } from './view'
import { classColour } from '../charts/colours'
import { count } from '../ui/format'
import styles from './data.module.css'

const SPLITS = ['training', 'validation', 'test'] as const satisfies readonly SplitName[]
const sum = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0)

export function About({ summary }: { summary: DatasetSummary }) {
  const { counts, classes, axis, licence } = summary,
    shown = useView(s => s.label)
  const largest = Math.max(1, ...classes.map((_, i) => sum(SPLITS.map(s => counts[s][i] ?? 0))))
  return (
    <>
      <h2 className={styles.title}>{summary.title}</h2>
      <p className={styles.text}>{summary.about}</p>
      <dl className={styles.facts}>
        <dt>Each sample</dt>
        <dd>
          {formatShape(summary.shape)}
          {summary.kind === 'images' ? ' pixels' : ' points'}
        </dd>
        {axis && (
          <>
            <dt>{axis.label}</dt>
            <dd>
              {axis.values[0]?.toFixed(0)}–{axis.values.at(-1)?.toFixed(0)} {axis.unit}
            </dd>
          </>
        )}
        {SPLITS.map(s => (
          <Split key={s} name={s} samples={sum(counts[s])} summary={summary} />
        ))}
      </dl>
      <h2 className={styles.title}>Classes</h2>
      <table className={styles.classes} data-figures data-testid="class-counts">
        <thead>
          <tr>
            <th>Class</th>
            <th>Train</th>
            <th>Val.</th>
            <th>Test</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((name, i) => (
            <tr key={name} data-active={shown === i || undefined} onClick={() => showLabel(shown === i ? null : i)}>
              <td>
                <button type="button" className={styles.className} title={name} aria-pressed={shown === i}>
                  {name}
                </button>
                <i
                  className={styles.balance}
                  style={{ width: `${(100 * sum(SPLITS.map(s => counts[s][i] ?? 0))) / largest}%`, background: classColour(i) }}
                />
              </td>
              {SPLITS.map(s => (
                <td key={s}>{count(counts[s][i] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <h2 className={styles.title}>Licence</h2>
      <p className={styles.text}>
        <b>{licence.name}</b> · {licence.source}
      </p>
      <details className={styles.licence}>
        <summary>Read the whole text</summary>
        <pre>{licence.text}</pre>
      </details>
      <Tooltip label={summary.fingerprint}>
        <p className={styles.fingerprint}>Fingerprint {summary.fingerprint.slice(0, 16)}…</p>
      </Tooltip>
    </>
  )
}

function Split({ name, samples, summary }: { name: SplitName; samples: number; summary: DatasetSummary }) {
  const about = {
    training: 'Learned from.',
    validation: 'Watches the training without taking part.',
    test: summary.hasOwnTest
      ? 'The test part that came with the data; asked once, at the end.'
      : 'A fifth of each class, drawn with the split seed; asked once, at the end.',
  }[name]
  return (
    <>
      <dt>{name[0]?.toUpperCase() + name.slice(1)}</dt>
      <Tooltip label={about}>
        <dd>{count(samples)} samples</dd>
      </Tooltip>
    </>
  )
}
