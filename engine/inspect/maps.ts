/**
 * What every node puts out for one sample, as the network would answer it: without dropout. Pure.
 * It runs on the reference kernels, so no compiled file is needed; a sample of the examples takes
 * some tens of milliseconds.
 */
import type { Document } from '../document/document'
import { analyse } from '../graph/analyse'
import { type SampleInfo } from '../graph/types'
import type { EngineKernels } from '../kernels/types'
import { reference } from '../kernels/reference'
import { layer } from '../layers'
import { bindNetwork } from '../runtime/network'
import { importWeights, planNetwork } from '../plan/planNetwork'
import type { NodeMaps } from './types'
import type { NumberScales } from '../datasets/targetScale'
import { scalesFor, toUnit } from '../pipeline/targetScaling'
import { isBad, size, type Bad } from '../spec'
import { foreign } from './foreign'

export type FeatureMaps = { readonly maps: readonly NodeMaps[]; readonly probabilities: readonly number[] }

/**
 * `weights` in the order of `weightLayout`; `sample` normalised, `[...shape]`; `scales` as kept with the
 * weights. The input node comes first, Output shows probabilities, or numbers in the unit of the data.
 */
export function featureMaps(
  document: Pick<Document, 'nodes' | 'wires'>,
  info: SampleInfo,
  weights: Float32Array,
  sample: Float32Array,
  scales: NumberScales = {},
  kernels: EngineKernels = reference,
): FeatureMaps | Bad {
  const plan = planNetwork(document, info, { isFused: false })
  if (isBad(plan)) return plan
  const wrong = foreign(plan, weights)
  const own = scalesFor(plan, scales)
  const input = plan.inputs[0]
  if (wrong) return wrong
  if (isBad(own)) return own
  if (!input || plan.inputs.length > 1) return { bad: 'Feature maps are shown for networks with one Input.' }
  if (sample.length !== size(input.shape))
    return { bad: `The sample has ${sample.length} values and the network takes ${size(input.shape)}.` }
  const padded = new Float32Array(plan.weightsLength)
  const work = new Float32Array(plan.workLength)
  importWeights(plan, weights, padded)
  const network = bindNetwork(plan, kernels, {
    weights: padded,
    packed: new Float32Array(plan.packedLength),
    gradients: [],
    work,
  })
  network.packWeights(0, 1)
  network.setMoment(null)
  network.inputs[0]?.set(sample)
  network.predict()
  plan.outputs.forEach((_, output) => network.run({ do: 'loss', output }, 0))
  const answers = new Map(
    network.outputs.map(({ output, prediction }, i) => [
      output.node,
      own[i] ? toUnit(prediction.slice(), own[i]) : prediction,
    ]),
  )
  const { order, nodes } = analyse(document, info)
  const maps = (order ?? []).map((node): NodeMaps => {
    const { place, shape } = plan.values.get(node.id) ?? { place: input.place, shape: [] }
    return {
      node: node.id,
      title: layer(node.kind).title,
      kind: node.kind,
      shape,
      centres: nodes.get(node.id)?.centres ?? null,
      values: Float32Array.from(
        answers.get(node.id) ?? work.subarray(place.offset, place.offset + place.length),
      ),
    }
  })
  return { maps, probabilities: Array.from(answers.get(plan.outputs[0]?.node ?? '') ?? []) }
}
