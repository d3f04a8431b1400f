/**
 * Forward and backward passes of one sample through a planned network, with any kernels. All views are made
 * when it is bound; the calls allocate nothing. Workers, gradient checks (float64) and feature maps use the
 * same code.
 */
import type { EngineKernels } from '../kernels/types'
import { declOf } from '../plan/operations'
import type { Action, NetworkPlan, PlannedOutput } from '../plan/types'
import { foldKey } from '../random'
import type { BackPass, LayerDecl, Pass, SampleRun, Tensor } from '../spec'
import { lossOf } from '../training/losses'
import { bindPasses, type NetworkBuffers, type Passes } from './passes'

export type BoundOutput = {
  readonly output: PlannedOutput
  readonly scores: Tensor
  /** The target of the sample: to be filled before the loss, one value for each score. */
  readonly target: Tensor
  /** Filled by the loss: probabilities, or the values themselves. */
  readonly prediction: Tensor
  /** Filled by the loss: its gradient for the scores. */
  readonly gradient: Tensor
  /**
   * One number each, in arrays because V8 makes an object of a number that is handed over: what the loss is
   * multiplied by (1 until it is set), and what it came to.
   */
  readonly weight: Float64Array
  readonly loss: Float64Array
}
/** Where a sample of a run stands: the run's key, the step, and the sample's place in its batch. */
export type Moment = { readonly run: number; step: number; position: number }

export const bindNetwork = (plan: NetworkPlan, kernels: EngineKernels, buffers: NetworkBuffers): Network =>
  new Network(plan, kernels, bindPasses(plan, kernels, buffers))

export class Network {
  /** To be filled with a sample, in the order of the plan's inputs. */
  readonly inputs: readonly Tensor[]
  readonly outputs: readonly BoundOutput[]
  /** What each step put out last, in the order of the plan's steps. */
  readonly values: readonly Tensor[]
  /** What the batch parts of a step leave of one sample, in the order of the plan's steps. */
  readonly summaries: readonly Tensor[]

  private readonly decls: readonly LayerDecl[]
  /** Of a step that several read from: the gradient that each reader left. */
  private readonly gathers: readonly (readonly Tensor[])[]
  /** Steps in the order of the phases, by which places share memory. */
  private readonly forwardOrder: readonly number[]
  private readonly randomSteps: readonly number[]
  /** Of the moment and of a step: `keys[0]` and `keys[1]`. */
  private readonly keys = new Uint32Array(2)

  constructor(
    private readonly plan: NetworkPlan,
    private readonly kernels: EngineKernels,
    private readonly passes: Passes,
  ) {
    const { viewOf } = passes
    this.decls = plan.steps.map(s => declOf(s.kind))
    this.inputs = plan.inputs.map(i => viewOf(i.place))
    this.outputs = plan.outputs.map(output => boundOutput(output, viewOf))
    this.values = passes.forward.map(p => p.y)
    this.summaries = plan.steps.map(s => viewOf(s.summary))
    this.gathers = plan.steps.map(s => s.gathers.map(viewOf))
    this.forwardOrder = plan.phases.flatMap(p =>
      p.sweeps.flatMap(w => w.actions.flatMap(a => (a.do === 'forward' ? [a.step] : []))),
    )
    this.randomSteps = this.decls.flatMap((d, i) => (d.isRandom ? [i] : []))
  }

  /**
   * Lays out this share of the weights as the kernels read them; needed after every change of the weights.
   */
  packWeights(part: number, parts: number): void {
    for (let i = 0; i < this.decls.length; i++)
      this.decls[i]?.packWeights?.(this.passes.forward[i] as Pass, part, parts)
  }

  /**
   * Sets what the actions below are to use; null outside training. Each layer draws from a stream of its own
   * below the moment's.
   */
  setMoment(moment: Moment | null): void {
    const { keys, randomSteps } = this
    const { forward } = this.passes
    const isTraining = moment !== null
    if (isTraining !== forward[0]?.training)
      for (let i = 0; i < forward.length; i++) (forward[i] as Pass).training = isTraining
    if (moment) {
      keys[0] = moment.run
      foldKey(keys, 1, 0, moment.step)
      foldKey(keys, 0, 1, moment.position)
    }
    for (let i = 0; i < randomSteps.length; i++) {
      const step = randomSteps[i] as number
      if (moment) foldKey(keys, 1, 0, this.plan.steps[step]?.stream ?? 0)
      ;(forward[step] as Pass).key = moment ? (keys[1] as number) : 0
    }
  }

  /** One action of a phase; gradients are added to slot `slot`. */
  run(action: Action, slot: number): void {
    if (action.do === 'loss') return this.computeLoss(action.output)
    const { step } = action
    const decl = this.decls[step] as LayerDecl
    switch (action.do) {
      case 'forward':
        return void decl.forward(this.passes.forward[step] as Pass)
      case 'backward':
        return void decl.backward(this.backPass(slot, step))
      case 'gather':
        return this.gather(step)
      case 'summarise':
        return void decl.batch?.summarise(this.passes.forward[step] as Pass, this.summaries[step] as Tensor)
      case 'summariseBack':
        return void decl.batch?.summariseBack(this.backPass(slot, step), this.summaries[step] as Tensor)
    }
  }

  /** What step `step` learns from the samples of a slot, of which the first is the one selected. */
  gradWeightsOfSlot(step: number, slot: number, samples: SampleRun): void {
    this.decls[step]?.gradWeightsOfSlot?.(this.passes.ofSlot[slot]?.[step] as BackPass, samples)
  }

  /** The whole forward pass outside training, without losses. */
  predict(): void {
    for (let i = 0; i < this.forwardOrder.length; i++) {
      const step = this.forwardOrder[i] as number
      this.decls[step]?.forward(this.passes.forward[step] as Pass)
    }
  }

  /** `summaries` is `[count, summary]` of step `step`. */
  combine(step: number, summaries: Tensor, count: number): void {
    this.decls[step]?.batch?.combine(this.passes.forward[step] as Pass, summaries, count)
  }
  combineBack(step: number, summaries: Tensor, count: number): void {
    this.decls[step]?.batch?.combineBack(this.backPass(0, step), summaries, count)
  }
  updateRunningStatistics(step: number, count: number): void {
    this.decls[step]?.batch?.updateRunningStatistics(this.passes.forward[step] as Pass, count)
  }

  private backPass(slot: number, step: number): BackPass {
    return this.passes.backward[slot]?.[step] as BackPass
  }
  /** The readers' gradients, added in their order. */
  private gather(step: number): void {
    const shares = this.gathers[step] as Tensor[]
    const into = this.backPass(0, step).dy
    this.kernels.copy(shares[0] as Tensor, into)
    for (let i = 1; i < shares.length; i++) this.kernels.add(into, shares[i] as Tensor, into)
  }
  private computeLoss(at: number): void {
    const o = this.outputs[at] as BoundOutput
    const weight = o.weight[0] as number
    o.loss[0] = lossOf(this.kernels, o.output.loss, o.scores, o.target, weight, o.prediction, o.gradient)
  }
}

function boundOutput(output: PlannedOutput, viewOf: Passes['viewOf']): BoundOutput {
  return {
    output,
    scores: viewOf(output.scores),
    target: viewOf(output.targetValues),
    prediction: viewOf(output.prediction),
    gradient: viewOf(output.gradient),
    weight: Float64Array.of(1),
    loss: new Float64Array(1),
  }
}
