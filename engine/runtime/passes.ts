/**
 * The views that the steps of a plan work on, forward and back, over given buffers. They are made once, so
 * that a step makes none.
 */
import type { EngineKernels } from '../kernels/types'
import type { Region } from '../plan/allocator'
import type { NetworkPlan, PlannedStep } from '../plan/types'
import type { BackPass, Pass, Tensor, Window } from '../spec'

export type NetworkBuffers = {
  /**
   * Laid out as the plan says: `weightsLength` values, `packedLength`, one gradient of `learning` values for
   * each slot, `workLength`.
   */
  readonly weights: Tensor
  readonly packed: Tensor
  readonly gradients: readonly Tensor[]
  readonly work: Tensor
  /** The last `stashLength` values of the workspace, where they lie elsewhere. */
  readonly stash?: Tensor
}
/** The values of a region of the workspace. */
type ViewOf = (region: Region) => Tensor
export type Passes = {
  readonly viewOf: ViewOf
  /** Of each step. */
  readonly forward: readonly Pass[]
  /** Of each slot, of each step. */
  readonly backward: readonly (readonly BackPass[])[]
  /** Of each slot, of each step whose weights learn from all samples of a slot at once. */
  readonly ofSlot: readonly (readonly (BackPass | null)[])[]
}

const NO_WINDOW: Window = {
  in: [0, 0, 0],
  out: [0, 0, 0],
  kernel: [0, 0],
  strides: [0, 0],
  dilation: [0, 0],
  before: [0, 0],
  groups: 1,
}
const view = (t: Tensor, { offset, length }: Region): Tensor => t.subarray(offset, offset + length)
/** Weights of the fused or single step by name; frozen ones have no gradient. */
const named = (t: Tensor, step: PlannedStep, isGradient: boolean): Readonly<Record<string, Tensor>> =>
  Object.fromEntries(step.weights.filter(w => !isGradient || !w.isFrozen).map(w => [w.name, view(t, w)]))

export function bindPasses(plan: NetworkPlan, k: EngineKernels, buffers: NetworkBuffers): Passes {
  const viewOf = workspaceViews(plan, buffers)
  const forward = plan.steps.map(s => forwardPass(s, k, buffers, viewOf, viewOf(plan.scratch)))
  const backward = buffers.gradients.map(g =>
    forward.map((pass, i) => backPass(pass, plan.steps[i] as PlannedStep, viewOf, g)),
  )
  const ofSlot = backward.map((passes, slot) =>
    plan.steps.map((s, i) =>
      s.gradientOfSlot
        ? { ...(passes[i] as BackPass), dw: named(buffers.gradients[slot] as Tensor, s, true) }
        : null,
    ),
  )
  return { viewOf, forward, backward, ofSlot }
}

function workspaceViews(plan: NetworkPlan, { work, stash }: NetworkBuffers): ViewOf {
  const own = plan.workLength - plan.stashLength
  return r => (stash && r.offset >= own ? view(stash, { ...r, offset: r.offset - own }) : view(work, r))
}

function forwardPass(
  s: PlannedStep,
  k: EngineKernels,
  { weights, packed }: NetworkBuffers,
  viewOf: ViewOf,
  scratch: Tensor,
): Pass {
  const xs = s.xs.map(viewOf)
  return {
    p: s.p as Pass['p'],
    k,
    in: s.ins[0] ?? [],
    out: s.out,
    window: s.window ?? NO_WINDOW,
    x: xs[0] ?? scratch,
    xs,
    y: viewOf(s.y),
    w: named(weights, s, false),
    packed: view(packed, s.packed),
    saved: viewOf(s.saved),
    shared: viewOf(s.shared),
    scratch,
    training: false,
    key: 0,
  }
}

function backPass(pass: Pass, step: PlannedStep, viewOf: ViewOf, gradients: Tensor): BackPass {
  const dxs = step.dxs.map(r => r && viewOf(r))
  return {
    ...pass,
    training: true,
    dy: viewOf(step.dy),
    dx: dxs[0] ?? null,
    dxs,
    dw: step.gradientOfSlot ? {} : named(gradients, step, true),
  }
}
