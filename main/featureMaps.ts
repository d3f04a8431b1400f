/** Feature maps of a saved network, worked out in a process of their own so that the window never waits. */
import type { Library } from '../engine/library/library'
import type { NumberScales } from '../engine/datasets/targetScale'
import type { Document, Fitted, SampleMaps } from '../preload/contract'
import { AskedProcess } from './processes/askedProcess'
import type { FromFeatureMaps, ToFeatureMaps } from './processes/featureMaps'

export function featureMapsProcess(library: Library) {
  const asked = new AskedProcess<ToFeatureMaps, FromFeatureMaps>({
    entry: 'featureMaps',
    name: 'Receptive feature maps',
    suddenEnd: 'The process that works out feature maps ended by itself; try again.',
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
      const { maps, probabilities, label } = await asked.ask(
        { say: 'maps', document, library, weights, sample, preparation, scales },
        'maps',
      )
      return { maps, probabilities, label }
    },
    quit: (): void => void asked.end(),
  }
}
export type FeatureMapsProcess = ReturnType<typeof featureMapsProcess>
