/** Numbers predicted for the test split: against the true ones, and the residuals. */
import { Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { TestAnswers } from '../../preload/contract'
import { LineChart } from '../charts/LineChart'
import type { PlotLine } from '../charts/lines'
import { count, figure } from '../ui/format'
import styles from './train.module.css'

export function Numbers({ answers }: { answers: TestAnswers }) {
  const [chosen, setChosen] = useState(0)
  const { names, figures } = answers
  const column = Math.min(chosen, names.length - 1)
  const { against, left } = useMemo(() => residualLines(answers, column), [answers, column])
  const name = names[column] ?? ''
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
      <AgainstTruth label={`Predicted ${name}`} name={name} lines={against} />
      <AgainstTruth label="Residuals (predicted − true)" name={name} lines={left} />
    </div>
  )
}

type ChartProps = { readonly label: string; readonly name: string; readonly lines: readonly PlotLine[] }
const AgainstTruth = ({ label, name, lines }: ChartProps) => (
  <LineChart
    label={label}
    xLabel={`True ${name}`}
    read={() => lines}
    version={() => lines}
    xRange={() => withRoom(lines)}
    empty=""
  />
)

/** Dots at the very ends would lie half on the border. */
function withRoom([line]: readonly PlotLine[]): readonly [number, number] {
  const [from, to] = [line?.x[0] ?? 0, line?.x[line.x.length - 1] ?? 1]
  const room = 0.02 * (to - from)
  return [from - room, to + room]
}

/** Samples by their true number, so that lines and dots share an axis. */
function residualLines(
  { names, truth, predictions, positions }: TestAnswers,
  column: number,
): { against: readonly PlotLine[]; left: readonly PlotLine[] } {
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
