/** A thread that decodes files and does nothing else. */
import { parentPort, workerData } from 'node:worker_threads'
import type { GivenRoles } from '../datasets/roles'
import { isBad, messageOf, type AnyValues, type Bad } from '../spec'
import { sourceReader } from './readers'
import type { SampleBlock, SourceFile } from './types'
import type { FileKind } from '../fileKinds'

export type DecoderData = {
  readonly kind: FileKind
  readonly params: AnyValues
  readonly roles: GivenRoles
}
export type ToDecoder = { readonly index: number; readonly files: readonly SourceFile[] }
/** `null` once, when it is there. */
export type FromDecoder = { readonly index: number; readonly block: SampleBlock | Bad } | null

const { kind, params, roles } = workerData as DecoderData
async function answer({ index, files }: ToDecoder): Promise<void> {
  let block: SampleBlock | Bad
  try {
    block = await sourceReader(kind).decode(files, params, roles)
  } catch (error) {
    block = { bad: `It could not be read (${messageOf(error)}).` }
  }
  // A view into a larger buffer would take all of it along; a Buffer's own `slice` is such a view.
  const values = isBad(block) ? null : block.values
  const own =
    values &&
    (values.byteLength === values.buffer.byteLength
      ? values
      : values instanceof Uint8Array
        ? Uint8Array.from(values)
        : values.slice())
  parentPort?.postMessage(
    { index, block: isBad(block) || !own ? block : { ...block, values: own } } satisfies FromDecoder,
    own ? [own.buffer as ArrayBuffer] : [],
  )
}

// One after the other, so that whoever dies is known to have died of the first that is not answered.
let before: Promise<void> = Promise.resolve()
parentPort?.on('message', (unit: ToDecoder) => {
  before = before.then(() => answer(unit))
})
parentPort?.postMessage(null satisfies FromDecoder)
