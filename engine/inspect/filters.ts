/**
 * The learned kernels of every convolution, in chain order; of a separable one, both halves.
 * A spectrum's kernels have height 1. Pure.
 */
import type { Document } from '../document/document'
import type { SampleInfo } from '../graph/types'
import { declOf } from '../plan/operations'
import { planNetwork } from '../plan/planNetwork'
import { type FilterBank, secondBank } from './types'
import { isBad, type Bad } from '../spec'
import { savedWeightsProblem } from './savedWeights'

const FIRST = ['kernel', 'depthwise']
const SECOND = 'pointwise'

/** `weights` in the order of `weightLayout` (plan/weights.ts). */
export function filterBanks(
  document: Pick<Document, 'nodes' | 'wires'>,
  info: SampleInfo,
  weights: Float32Array,
): readonly FilterBank[] | Bad {
  const plan = planNetwork(document, info, { isFused: false })
  if (isBad(plan)) return plan
  const wrong = savedWeightsProblem(plan, weights)
  if (wrong) return wrong
  const taken = new Set(document.nodes.map(n => n.id))
  return plan.steps.flatMap(step => {
    const decl = declOf(step.kind)
    if (decl.group !== 'convolution') return []
    return step.weights.flatMap((w): FilterBank[] => {
      const node = w.name === SECOND ? secondBank(step.node) : step.node
      if (w.name === SECOND ? taken.has(node) : !FIRST.includes(w.name)) return []
      const [a = 0, b = 0, c = 0, d = 0] = w.shape.length === 3 ? [1, ...w.shape] : w.shape
      const values = weights.slice(w.flat, w.flat + w.length)
      return [
        {
          node,
          title: decl.title,
          shape: [a, b, c, d],
          values,
          largest: values.reduce((m, v) => Math.max(m, Math.abs(v)), 0),
        },
      ]
    })
  })
}
