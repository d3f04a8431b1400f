/**
 * Standardising of numbers to predict: the loss is of (value − mean) / deviation, predictions leave in the
 * unit of the data. Pure. Mean and deviation are of the training split alone and belong to the weights that
 * were trained with them, like what a preparation measured: with others, the same weights predict in another
 * unit.
 */
import { targetNamed } from '../datasets/parts'
import type { Dataset, NumberScale } from '../datasets/dataset'
import type { NodeId } from '../document/document'
import type { NetworkPlan } from '../plan/types'
import { targetScaleOf, type NumberScales } from '../datasets/targetScale'
import { isBad, type Bad } from '../spec'

type Outputs = Pick<NetworkPlan, 'outputs'>
type Output = NetworkPlan['outputs'][number]
/** Whether the loss of this output is taken of standardised numbers. */
export const standardises = ({ loss, info }: Output): boolean => loss.isStandardised && info.classes === 0

/** Measured on the samples at `training`. */
export function fitScales(plan: Outputs, dataset: Dataset, training: Int32Array): NumberScales | Bad {
  const scales: Record<NodeId, NumberScale> = {}
  for (const output of plan.outputs) {
    const numbers = targetNamed(dataset, output.target)?.numbers
    if (!standardises(output) || !numbers) continue
    const scale = targetScaleOf(numbers, training)
    const wrong = scale.deviation.findIndex(v => !Number.isFinite(v))
    if (wrong >= 0)
      return {
        bad:
          `“${numbers.names[wrong]}” of ${dataset.title} is not a number in some sample of the training ` +
          'split: mend or leave out that sample.',
      }
    scales[output.node] = scale
  }
  return scales
}

/**
 * For each output, null where numbers are taken as measured; or why `scales` are not those of this network.
 */
export function scalesFor(plan: Outputs, scales: NumberScales): readonly (NumberScale | null)[] | Bad {
  const own = plan.outputs.map((output): NumberScale | null | Bad => {
    const scale = scales[output.node]
    if (!standardises(output))
      return scale ? mismatch(output.node, 'standardised', 'as measured', 'Standardised') : null
    return scale?.mean.length === output.info.numbers
      ? scale
      : mismatch(output.node, 'as measured', 'standardised', 'As measured')
  })
  return own.find(isBad) ?? (own as readonly (NumberScale | null)[])
}

const mismatch = (node: NodeId, learned: string, wanted: string, choice: string): Bad => ({
  bad:
    `These weights learned numbers ${learned}, and Output (node ${node}) takes them ${wanted}: set ` +
    `its Targets to “${choice}”, or take other weights.`,
})

/** `scales` as they are kept, of the plan's outputs. */
export const namedScales = (plan: Outputs, scales: readonly (NumberScale | null)[]): NumberScales =>
  Object.fromEntries(plan.outputs.flatMap(({ node }, i) => (scales[i] ? [[node, scales[i]]] : [])))

/** Answers `[samples, numbers]` in the unit of the data, written over them. */
export function toUnit<A extends Float32Array | Float64Array>(
  answers: A,
  { mean, deviation }: NumberScale,
): A {
  for (let i = 0, c = 0; i < answers.length; i++) {
    answers[i] = (answers[i] as number) * (deviation[c] as number) + (mean[c] as number)
    if (++c === mean.length) c = 0
  }
  return answers
}
