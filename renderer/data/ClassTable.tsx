/** The classes and how their samples are spread over the splits; a click shows one class alone. */
import { SPLITS, type DatasetSummary } from '../../preload/contract'
import { classColour } from '../charts/colours'
import { count } from '../ui/format'
import styles from './data.module.css'
import { showLabel, useView } from './view'

const sum = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0)

export function ClassTable({ summary: { classes, counts } }: { summary: DatasetSummary }) {
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
            <ClassRow
              key={name}
              at={i}
              name={name}
              counts={SPLITS.map(s => counts[s][i] ?? 0)}
              largest={largest}
            />
          ))}
        </tbody>
      </table>
    </>
  )
}

type RowProps = {
  readonly at: number
  readonly name: string
  /** In each split. */
  readonly counts: readonly number[]
  readonly largest: number
}
function ClassRow({ at, name, counts, largest }: RowProps) {
  const isShown = useView(s => s.label === at)
  return (
    <tr data-active={isShown || undefined} onClick={() => showLabel(isShown ? null : at)}>
      <td>
        <button type="button" className={styles.className} title={name} aria-pressed={isShown}>
          {name}
        </button>
        <i
          className={styles.balance}
          style={{ width: `${(100 * sum(counts)) / largest}%`, background: classColour(at) }}
        />
      </td>
      {counts.map((n, i) => (
        <td key={SPLITS[i]}>{count(n)}</td>
      ))}
    </tr>
  )
}
