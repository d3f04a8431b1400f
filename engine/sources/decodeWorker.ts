/** A thread that decodes files and does nothing else. */
import { parentPort, workerData } from 'node:worker_threads'
import { isBad, type AnyValues, type Bad } from '../spec'
import { source } from './index'
import type { Block, SourceFile, SourceKind } from './source'

export type DecoderData = { readonly kind: SourceKind; readonly params: AnyValues }
export type ToDecoder = { readonly index: number; readonly files: readonly SourceFile[] }
/** `null` once, when it is there. */
export type FromDecoder = { readonly index: number; readonly block: Block | Bad } | null

const { kind, params } = workerData as DecoderData
parentPort?.postMessage(null satisfies FromDecoder)
parentPort?.on('message', ({ index, files }: ToDecoder) => {
  source(kind)
    .decode(files, params)
    .catch((error: unknown): Bad => ({ bad: `It could not be read (${error instanceof Error ? error.message : String(error)}).` }))
    .then(
      block => {
        // A view into a larger buffer would take all of it along.
        const values = isBad(block) ? null : block.values,
          own = values && (values.byteLength === values.buffer.byteLength ? values : values.slice())
        const said: FromDecoder = { index, block: isBad(block) || !own ? block : { ...block, values: own } }
        parentPort?.postMessage(said, own ? [own.buffer as ArrayBuffer] : [])
      },
      () => undefined,
    )
})
