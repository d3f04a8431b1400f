/** What a run comes to, from its last message. */
import { standardises } from '../pipeline/targetScaling'
import { isClassifying } from '../training/losses'
import type { Job, Message } from './job'
import type { TrainResult } from './types'

/** Of a run that did not come to the test split. */
const UNTESTED = { testAccuracy: null, testLoss: null, test: [], predictions: [], best: null } as const

export const failed = (sentence: string, weights: Float32Array | null): TrainResult => ({
  status: 'failed',
  sentence,
  weights,
  ...UNTESTED,
})

export function resultOf(
  job: Job,
  message: Exclude<Message, { kind: 'epoch' | 'paused' | 'state' }>,
  lastGood: Float32Array,
): TrainResult {
  switch (message.kind) {
    case 'finished':
      return Number.isFinite(message.testLoss)
        ? finished(message)
        : failed(
            'The loss on the test split is not a number: normalise the data and train again. The last ' +
              'weights are kept.',
            lastGood,
          )
    case 'stopped': {
      const weights = message.weights.every(Number.isFinite) ? message.weights : lastGood
      return { status: 'stopped', sentence: '', weights, ...UNTESTED }
    }
    case 'notANumber':
      return failed(runawaySentence(job, message), lastGood)
    case 'answered':
    case 'left':
      return failed('The run ended without a result.', lastGood)
  }
}

function finished(message: Extract<Message, { kind: 'finished' }>): TrainResult {
  const { weights, testAccuracy, testLoss, test, predictions, best } = message
  return { status: 'finished', sentence: '', weights, testAccuracy, testLoss, test, predictions, best }
}

function runawaySentence(
  { plan, settings }: Job,
  { epoch, batch }: Extract<Message, { kind: 'notANumber' }>,
): string {
  const where = batch === null ? `after epoch ${epoch}` : `in batch ${batch} of epoch ${epoch}`
  const kept = epoch === 1 ? 'The first weights are kept' : `The weights of epoch ${epoch - 1} are kept`
  const takesMeasured = plan.outputs.some(
    o => o.info.classes === 0 && !isClassifying(o.loss.kind) && !standardises(o),
  )
  return (
    `The loss was no longer a number ${where}: the weights have run away. ${kept}. Lower the learning ` +
    `rate (now ${settings.learningRate})${takesMeasured ? ', standardise the targets in Output' : ''} or ` +
    'normalise the data, and train again.'
  )
}
