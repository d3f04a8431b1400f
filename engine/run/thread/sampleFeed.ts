/**
 * Copies samples and targets from the shared memory into one thread's workspace, and predictions back.
 * Samples are copied, not looked at through new views, so nothing is allocated.
 */
import { sampleMaker } from '../../pipeline/inputs'
import { predictionLength } from '../../runtime/arena'
import type { Memory } from '../../runtime/memory'
import type { BoundOutput, Network } from '../../runtime/network'
import { size, type Tensor } from '../../spec'
import { fillTarget, isRight } from '../../training/losses'
import type { RunnableJob } from '../job'

type TargetScale = { readonly mean: Float64Array; readonly deviation: Float64Array }
type Maker = ReturnType<typeof sampleMaker>
type InputCopy = ReturnType<typeof inputCopy>
type TargetCopy = ReturnType<typeof targetCopy>
type PredictionCopy = { readonly from: number; readonly at: number; readonly length: number }

export class SampleFeed {
  private readonly positions: Int32Array
  private readonly sampleWeights: Tensor
  private readonly outputWeights: readonly number[]
  private readonly inputs: readonly InputCopy[]
  private readonly targets: readonly TargetCopy[]
  private readonly answers: readonly PredictionCopy[]
  private readonly predictionsAt: number
  private readonly rowLength: number

  constructor(
    job: RunnableJob,
    thread: number,
    private readonly memory: Memory,
    private readonly network: Network,
  ) {
    const { plan, arena, counts } = job
    const samples = counts.training + counts.validation + counts.test
    const workAt = arena.work[thread] ?? 0
    this.positions = memory.ints(arena.positions, samples)
    this.sampleWeights = memory.values(arena.sampleWeights, samples)
    this.outputWeights = plan.outputs.map(o => o.weight)
    this.inputs = plan.inputs.map((input, i) => inputCopy(job, i, memory, workAt + input.place.offset))
    this.targets = plan.outputs.map((_, i) => targetCopy(job, i, memory, workAt))
    this.answers = predictionCopies(job, workAt)
    this.predictionsAt = arena.predictions
    this.rowLength = predictionLength(plan)
  }

  /** Sample `sample` of the run, as it is seen in epoch `epoch` of the training; epoch 0 is as it is. */
  load(sample: number, epoch: number): void {
    for (let i = 0; i < this.inputs.length; i++) {
      const input = this.inputs[i] as InputCopy
      if (input.maker && (!input.isPrepared || input.isPrepared[sample] === 0)) {
        make(input.maker, input, sample, this.positions[sample] as number, epoch)
        input.place.set(input.maker.prepared)
      } else this.memory.move(input.at + sample * input.length, input.to, input.length)
    }
  }

  /**
   * Output `i`'s target for a sample, and the weight of its loss; class weights count in training only.
   */
  loadTarget(i: number, sample: number, isTraining: boolean): void {
    const { labels, at, width, to, scale, classWeights } = this.targets[i] as TargetCopy
    const { output, target, weight } = this.network.outputs[i] as BoundOutput
    const own = (this.outputWeights[i] as number) * (this.sampleWeights[sample] as number)
    if (labels) fillTarget(output.loss, target, labels[sample] as number)
    else this.memory.move(at + sample * width, to, width)
    if (scale) standardise(target, scale)
    weight[0] =
      isTraining && classWeights && labels ? own * (classWeights[labels[sample] as number] as number) : own
  }

  /** 1 where the first output names the sample's class. */
  rightOf(sample: number): number {
    const labels = this.targets[0]?.labels
    const output = this.network.outputs[0]
    return labels && output && isRight(output.prediction, labels[sample] as number) ? 1 : 0
  }

  /** As row `row` of the predictions. */
  keepPrediction(row: number): void {
    for (let o = 0; o < this.answers.length; o++) {
      const answer = this.answers[o] as PredictionCopy
      this.memory.move(answer.from, this.predictionsAt + row * this.rowLength + answer.at, answer.length)
    }
  }
}

/** In the maker's own memory, and for good where samples are prepared once they are needed. */
function make(
  maker: Maker,
  { all, length, isPrepared }: InputCopy,
  sample: number,
  position: number,
  epoch: number,
): void {
  const { measured, prepared } = maker
  const from = sample * length
  if (all) for (let v = 0; v < measured.length; v++) measured[v] = all[from + v] as number
  maker.make(position, epoch)
  if (!all || !isPrepared) return
  for (let v = 0; v < prepared.length; v++) all[from + v] = prepared[v] as number
  isPrepared[sample] = 1
}

/** A function of its own, so that V8 still inlines the rest of the step. */
function standardise(target: Tensor, { mean, deviation }: TargetScale): void {
  for (let c = 0; c < mean.length; c++)
    target[c] = ((target[c] as number) - (mean[c] as number)) / (deviation[c] as number)
}

/** In typed arrays, from which numbers are read without making objects of them. */
function targetScaleOf({ scales }: RunnableJob, i: number): TargetScale | null {
  const scale = scales[i]
  return scale ? { mean: Float64Array.from(scale.mean), deviation: Float64Array.from(scale.deviation) } : null
}

/**
 * Where samples of input `i` come from and go to; `all` are those in memory as measured, or prepared by now.
 */
function inputCopy(
  { plan, arena, feeds, counts, settings }: RunnableJob,
  i: number,
  memory: Memory,
  to: number,
) {
  const feed = feeds[i] as RunnableJob['feeds'][number]
  const at = arena.inputs[i] ?? 0
  const samples = counts.training + counts.validation + counts.test
  const isInMemory = feed.storage === 'measured' || feed.storage === 'lazy'
  return {
    at,
    to,
    length: feed.length,
    place: memory.values(to, size(plan.inputs[i]?.shape ?? [])),
    maker: feed.storage === 'prepared' ? null : sampleMaker(feed, settings.seed),
    all: isInMemory ? memory.values(at, samples * feed.length) : null,
    isPrepared: feed.storage === 'lazy' ? memory.ints(arena.arePrepared[i] ?? 0, samples) : null,
  }
}

function targetCopy(job: RunnableJob, i: number, memory: Memory, workAt: number) {
  const { plan, arena, counts } = job
  const o = plan.outputs[i] as (typeof plan.outputs)[number]
  const at = arena.targets[i] ?? 0
  const samples = counts.training + counts.validation + counts.test
  return {
    labels: o.info.classes > 0 ? memory.ints(at, samples) : null,
    at,
    width: o.info.numbers,
    to: workAt + o.targetValues.offset,
    classWeights: job.classWeights[i] ?? null,
    scale: targetScaleOf(job, i),
  }
}

/** Where each output's answer lies in this thread's workspace, and within a row of predictions. */
function predictionCopies({ plan }: RunnableJob, workAt: number): PredictionCopy[] {
  let at = 0
  return plan.outputs.map(o => {
    const copy = { from: workAt + o.prediction.offset, at, length: o.prediction.length }
    at += o.prediction.length
    return copy
  })
}
