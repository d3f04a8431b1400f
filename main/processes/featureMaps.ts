/**
 * Works out feature maps in a process of its own, so that neither the window nor a training waits for it, and
 * a huge network that takes all the memory costs an answer and not the studio.
 */
import { isBad, messageOf } from '../../engine/spec'
import type { SampleMaps } from '../../preload/contract'
import { SampleMapsAnswerer, type MapsQuestion } from './sampleMaps'

export type ToFeatureMaps = MapsQuestion & { readonly say: 'maps' }
export type FromFeatureMaps =
  (SampleMaps & { readonly say: 'maps' }) | { readonly say: 'refused'; readonly sentence: string }

const answerer = new SampleMapsAnswerer()

process.parentPort.on('message', ({ data }: { data: ToFeatureMaps }) => {
  answerer
    .answer(data)
    .then(
      (answer): FromFeatureMaps =>
        isBad(answer) ? { say: 'refused', sentence: answer.bad } : { say: 'maps', ...answer },
      (error: unknown): FromFeatureMaps => ({ say: 'refused', sentence: messageOf(error) }),
    )
    .then(
      message => process.parentPort.postMessage(message),
      () => undefined,
    )
})
