/**
 * The network's prediction for the sample beside the true values: numbers, or the probabilities of classes.
 */
import type { DatasetSummary, SampleMaps } from '../../preload/contract'
import { figure, percent } from '../ui/format'
import styles from './inspect.module.css'

/** What was measured, and what the network says. */
export function PredictedNumbers({
  names,
  truth,
  said,
}: {
  names: readonly string[]
  truth: Float32Array
  said: readonly number[]
}) {
  return (
    <table className={styles.numbers} data-figures data-testid="numbers">
      <thead>
        <tr>
          <th />
          <th>True</th>
          <th>Predicted</th>
          <th>Off by</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name, i) => (
          <tr key={name}>
            <th title={name}>{name}</th>
            <td>{figure(truth[i], 3)}</td>
            <td>{figure(said[i], 3)}</td>
            <td>{figure((said[i] ?? NaN) - (truth[i] ?? NaN), 3)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One score for two classes is the probability of the second. */
const perClass = (p: readonly number[]): readonly number[] =>
  p.length === 1 ? [1 - (p[0] ?? 0), p[0] ?? 0] : p

export function Verdict({
  summary,
  maps: { probabilities: scores, label },
}: {
  summary: DatasetSummary
  maps: SampleMaps
}) {
  const probabilities = perClass(scores)
  const order = probabilities.map((p, i) => ({ p, i })).sort((a, b) => b.p - a.p)
  const isRight = order[0]?.i === label
  return (
    <>
      <p className={styles.verdict} data-right={isRight} data-testid="verdict">
        {isRight
          ? `Right: ${summary.classes[label]}.`
          : `Wrong: it is ${summary.classes[label]}, the network says ${summary.classes[order[0]?.i ?? 0]}.`}
      </p>
      <ol className={styles.probabilities}>
        {order.slice(0, 10).map(({ p, i }) => (
          <li key={i} data-label={i === label || undefined}>
            <span title={summary.classes[i]}>{summary.classes[i]}</span>
            <i>
              <b style={{ transform: `scaleX(${p})` }} />
            </i>
            <em>{percent(p)}</em>
          </li>
        ))}
      </ol>
    </>
  )
}
