/** The learned kernels of every convolution, in chain order. The one thing to know: a spectrum's kernels have height 1. Pure. */
import type { Document } from '../document'
import type { SampleInfo } from '../graph'
import { declOf } from '../plan/flow'
import { planNetwork } from '../plan'
import type { FilterBank } from '../run'
import { isBad, type Bad } from '../spec'
import { foreign } from './foreign'

/** `weights` in the order of `weightLayout` (plan.ts). */
export function filterBanks(document: Pick<Document, 'nodes' | 'wires'>, info: SampleInfo, weights: Float32Array): readonly FilterBank[] | Bad {
  const plan = planNetwork(document, info, { isFused: false })
  if (isBad(plan)) return plan
  const wrong = foreign(plan, weights)
  if (wrong) return wrong
  return plan.steps.flatMap((step): FilterBank[] => {
    const kernel = step.weights.find(w => w.name === 'kernel'),
      decl = declOf(step.kind)
    if (!kernel || decl.group !== 'convolution') return []
    const [a = 0, b = 0, c = 0, d = 0] = kernel.shape.length === 3 ? [1, ...kernel.shape] : kernel.shape
    const values = weights.slice(kernel.flat, kernel.flat + kernel.length)
    return [{ node: step.node, title: decl.title, shape: [a, b, c, d], values, largest: values.reduce((m, v) => Math.max(m, Math.abs(v)), 0) }]
  })
}
