/**
 * One sample's way through a planned network, forward and back, with whichever kernels are handed in.
 * All views are made here, once; the calls themselves allocate nothing. Workers, gradient checks
 * (float64) and inspection use the same code.
 */
import type { EngineKernels } from '../kernels/types'
import { lossOf } from '../training/losses'
import type { Place } from '../plan/planNetwork'
import type { NetworkPlan, PlannedOutput, PlannedStep, Action } from '../plan/types'
import { declOf } from '../plan/operations'
import { foldKey } from '../random'
import type { BackPass, Pass, Samples, Tensor, Window } from '../spec'

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
export type BoundOutput = {
  readonly output: PlannedOutput
  /** What is wanted of the sample: to be filled before the loss, one value for each score. */
  readonly target: Tensor
  /** Filled by the loss: probabilities, or the values themselves. */
  readonly prediction: Tensor
  /**
   * One number each, in arrays because V8 makes an object of a number that is handed over: what the loss is
   * multiplied by (1 until it is set), and what it came to.
   */
  readonly weight: Float64Array
  readonly loss: Float64Array
}
/** Where a sample of a run stands: the run's key, the step, and the sample's place in its batch. */
export type Moment = { readonly run: number; step: number; position: number }
export type Network = {
  /** To be filled with a sample, in the order of the plan's inputs. */
  readonly inputs: readonly Tensor[]
  readonly outputs: readonly BoundOutput[]
  /** What each step put out last, in the order of the plan's steps. */
  readonly values: readonly Tensor[]
  /** What the batch parts of a step leave of one sample, in the order of the plan's steps. */
  readonly summaries: readonly Tensor[]
  /**
   * Lays out this share of the weights as the kernels read them; needed after every change of the weights.
   */
  packWeights(part: number, parts: number): void
  /**
   * Sets what the actions below are to use; null outside training. Each layer draws from a stream of its own
   * below the moment's.
   */
  setMoment(moment: Moment | null): void
  /** One action of a phase; gradients are added to slot `slot`. */
  run(action: Action, slot: number): void
  /** What step `step` learns from the samples of a slot, of which the first is the one turned to. */
  gradWeightsOfSlot(step: number, slot: number, samples: Samples): void
  /** All of the forward way outside training, losses left out. */
  predict(): void
  /** `summaries` is `[count, summary]` of step `step`. */
  combine(step: number, summaries: Tensor, count: number): void
  combineBack(step: number, summaries: Tensor, count: number): void
  updateRunningStatistics(step: number, count: number): void
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
const view = (t: Tensor, { offset, length }: Place): Tensor => t.subarray(offset, offset + length)
type At = (place: Place) => Tensor
/** Weights of the fused or single step by name; frozen ones have no gradient. */
const named = (t: Tensor, step: PlannedStep, isGradient: boolean): Readonly<Record<string, Tensor>> =>
  Object.fromEntries(step.weights.filter(w => !isGradient || !w.isFrozen).map(w => [w.name, view(t, w)]))

export function bindNetwork(
  plan: NetworkPlan,
  k: EngineKernels,
  { weights, packed, gradients, work, stash }: NetworkBuffers,
): Network {
  const own = plan.workLength - plan.stashLength
  const place: At = p =>
    stash && p.offset >= own ? view(stash, { ...p, offset: p.offset - own }) : view(work, p)
  const scratch = place(plan.scratch)
  const decls = plan.steps.map(s => declOf(s.kind))
  const passes = plan.steps.map((s): Pass => {
    const xs = s.xs.map(place)
    return {
      p: s.p as Pass['p'],
      k,
      in: s.ins[0] ?? [],
      out: s.out,
      window: s.window ?? NO_WINDOW,
      x: xs[0] ?? scratch,
      xs,
      y: place(s.y),
      w: named(weights, s, false),
      packed: view(packed, s.packed),
      saved: place(s.saved),
      shared: place(s.shared),
      scratch,
      training: false,
      key: 0,
    }
  })
  const backPasses = gradients.map(g =>
    passes.map((pass, i) => backPass(pass, plan.steps[i] as PlannedStep, place, g)),
  )
  const learnPasses = backPasses.map((of, slot) =>
    plan.steps.map((s, i) =>
      s.gradientOfSlot ? { ...(of[i] as BackPass), dw: named(gradients[slot] as Tensor, s, true) } : null,
    ),
  )
  const gathers = plan.steps.map(s => s.gathers.map(place))
  const summaries = plan.steps.map(s => place(s.summary))
  const outputs = plan.outputs.map((output): BoundOutput => ({
    output,
    target: place(output.targetValues),
    prediction: place(output.prediction),
    weight: Float64Array.of(1),
    loss: new Float64Array(1),
  }))
  const scores = plan.outputs.map(o => place(o.scores))
  const scoreGradients = plan.outputs.map(o => place(o.gradient))
  // In the order of the phases, by which places share memory.
  const forwards = plan.phases.flatMap(p =>
    p.sweeps.flatMap(w => w.actions.flatMap(a => (a.do === 'forward' ? [a.step] : []))),
  )
  const random = decls.flatMap((d, i) => (d.isRandom ? [i] : []))
  const keys = new Uint32Array(2)
  const back = (slot: number, step: number): BackPass => backPasses[slot]?.[step] as BackPass

  function gather(step: number): void {
    const shares = gathers[step] as Tensor[]
    const into = backPasses[0]?.[step]?.dy as Tensor
    k.copy(shares[0] as Tensor, into)
    for (let i = 1; i < shares.length; i++) k.add(into, shares[i] as Tensor, into)
  }
  function lose(at: number): void {
    const { output, target: wanted, prediction, weight, loss } = outputs[at] as BoundOutput
    loss[0] = lossOf(
      k,
      output.loss,
      scores[at] as Tensor,
      wanted,
      weight[0] as number,
      prediction,
      scoreGradients[at] as Tensor,
    )
  }
  return {
    inputs: plan.inputs.map(i => place(i.place)),
    outputs,
    values: passes.map(p => p.y),
    summaries,
    packWeights(part, parts) {
      for (let i = 0; i < passes.length; i++) decls[i]?.packWeights?.(passes[i] as Pass, part, parts)
    },
    setMoment(moment) {
      const isTraining = moment !== null
      if (isTraining !== passes[0]?.training)
        for (let i = 0; i < passes.length; i++) (passes[i] as Pass).training = isTraining
      if (moment) {
        keys[0] = moment.run
        foldKey(keys, 1, 0, moment.step)
        foldKey(keys, 0, 1, moment.position)
      }
      for (let i = 0; i < random.length; i++) {
        const step = random[i] as number
        if (moment) foldKey(keys, 1, 0, plan.steps[step]?.stream ?? 0)
        ;(passes[step] as Pass).key = moment ? (keys[1] as number) : 0
      }
    },
    run(action, slot) {
      switch (action.do) {
        case 'forward':
          decls[action.step]?.forward(passes[action.step] as Pass)
          break
        case 'backward':
          decls[action.step]?.backward(back(slot, action.step))
          break
        case 'gather':
          gather(action.step)
          break
        case 'loss':
          lose(action.output)
          break
        case 'summarise':
          decls[action.step]?.batch?.summarise(passes[action.step] as Pass, summaries[action.step] as Tensor)
          break
        case 'summariseBack':
          decls[action.step]?.batch?.summariseBack(back(slot, action.step), summaries[action.step] as Tensor)
          break
      }
    },
    gradWeightsOfSlot: (step, slot, samples) =>
      decls[step]?.gradWeightsOfSlot?.(learnPasses[slot]?.[step] as BackPass, samples),
    predict() {
      for (let i = 0; i < forwards.length; i++)
        decls[forwards[i] as number]?.forward(passes[forwards[i] as number] as Pass)
    },
    combine: (step, all, count) => decls[step]?.batch?.combine(passes[step] as Pass, all, count),
    combineBack: (step, all, count) => decls[step]?.batch?.combineBack(back(0, step), all, count),
    updateRunningStatistics: (step, count) =>
      decls[step]?.batch?.updateRunningStatistics(passes[step] as Pass, count),
  }
}

function backPass(pass: Pass, step: PlannedStep, place: At, gradients: Tensor): BackPass {
  const dxs = step.dxs.map(p => p && place(p))
  return {
    ...pass,
    training: true,
    dy: place(step.dy),
    dx: dxs[0] ?? null,
    dxs,
    dw: step.gradientOfSlot ? {} : named(gradients, step, true),
  }
}
