/**
 * What the finished network answered to the test split: predicted against true and what is left over, or who
 * was taken for whom.
 */
import { Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Answers, ClassMetrics } from '../../preload/contract'
import { LineChart } from '../charts/LineChart'
import type { Line } from '../charts/lines'
import { useDataset } from '../dataset/store'
import { count, figure, percent } from '../ui/format'
import styles from './train.module.css'

export function AnswersPanel({ answers }: { answers: Answers }) {
  const [first] = answers.figures
  if (!first) return null
  return 'numbers' in first ? <Numbers answers={answers} /> : <Confusion figures={first.classes} />
}

function Numbers({ answers }: { answers: Answers }) {
  const [chosen, setChosen] = useState(0)
  const { names, figures } = answers
  const column = Math.min(chosen, names.length - 1)
  const { against, left } = useMemo(() => linesOf(answers, column), [answers, column])
  const first = figures[0]
  const own = first && 'numbers' in first ? first.numbers.columns[column] : undefined
  return (
    <div className={styles.answers} data-testid="answers">
      <div className={styles.tools}>
        <span data-figures>
          Test split, {count(answers.positions.length)} samples: R² {figure(own?.r2)} · RMSE{' '}
          {figure(own?.rmse)} · MAE {figure(own?.mae)}
        </span>
        {names.length > 1 && (
          <Select
            aria-label="Number"
            w={180}
            allowDeselect={false}
            data={names.map((label, i) => ({ value: String(i), label }))}
            value={String(column)}
            onChange={v => setChosen(Number(v))}
          />
        )}
      </div>
      <LineChart
        label={`Predicted ${names[column] ?? ''}`}
        xLabel={`True ${names[column] ?? ''}`}
        read={() => against}
        version={() => against}
        xRange={() => withRoom(against)}
        empty=""
      />
      <LineChart
        label="Residuals (predicted − true)"
        xLabel={`True ${names[column] ?? ''}`}
        read={() => left}
        version={() => left}
        xRange={() => withRoom(left)}
        empty=""
      />
    </div>
  )
}

/** Dots at the very ends would lie half on the border. */
function withRoom([line]: readonly Line[]): readonly [number, number] {
  const [from, to] = [line?.x[0] ?? 0, line?.x[line.x.length - 1] ?? 1]
  const room = 0.02 * (to - from)
  return [from - room, to + room]
}

/** Samples by their true number, so that lines and dots share an axis. */
function linesOf(
  { names, truth, predictions, positions }: Answers,
  column: number,
): { against: readonly Line[]; left: readonly Line[] } {
  const columns = names.length
  const order = Array.from(positions.keys()).sort(
    (a, b) => (truth[a * columns + column] ?? 0) - (truth[b * columns + column] ?? 0),
  )
  const sorted = order.map(i => truth[i * columns + column] ?? 0)
  // The chart looks places up by their x, so equal ones stand apart by less than anybody sees.
  const step = ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) * 1e-9 || 1e-9
  const x = sorted.map((v, i) => v + i * step)
  const y = order.map(i => predictions[i * columns + column] ?? 0)
  const dots = { x, colour: 'var(--accent)', isDots: true } as const
  const line = { x, colour: 'var(--line-strong)', width: 1, isUnnamed: true } as const
  return {
    against: [
      { ...line, label: 'as it should be', y: x },
      { ...dots, label: 'predicted', y },
    ],
    left: [
      { ...line, label: 'none', y: x.map(() => 0) },
      { ...dots, label: 'residual', y: y.map((v, i) => v - (x[i] ?? 0)) },
    ],
  }
}

/** More classes make a table that nobody reads. */
const MOST_CLASSES = 24

function Confusion({ figures }: { figures: ClassMetrics }) {
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
            {shown.map((row, i) => {
              const all = row.reduce((a, b) => a + b, 0)
              return (
                <tr key={i}>
                  <th title={names[i]}>{names[i] ?? i}</th>
                  {row.slice(0, MOST_CLASSES).map((n, j) => (
                    <td
                      key={j}
                      data-right={i === j || undefined}
                      style={{ '--share': all > 0 ? n / all : 0 } as React.CSSProperties}
                      title={`${count(n)} of ${names[i] ?? i} taken for ${names[j] ?? j}`}
                    >
                      {n > 0 ? count(n) : ''}
                    </td>
                  ))}
                  <td>{percent(figures.perClass[i]?.recall ?? null, 0)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </div>
  )
}
