/**
 * What a network is given of the samples, and what is kept of its answers: between the shared memory and one
 * thread's workspace. Samples are copied and not looked at through new views, so nothing is allocated.
 */
import { predictionLength } from '../../runtime/arena'
import { sampleMaker } from '../../pipeline/inputs'
import type { RunnableJob } from '../job'
import { fillTarget, isRight } from '../../training/losses'
import type { BoundOutput, Network } from '../../runtime/network'
import type { Memory } from '../../runtime/memory'
import { size, type Tensor } from '../../spec'

export function feedOf(job: RunnableJob, thread: number, memory: Memory, network: Network) {
  const { plan, arena, counts } = job
  const samples = counts.training + counts.validation + counts.test
  const sampleWeights = memory.values(arena.sampleWeights, samples)
  const workAt = arena.work[thread] ?? 0
  const positions = memory.ints(arena.positions, samples)
  const inputs = plan.inputs.map((input, i) => inputFeed(job, i, memory, workAt + input.place.offset))
  const targets = plan.outputs.map((o, i) => {
    const at = arena.targets[i] ?? 0
    return {
      labels: o.info.classes > 0 ? memory.ints(at, samples) : null,
      at,
      width: o.info.numbers,
      to: workAt + o.targetValues.offset,
      classWeights: job.classWeights[i] ?? null,
      scale: scaleAt(job, i),
    }
  })
  /** In the maker's own memory, and for good where samples are prepared once they are needed. */
  function make(maker: Maker, { all, length, isPrepared }: InputPlace, sample: number, epoch: number): void {
    const { measured, prepared } = maker
    const from = sample * length
    if (all) for (let v = 0; v < measured.length; v++) measured[v] = all[from + v] as number
    maker.make(positions[sample] as number, epoch)
    if (!all || !isPrepared) return
    for (let v = 0; v < prepared.length; v++) all[from + v] = prepared[v] as number
    isPrepared[sample] = 1
  }
  const length = predictionLength(plan)
  const answers = answerPlaces(job, workAt)

  return {
    /** Sample `sample` of the run, as it is seen in epoch `epoch` of the training; −1 is as it is. */
    load(sample: number, epoch: number): void {
      for (let i = 0; i < inputs.length; i++) {
        const input = inputs[i] as (typeof inputs)[number]
        if (input.maker && (!input.isPrepared || input.isPrepared[sample] === 0)) {
          make(input.maker, input, sample, epoch)
          input.place.set(input.maker.prepared)
        } else memory.move(input.at + sample * input.length, input.to, input.length)
      }
    },
    /**
     * Fills in what output `i` should say about a sample, and what its loss counts; `isTraining` brings in
     * the weights of classes.
     */
    want(i: number, sample: number, isTraining: boolean): void {
      const target = targets[i] as (typeof targets)[number]
      const { output, target: wanted, weight } = network.outputs[i] as BoundOutput
      const own = (plan.outputs[i]?.weight ?? 1) * (sampleWeights[sample] as number)
      if (target.labels) fillTarget(output.loss, wanted, target.labels[sample] as number)
      else memory.move(target.at + sample * target.width, target.to, target.width)
      if (target.scale) standardise(wanted, target.scale)
      weight[0] =
        isTraining && target.classWeights && target.labels
          ? own * (target.classWeights[target.labels[sample] as number] as number)
          : own
    },
    /** 1 where the first output names the sample's class. */
    rightOf(sample: number): number {
      const labels = targets[0]?.labels
      const output = network.outputs[0]
      return labels && output && isRight(output.prediction, labels[sample] as number) ? 1 : 0
    },
    /** As row `row` of the predictions. */
    keepAnswer(row: number): void {
      for (let o = 0; o < answers.length; o++) {
        const answer = answers[o] as (typeof answers)[number]
        memory.move(answer.from, arena.predictions + row * length + answer.at, answer.length)
      }
    },
  }
}

type Scale = { readonly mean: Float64Array; readonly deviation: Float64Array }
/** By itself, so that V8 still finds the rest of the step small enough to make one piece of it. */
function standardise(wanted: Tensor, { mean, deviation }: Scale): void {
  for (let c = 0; c < mean.length; c++)
    wanted[c] = ((wanted[c] as number) - (mean[c] as number)) / (deviation[c] as number)
}
/** In typed arrays, from which numbers are read without making objects of them. */
function scaleAt({ scales }: RunnableJob, i: number): Scale | null {
  const scale = scales[i]
  return scale ? { mean: Float64Array.from(scale.mean), deviation: Float64Array.from(scale.deviation) } : null
}

type Maker = ReturnType<typeof sampleMaker>
type InputPlace = ReturnType<typeof inputFeed>
/**
 * Where samples of input `i` come from and where they go; `all` are those in memory as measured, or prepared
 * by now.
 */
function inputFeed(
  { plan, arena, feeds, counts, settings }: RunnableJob,
  i: number,
  memory: Memory,
  to: number,
) {
  const feed = feeds[i] as RunnableJob['feeds'][number]
  const at = arena.inputs[i] ?? 0
  const samples = counts.training + counts.validation + counts.test
  return {
    at,
    to,
    length: feed.length,
    place: memory.values(to, size(plan.inputs[i]?.shape ?? [])),
    maker: feed.kept === 'prepared' ? null : sampleMaker(feed, settings.seed),
    all:
      feed.kept === 'measured' || feed.kept === 'onceNeeded'
        ? memory.values(at, samples * feed.length)
        : null,
    isPrepared: feed.kept === 'onceNeeded' ? memory.ints(arena.arePrepared[i] ?? 0, samples) : null,
  }
}

/** Where each output's answer lies in this thread's workspace, and within a row of predictions. */
function answerPlaces({ plan }: RunnableJob, workAt: number) {
  let at = 0
  return plan.outputs.map(o => {
    const place = { from: workAt + o.prediction.offset, at, length: o.prediction.length }
    at += o.prediction.length
    return place
  })
}
