/** Reads the IDX format of MNIST (unsigned bytes only): two zeros, a type, the rank, big-endian sizes, then the values. */
import { size, type Bad } from '../spec'

const UNSIGNED_BYTE = 8

export function readIdx(file: Uint8Array, name: string): { readonly values: Uint8Array; readonly sizes: readonly number[] } | Bad {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength),
    rank = file[3] ?? 0
  if (file.length < 4 + 4 * rank || file[0] !== 0 || file[1] !== 0 || file[2] !== UNSIGNED_BYTE || rank < 1)
    return { bad: `The file ${name} is not an IDX file of unsigned bytes.` }
  const sizes = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i))
  const values = file.subarray(4 + 4 * rank)
  if (values.length !== size(sizes)) return { bad: `The file ${name} should hold ${size(sizes)} values and holds ${values.length}.` }
  return { values, sizes }
}
