/** What a layer learns and what it costs: parameters with their formula, multiply-adds, weights. */
import {
  formatShape,
  INITIALISERS,
  layer,
  type GraphNode,
  type NodeReport,
  type Params,
  type Shape,
  type ValuesOf,
  type Weight,
} from '../../preload/contract'
import { count } from '../ui/format'
import classes from './Inspector.module.css'
import { Facts, Section } from './parts'
import { parameterFormula } from './words'

export function Costs({
  node,
  report,
  x,
}: {
  readonly node: GraphNode
  readonly report: NodeReport
  readonly x: Shape
}) {
  const weights = layer(node.kind).weights(x, node.params as ValuesOf<Params>)
  if (weights.length === 0 && report.multiplyAdds === 0) return null
  return (
    <Section title="What it learns and costs">
      {weights.length > 0 && (
        <div className={classes['formula']}>
          <span>Parameters</span>
          <code>{parameterFormula(weights)}</code>
        </div>
      )}
      <Facts rows={[['Multiply-adds', `${count(report.multiplyAdds)} a sample`]]} />
      {weights.length > 0 && <WeightTable weights={weights} />}
    </Section>
  )
}

const WeightTable = ({ weights }: { readonly weights: readonly Weight[] }) => (
  <table className={classes['weights']}>
    <thead>
      <tr>
        <th>Weights</th>
        <th>Shape</th>
        <th>Begin as</th>
      </tr>
    </thead>
    <tbody>
      {weights.map(w => (
        <tr key={w.name}>
          <td>{w.name}</td>
          <td>
            <code>{formatShape(w.shape)}</code>
          </td>
          <td>{initialValue(w)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** What a weight begins as. */
function initialValue(w: Weight): string {
  if (w.values) return 'as typed'
  if (w.init === 'constant') return w.constant ? String(w.constant) : 'zeros'
  return INITIALISERS.find(([name]) => name === w.init)?.[1] ?? w.init
}
