/**
 * What a network is given of the samples, and what is kept of its answers: between the shared memory and one thread's
 * workspace. The one thing to know: samples are copied and not looked at through new views, so nothing is allocated.
 */
import { predictionLength } from './arena'
import type { RunnableJob } from './job'
import { fillTarget, isRight } from './losses'
import type { BoundOutput, Network } from './network'
import type { Room } from './rooms'
import { size } from './spec'

export function feedOf(job: RunnableJob, thread: number, room: Room, network: Network) {
  const { plan, arena, counts } = job,
    samples = counts.training + counts.validation + counts.test,
    sampleWeights = room.values(arena.sampleWeights, samples),
    workAt = arena.work[thread] ?? 0
  const inputs = plan.inputs.map((input, i) => ({ at: arena.inputs[i] ?? 0, to: workAt + input.place.offset, length: size(input.shape) }))
  const targets = plan.outputs.map((o, i) => {
    const at = arena.targets[i] ?? 0
    return {
      labels: o.info.classes > 0 ? room.ints(at, samples) : null,
      at,
      width: o.info.numbers,
      to: workAt + o.wanted.offset,
      classWeights: job.classWeights[i] ?? null,
    }
  })
  const length = predictionLength(plan),
    answers = answerPlaces(job, workAt)

  return {
    load(sample: number): void {
      for (let i = 0; i < inputs.length; i++) {
        const input = inputs[i] as (typeof inputs)[number]
        room.move(input.at + sample * input.length, input.to, input.length)
      }
    },
    /** Fills in what output `i` should say about a sample, and what its loss counts; `isTraining` brings in the weights of classes. */
    want(i: number, sample: number, isTraining: boolean): void {
      const target = targets[i] as (typeof targets)[number],
        { output, wanted, weight } = network.outputs[i] as BoundOutput,
        own = (plan.outputs[i]?.weight ?? 1) * (sampleWeights[sample] as number)
      if (target.labels) fillTarget(output.loss, wanted, target.labels[sample] as number)
      else room.move(target.at + sample * target.width, target.to, target.width)
      weight[0] = isTraining && target.classWeights && target.labels ? own * (target.classWeights[target.labels[sample] as number] as number) : own
    },
    /** 1 where the first output names the sample's class. */
    rightOf(sample: number): number {
      const labels = targets[0]?.labels,
        output = network.outputs[0]
      return labels && output && isRight(output.prediction, labels[sample] as number) ? 1 : 0
    },
    /** As row `row` of the predictions. */
    keepAnswer(row: number): void {
      for (let o = 0; o < answers.length; o++) {
        const answer = answers[o] as (typeof answers)[number]
        room.move(answer.from, arena.predictions + row * length + answer.at, answer.length)
      }
    },
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
