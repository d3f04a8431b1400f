/**
 * The right side of Data: what the set is, how its classes are spread over the splits, and what was found in
 * it.
 */
import { Button, Tooltip } from '@mantine/core'
import { formatShape, type DataSettings, type DatasetSummary, type SplitName } from '../../preload/contract'
import { showLabel, showLeftOut, useView } from './view'
import { classColour } from '../charts/colours'
import { useAnalysis } from '../document/analysis'
import { useProject } from '../document/store'
import { beginProject } from '../project/actions'
import { count } from '../ui/format'
import styles from './data.module.css'
import { ClassMeans } from './ClassMeans'
import { useDataset } from '../dataset/store'
import { Findings } from './Findings'
import { openAgain } from './importing'
import { useInspection } from './inspection'
import { takeBack, useLeftOut } from './leftOut'
import { axisFormat } from '../charts/spectra'

const SPLITS = ['training', 'validation', 'test'] as const satisfies readonly SplitName[]
const sum = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0)

export function About({ summary }: { summary: DatasetSummary }) {
  const { classes, axis, licence } = summary
  const inspection = useInspection(summary.fingerprint)
  const { problems } = useAnalysis()
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
            <dt>{axis.label || 'Axis'}</dt>
            <dd>
              {axisFormat(axis)(axis.values[0] ?? 0)}–{axisFormat(axis)(axis.values.at(-1) ?? 0)} {axis.unit}
            </dd>
          </>
        )}
        {SPLITS.map(s => (
          <Split key={s} name={s} samples={summary.sizes[s]} summary={summary} />
        ))}
        <LeftOut />
      </dl>
      {problems.length > 0 && summary.splitProblem === null && (
        <div className={styles.begin}>
          <p>The network of this project does not fit these data: {problems[0]?.sentence}</p>
          <Button variant="default" onClick={() => void beginProject(summary.id)}>
            New project that fits
          </Button>
        </div>
      )}
      {classes.length === 0 && (
        <>
          <h2 className={styles.title}>To predict</h2>
          <p className={styles.text}>{summary.numbers.join(', ')}</p>
        </>
      )}
      {classes.length > 0 && <ClassTable summary={summary} />}
      <Otherwise id={summary.id} />
      {summary.kind === 'images' && inspection.inspection && (
        <ClassMeans summary={summary} inspection={inspection.inspection} />
      )}
      <h2 className={styles.title}>What was found</h2>
      <Findings answer={inspection} />
      {summary.licence.name === '' ? (
        <>
          <h2 className={styles.title}>Source</h2>
          <p className={styles.text} style={{ overflowWrap: 'anywhere' }}>
            {summary.licence.source}
          </p>
          <Left id={summary.id} />
        </>
      ) : (
        <>
          <h2 className={styles.title}>Licence</h2>
          <p className={styles.text}>
            <b>{licence.name}</b> · {licence.source}
          </p>
          <details className={styles.licence}>
            <summary>Read the whole text</summary>
            <pre>{licence.text}</pre>
          </details>
        </>
      )}
      <Tooltip label={summary.fingerprint}>
        <p className={styles.fingerprint}>Fingerprint {summary.fingerprint.slice(0, 16)}…</p>
      </Tooltip>
    </>
  )
}

/** As the project says it, whether or not the data have such samples. */
function LeftOut() {
  const left = useLeftOut()
  if (left.size === 0) return null
  return (
    <>
      <dt>Left out</dt>
      <dd className={styles.linked} data-testid="left-out">
        <span>{left.size === 1 ? '1 sample' : `${count(left.size)} samples`}</span>
        <button type="button" className={styles.link} onClick={showLeftOut}>
          Show
        </button>
        <button type="button" className={styles.link} onClick={() => takeBack(left)}>
          Take back
        </button>
      </dd>
    </>
  )
}

/** The same samples with something else to predict are another data set, made of the same files. */
function Otherwise({ id }: { id: string }) {
  const head = useDataset(s => s.list.find(d => d.id === id))
  if (!head?.own) return null
  return (
    <Button className={styles.otherwise ?? ''} variant="default" onClick={() => void openAgain(head)}>
      Choose another target…
    </Button>
  )
}

/** Files that were left out when the set was imported. */
function Left({ id }: { id: string }) {
  const left = useDataset(s => s.list.find(d => d.id === id)?.own?.left ?? [])
  if (left.length === 0) return null
  return (
    <details className={styles.licence}>
      <summary>{left.length === 1 ? '1 file was' : `${count(left.length)} files were`} left out</summary>
      <pre>{left.map(l => `${l.name}: ${l.sentence}`).join('\n')}</pre>
    </details>
  )
}

function ClassTable({ summary: { classes, counts } }: { summary: DatasetSummary }) {
  const shown = useView(s => s.label)
  const largest = Math.max(1, ...classes.map((_, i) => sum(SPLITS.map(s => counts[s][i] ?? 0))))
  return (
    <>
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
            <tr
              key={name}
              data-active={shown === i || undefined}
              onClick={() => showLabel(shown === i ? null : i)}
            >
              <td>
                <button type="button" className={styles.className} title={name} aria-pressed={shown === i}>
                  {name}
                </button>
                <i
                  className={styles.balance}
                  style={{
                    width: `${(100 * sum(SPLITS.map(s => counts[s][i] ?? 0))) / largest}%`,
                    background: classColour(i),
                  }}
                />
              </td>
              {SPLITS.map(s => (
                <td key={s}>{count(counts[s][i] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Where the test split comes from, as it is chosen at the left. */
function testInWords(
  split: NonNullable<DataSettings['split']>,
  { hasOwnTest, splitProblem }: DatasetSummary,
): string {
  if (splitProblem === null && split === 'column') return 'As the split column says.'
  if (splitProblem === null && split === 'folds') return 'One of the folds.'
  if (hasOwnTest) return 'The test part that came with the data.'
  return split === 'groups'
    ? 'A fifth of the samples, in whole groups, drawn with the split seed.'
    : 'A fifth of each class, drawn with the split seed.'
}

function Split({ name, samples, summary }: { name: SplitName; samples: number; summary: DatasetSummary }) {
  const split = useProject(d => d.document.data.split ?? 'stratified')
  const about = {
    training: 'Learned from.',
    validation: 'Watches the training without taking part.',
    test: `${testInWords(split, summary)} Asked once, at the end.`,
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
