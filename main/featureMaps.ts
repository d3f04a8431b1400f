/** Feature maps of a saved network, worked out in a process of their own so that the window never waits. */
import type { UtilityProcess } from 'electron'
import type { Library } from '../engine/library/library'
import type { NumberScales } from '../engine/datasets/targetScale'
import type { Document, Fitted, SampleMaps } from '../preload/contract'
import { startTrainer } from './runs'
import type { FromTrainer, ToTrainer } from './processes/trainer'

export function analyst(library: Library) {
  let process: UtilityProcess | null = null
  let last: Promise<unknown> = Promise.resolve()

  /**
   * Started with the first question, and again after it died, whether or not anyone was waiting for an
   * answer.
   */
  function running(): UtilityProcess {
    if (process) return process
    const started = startTrainer('Receptive analyst')
    started.once('exit', () => {
      if (process === started) process = null
    })
    return (process = started)
  }

  const ask = (message: ToTrainer): Promise<FromTrainer> =>
    new Promise((resolve, reject) => {
      const asked = running()
      const gone = (): void =>
        reject(new Error('The process that works out feature maps ended by itself; try again.'))
      asked.once('exit', gone)
      asked.once('message', (answer: FromTrainer) => {
        asked.off('exit', gone)
        resolve(answer)
      })
      asked.postMessage(message)
    })

  return {
    /** One question at a time, in order. */
    async maps(
      document: Document,
      weights: Float32Array,
      sample: number,
      preparation: Fitted | null = null,
      scales: NumberScales = {},
    ): Promise<SampleMaps> {
      const answering = last.then(() =>
        ask({ say: 'maps', document, library, weights, sample, preparation, scales }),
      )
      last = answering.catch(() => undefined)
      const answer = await answering
      if (answer.say === 'maps')
        return { maps: answer.maps, probabilities: answer.probabilities, label: answer.label }
      throw new Error(answer.say === 'refused' ? answer.sentence : 'Unexpected answer.')
    },
    quit: (): void => void process?.kill(),
  }
}
export type Analyst = ReturnType<typeof analyst>
