/** Trains a document on a data set. (Signature only: being filled in.) */
import type { TrainEvents, TrainOptions, Training } from './run'

export function train(_options: TrainOptions, _events: TrainEvents = {}): Training {
  return {
    control: { pause() {}, resume() {}, stop() {} },
    finished: Promise.resolve({ status: 'failed', sentence: 'Training is not built yet.', weights: null, testAccuracy: null, testLoss: null }),
  }
}
