/** The confusion matrix of the test split. */
import type { ClassMetrics } from '../../preload/contract'
import { useDataset } from '../dataset/store'
import { count, percent } from '../ui/format'
import styles from './train.module.css'

/** More classes make a table that nobody reads. */
const MOST_CLASSES = 24

export function Confusion({ figures }: { figures: ClassMetrics }) {
  const names = useDataset(s => s.summary?.classes ?? [])
  const { confusion, samples, accuracy } = figures
  const shown = confusion.slice(0, MOST_CLASSES)
  return (
    <div className={styles.answers} data-testid="answers">
      <div className={styles.tools}>
        <span data-figures>
          Test split, {count(samples)} samples: {percent(accuracy)} right
        </span>
      </div>
      <div className={styles.confusion} role="region" aria-label="Confusion of the classes" tabIndex={0}>
        <table data-figures>
          <caption>
            Rows are the true classes, columns what the network said.
            {confusion.length > MOST_CLASSES &&
              ` The first ${MOST_CLASSES} of ${count(confusion.length)} classes are shown.`}
          </caption>
          <thead>
            <tr>
              <th />
              {shown.map((_, i) => (
                <th key={i} title={names[i]}>
                  <span>{names[i] ?? i}</span>
                </th>
              ))}
              <th>Recall</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, i) => (
              <Row key={i} row={row} at={i} names={names} recall={figures.perClass[i]?.recall ?? null} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

type RowProps = {
  readonly row: readonly number[]
  readonly at: number
  readonly names: readonly string[]
  readonly recall: number | null
}
/** What the samples of one class were taken for. */
function Row({ row, at, names, recall }: RowProps) {
  const all = row.reduce((a, b) => a + b, 0)
  return (
    <tr>
      <th title={names[at]}>{names[at] ?? at}</th>
      {row.slice(0, MOST_CLASSES).map((n, j) => (
        <td
          key={j}
          data-right={at === j || undefined}
          style={{ '--share': all > 0 ? n / all : 0 } as React.CSSProperties}
          title={`${count(n)} of ${names[at] ?? at} taken for ${names[j] ?? j}`}
        >
          {n > 0 ? count(n) : ''}
        </td>
      ))}
      <td>{percent(recall, 0)}</td>
    </tr>
  )
}
