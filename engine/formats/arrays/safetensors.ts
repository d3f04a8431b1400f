/**
 * Weights as safetensors files (github.com/huggingface/safetensors), which PyTorch, Keras and JAX users read:
 * eight bytes with the length of the header (little-endian), the header as JSON, then the values, tight and
 * in C order.
 * Files come from anywhere, so whatever is wrong with one is a sentence and nothing throws.
 */
import { isBad, type Bad, type Shape } from '../../spec'
import { METADATA, misplaced, parseHeader, READERS } from './safetensorsHeader'

/**
 * `values` in C order; whole numbers of 32 and 64 bits become float64, in which those above 2⁵³ are rounded.
 */
export type StoredTensor = {
  readonly name: string
  readonly shape: Shape
  readonly values: Float32Array | Float64Array
}
type Safetensors = {
  readonly tensors: readonly StoredTensor[]
  readonly metadata: Readonly<Record<string, string>>
}

const START = 8
/** The limit of the reference implementation. */
const MOST_HEADER = 100_000_000
/**
 * All tensors of a file, in the order of their values, and its metadata; or the sentence that says what is
 * wrong.
 */
export function readSafetensors(bytes: Uint8Array): Safetensors | Bad {
  if (bytes.length < START)
    return {
      bad:
        `This is not a safetensors file: it has ${bytes.length} bytes and not even the length of a ` +
        'header.',
    }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true)
  if (length > MOST_HEADER || START + Number(length) > bytes.length)
    return {
      bad:
        `The safetensors file is cut off, or is none: its header should have ${length} bytes, and ` +
        `${bytes.length - START} follow.`,
    }
  const data = bytes.subarray(START + Number(length))
  const header = parseHeader(bytes.subarray(START, START + Number(length)))
  if (isBad(header)) return header
  const wrong = misplaced(header.tensors, data.length)
  if (wrong) return wrong
  const tensors = header.tensors.map(({ name, dtype, shape, from, to }) => ({
    name,
    shape,
    values: READERS[dtype]?.read(new Uint8Array(data.subarray(from, to)).buffer) ?? new Float32Array(0),
  }))
  return { tensors, metadata: header.metadata }
}

/**
 * A safetensors file of float32 tensors, in the order given; `shape` says how the C-ordered `values` are to
 * be read.
 */
export function writeSafetensors(
  tensors: readonly { readonly name: string; readonly shape: Shape; readonly values: Float32Array }[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  let end = 0
  const entries = tensors.map(({ name, shape, values }): [string, unknown] => {
    const from = end
    end += values.byteLength
    return [name, { dtype: 'F32', shape, data_offsets: [from, end] }]
  })
  const header = new TextEncoder().encode(
    JSON.stringify({
      ...(Object.keys(metadata).length > 0 ? { [METADATA]: metadata } : {}),
      ...Object.fromEntries(entries),
    }),
  )
  // Filled up with blanks, so that the values begin at a multiple of eight.
  const length = Math.ceil(header.length / 8) * 8
  const bytes = new Uint8Array(START + length + end).fill(0x20, START, START + length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true)
  bytes.set(header, START)
  let at = START + length
  for (const { values } of tensors) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at)
    at += values.byteLength
  }
  return bytes
}
