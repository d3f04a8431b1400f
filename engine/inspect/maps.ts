/**
 * What every node puts out for one sample, as the network would answer it: without dropout. Pure.
 * The one thing to know: it runs on the truth kernels, so no compiled file is needed; a sample of the examples takes
 * some tens of milliseconds.
 */
import type { Document } from '../document'
import type { SampleInfo } from '../graph'
import type { EngineKernels } from '../kernels/kernels'
import { truth } from '../kernels/truth'
import { layer } from '../layers'
import { bindNetwork } from '../network'
import { importWeights, planNetwork } from '../plan'
import type { NodeMaps } from '../run'
import { isBad, size, type Bad } from '../spec'
import { foreign } from './foreign'

export type FeatureMaps = { readonly maps: readonly NodeMaps[]; readonly probabilities: readonly number[] }

/** `weights` in the order of `weightLayout`; `sample` normalised, `[...shape]`. The input node comes first, Output shows probabilities. */
export function featureMaps(
  document: Pick<Document, 'nodes' | 'wires'>,
  info: SampleInfo,
  weights: Float32Array,
  sample: Float32Array,
  kernels: EngineKernels = truth,
): FeatureMaps | Bad {
  const plan = planNetwork(document, info)
  if (isBad(plan)) return plan
  const wrong = foreign(plan, weights)
  if (wrong) return wrong
  if (sample.length !== size(plan.inputShape))
    return { bad: `The sample has ${sample.length} values and the network takes ${size(plan.inputShape)}.` }
  const padded = new Float32Array(plan.weightsLength)
  importWeights(plan, weights, padded)
  const network = bindNetwork(plan, kernels, { weights: padded, gradients: [], work: new Float32Array(plan.workLength) })
  network.input.set(sample)
  network.forward(false, 0)
  network.loss(0)
  const maps = plan.steps.map((step, i): NodeMaps => {
    const decl = layer(step.kind),
      values = decl.group === 'output' ? network.probabilities : (network.outputs[i] ?? network.input)
    return { node: step.node, title: decl.title, kind: step.kind, shape: step.out, values: Float32Array.from(values) }
  })
  const first: NodeMaps = { node: plan.inputNode, title: layer('input').title, kind: 'input', shape: plan.inputShape, values: sample.slice() }
  return { maps: [first, ...maps], probabilities: Array.from(network.probabilities) }
}
