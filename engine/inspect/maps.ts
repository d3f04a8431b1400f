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
import { bindNetwork, type Network } from '../runtime/network'
import { importWeights, planNetwork } from '../plan/planNetwork'
import type { NetworkPlan } from '../plan/types'
import type { Region } from '../plan/allocator'
import type { NodeMaps } from './types'
import type { NumberScale } from '../datasets/dataset'
import type { NumberScales } from '../datasets/targetScale'
import { scalesFor, toUnit } from '../pipeline/targetScaling'
import { isBad, size, type Bad, type Tensor } from '../spec'
import { savedWeightsProblem } from './savedWeights'

type FeatureMaps = { readonly maps: readonly NodeMaps[]; readonly probabilities: readonly number[] }

type Observed = Pick<Document, 'nodes' | 'wires'>
/**
 * `weights` in the order of `weightLayout`; `sample` normalised, `[...shape]`; `scales` as kept with the
 * weights. The input node comes first, Output shows probabilities, or numbers in the unit of the data.
 */
export function featureMaps(
  document: Observed,
  info: SampleInfo,
  weights: Float32Array,
  sample: Float32Array,
  scales: NumberScales = {},
  kernels: EngineKernels = reference,
): FeatureMaps | Bad {
  const mapsOf = bindFeatureMaps(document, info, weights, scales, kernels)
  return isBad(mapsOf) ? mapsOf : mapsOf(sample)
}

/** The same for one sample after another: the network is planned, and its weights laid out, once. */
export function bindFeatureMaps(
  document: Observed,
  info: SampleInfo,
  weights: Float32Array,
  scales: NumberScales = {},
  kernels: EngineKernels = reference,
): ((sample: Float32Array) => FeatureMaps | Bad) | Bad {
  const plan = planNetwork(document, info, { isFused: false })
  if (isBad(plan)) return plan
  const wrong = savedWeightsProblem(plan, weights)
  const own = scalesFor(plan, scales)
  const input = plan.inputs[0]
  if (wrong) return wrong
  if (isBad(own)) return own
  if (!input || plan.inputs.length > 1) return { bad: 'Feature maps are shown for networks with one Input.' }
  const { network, work } = boundNetwork(plan, weights, kernels)
  const observed = observedNodes(plan, document, info, input.place)
  return sample => {
    if (sample.length !== size(input.shape))
      return { bad: `The sample has ${sample.length} values and the network takes ${size(input.shape)}.` }
    const answers = answersTo(network, work, sample, own)
    const maps = observed.map(({ place, ...node }): NodeMaps => ({
      ...node,
      values: Float32Array.from(
        answers.get(node.node) ?? work.subarray(place.offset, place.offset + place.length),
      ),
    }))
    return { maps, probabilities: Array.from(answers.get(plan.outputs[0]?.node ?? '') ?? []) }
  }
}

function boundNetwork(
  plan: NetworkPlan,
  weights: Float32Array,
  kernels: EngineKernels,
): { readonly network: Network; readonly work: Float32Array } {
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
  return { network, work }
}

/** The nodes in the order of the network, each with the place of what it puts out. */
function observedNodes(
  plan: NetworkPlan,
  document: Observed,
  info: SampleInfo,
  inputPlace: Region,
): readonly (Omit<NodeMaps, 'values'> & { readonly place: Region })[] {
  const { order, nodes } = analyse(document, info)
  return (order ?? []).map(node => {
    const { place, shape } = plan.values.get(node.id) ?? { place: inputPlace, shape: [] }
    const { title } = layer(node.kind)
    return {
      node: node.id,
      title,
      kind: node.kind,
      shape,
      centres: nodes.get(node.id)?.centres ?? null,
      place,
    }
  })
}

/**
 * By output node: probabilities, or numbers in the unit of the data. `work` holds every node's values after.
 */
function answersTo(
  network: Network,
  work: Float32Array,
  sample: Float32Array,
  scales: readonly (NumberScale | null)[],
): ReadonlyMap<string, Tensor> {
  work.fill(0) // as it is for the first sample: nothing of the last one is left
  network.inputs[0]?.set(sample)
  network.predict()
  network.outputs.forEach((_, output) => network.run({ do: 'loss', output }, 0))
  return new Map(
    network.outputs.map(({ output, prediction }, i) => [
      output.node,
      scales[i] ? toUnit(prediction.slice(), scales[i]) : prediction,
    ]),
  )
}
