/**
 * One sample's way through a planned network, forward and back, with whichever kernels are handed in.
 * The one thing to know: all views are made here, once; the calls themselves allocate nothing. Workers, gradient checks
 * (float64) and inspection use the same code.
 */
import type { EngineKernels } from './kernels/kernels'
import { layer } from './layers'
import { crossEntropy } from './losses'
import type { NetworkPlan, Place, PlannedStep } from './plan'
import { keyWith } from './random'
import type { BackPass, Pass, Tensor, Window } from './spec'

export type NetworkBuffers = {
  /** Laid out as the plan says: `weightsLength` values each, and `workLength`. */
  readonly weights: Tensor
  readonly gradients: readonly Tensor[]
  readonly work: Tensor
}
export type Network = {
  /** To be filled with a sample before `forward`. */
  readonly input: Tensor
  /** What each step put out last, in the order of the plan's steps. */
  readonly outputs: readonly Tensor[]
  /** Filled by `loss`. */
  readonly probabilities: Tensor
  /** `key` differs for every sample of every step; each layer draws from a stream of its own below it. */
  forward(isTraining: boolean, key: number): void
  loss(label: number): number
  isCorrect(label: number): boolean
  /** Adds the gradients of the last sample to slot `slot`. */
  backward(slot: number): void
}

const NO_WINDOW: Window = { in: [0, 0, 0], out: [0, 0, 0], kernel: [0, 0], strides: [0, 0], dilation: [0, 0], before: [0, 0], groups: 1 }
const view = (t: Tensor, { offset, length }: Place): Tensor => t.subarray(offset, offset + length)
const named = (t: Tensor, step: PlannedStep): Readonly<Record<string, Tensor>> => Object.fromEntries(step.weights.map(w => [w.name, view(t, w)]))

export function bindNetwork(plan: NetworkPlan, k: EngineKernels, { weights, gradients, work }: NetworkBuffers): Network {
  const input = view(work, plan.input),
    probabilities = view(work, plan.probabilities),
    scratch = view(work, plan.scratch)
  const decls = plan.steps.map(s => layer(s.kind))
  const passes = plan.steps.map((s, i): Pass => ({
    p: s.p as Pass['p'],
    k,
    in: s.in,
    out: s.out,
    window: s.window ?? NO_WINDOW,
    x: i === 0 ? input : view(work, plan.steps[i - 1]?.y ?? plan.input),
    xs: [],
    y: view(work, s.y),
    packed: view(work, plan.scratch),
    shared: view(work, plan.scratch),
    w: named(weights, s),
    saved: view(work, s.saved),
    scratch,
    training: false,
    key: 0,
  }))
  const slopes = plan.steps.map(s => view(work, s.dy))
  const backPasses = gradients.map(g =>
    passes.map((pass, i): BackPass => {
      const step = plan.steps[i] as PlannedStep
      return {
        ...pass,
        training: true,
        dy: slopes[i] as Tensor,
        dx: step.needsInputGradient ? (slopes[i - 1] ?? null) : null,
        dxs: [],
        dw: named(g, step),
      }
    }),
  )
  const last = plan.steps.length - 1,
    scores = passes[last]?.y ?? input,
    dscores = slopes[last] ?? input
  const firstBackward = plan.steps.findIndex(s => s.hasBackward)
  return {
    input,
    probabilities,
    outputs: passes.map(p => p.y),
    forward(isTraining, key) {
      for (let i = 0; i <= last; i++) {
        const pass = passes[i] as Pass
        pass.training = isTraining
        pass.key = isTraining ? keyWith(key, i) : 0
        decls[i]?.forward(pass)
      }
    },
    loss: label => crossEntropy.evaluate(k, scores, label, probabilities, dscores),
    isCorrect: label => crossEntropy.isCorrect(probabilities, label),
    backward(slot) {
      const back = backPasses[slot] ?? []
      for (let i = last; i >= firstBackward; i--) decls[i]?.backward(back[i] as BackPass)
    },
  }
}
