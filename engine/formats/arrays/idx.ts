/**
 * Arrays in the IDX format of MNIST (yann.lecun.com/exdb/mnist): two zeros, a type, the rank, sizes and
 * values, big-endian.
 * The sizes must come to exactly the bytes that follow, so nothing is reserved on a header's word.
 */
import { formatShape, size, type Bad } from '../../spec'
import { IS_LITTLE_HERE, swapBytes } from './byteOrder'
import type { NumberArray, NumberValues } from './npy'

type Kind = {
  readonly name: string
  readonly kind: NumberArray['kind']
  readonly bytes: number
  read(b: ArrayBuffer): NumberValues
}
const KINDS: Readonly<Record<number, Kind>> = {
  0x08: { name: 'unsigned bytes', kind: 'integer', bytes: 1, read: b => new Uint8Array(b) },
  0x09: { name: 'signed bytes', kind: 'integer', bytes: 1, read: b => new Int8Array(b) },
  0x0b: { name: 'short', kind: 'integer', bytes: 2, read: b => new Int16Array(b) },
  0x0c: { name: 'int', kind: 'integer', bytes: 4, read: b => new Int32Array(b) },
  0x0d: { name: 'float', kind: 'float', bytes: 4, read: b => new Float32Array(b) },
  0x0e: { name: 'double', kind: 'float', bytes: 8, read: b => new Float64Array(b) },
}
/** As many axes as numpy has. */
const MOST_AXES = 32

export function readIdx(file: Uint8Array, name: string): NumberArray | Bad {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const found = KINDS[file[2] ?? 0]
  const rank = file[3] ?? 0
  const start = 4 + 4 * rank
  if (file[0] !== 0 || file[1] !== 0 || !found || rank < 1 || rank > MOST_AXES)
    return { bad: `The file ${name} is not an IDX file.` }
  if (file.length < start)
    return { bad: `The file ${name} is cut off: it ends before the sizes of its ${rank} axes.` }
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i))
  const expected = size(shape) * found.bytes
  if (file.length - start !== expected)
    return {
      bad:
        `The file ${name} should hold ${size(shape)} values (${formatShape(shape)}, ${found.name}) in ` +
        `${expected} bytes and holds ${file.length - start} bytes: it is cut off or damaged.`,
    }
  // Bytes are handed out where they lie: data sets of them are large.
  if (file[2] === 0x08) return { kind: 'integer', shape, values: file.subarray(start) }
  const data = new Uint8Array(file.subarray(start))
  if (found.bytes > 1 && IS_LITTLE_HERE) swapBytes(data, found.bytes)
  return { kind: found.kind, shape, values: found.read(data.buffer) }
}
