/** The header of a safetensors file: names, types, shapes and places of its tensors, checked. */
import { formatShape, isBad, size, type Bad, type Shape } from '../../spec'
import { fromBrainHalf, fromHalf } from './half'

type Header = {
  readonly name: string
  readonly dtype: string
  readonly shape: Shape
  readonly from: number
  readonly to: number
}
type Reader = { readonly bytes: number; read(b: ArrayBuffer): Float32Array | Float64Array }
export const READERS: Readonly<Record<string, Reader>> = {
  F64: { bytes: 8, read: b => new Float64Array(b) },
  F32: { bytes: 4, read: b => new Float32Array(b) },
  F16: { bytes: 2, read: b => fromHalf(new Uint16Array(b)) },
  BF16: { bytes: 2, read: b => fromBrainHalf(new Uint16Array(b)) },
  I64: { bytes: 8, read: b => Float64Array.from(new BigInt64Array(b), Number) },
  I32: { bytes: 4, read: b => new Float64Array(new Int32Array(b)) },
  U8: { bytes: 1, read: b => new Float32Array(new Uint8Array(b)) },
}
export const METADATA = '__metadata__'

export function parseHeader(
  bytes: Uint8Array,
): { tensors: readonly Header[]; metadata: Readonly<Record<string, string>> } | Bad {
  let text: string
  let header: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    header = JSON.parse(text)
  } catch {
    return { bad: 'The header of the safetensors file is not JSON: the file is damaged, or of another kind.' }
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    return { bad: 'The header of the safetensors file is not a list of named tensors.' }
  const twice = repeatedKey(text)
  if (twice !== null) return { bad: `The safetensors file holds two tensors named “${twice}”.` }
  const metadata: [string, string][] = []
  const tensors: Header[] = []
  for (const [name, value] of Object.entries(header) as [string, unknown][])
    if (name === METADATA) {
      const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
      for (const [key, of] of entries) if (typeof of === 'string') metadata.push([key, of])
    } else {
      const tensor = parseTensor(name, value)
      if (isBad(tensor)) return tensor
      tensors.push(tensor)
    }
  return {
    tensors: tensors.sort((a, b) => a.from - b.from || a.to - b.to),
    metadata: Object.fromEntries(metadata),
  }
}

const isWhole = (v: unknown): v is number => typeof v === 'number' && Number.isSafeInteger(v) && v >= 0

function parseTensor(name: string, value: unknown): Header | Bad {
  const {
    dtype,
    shape,
    data_offsets: offsets,
  } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  if (
    typeof dtype !== 'string' ||
    !Array.isArray(shape) ||
    !shape.every(isWhole) ||
    !Array.isArray(offsets) ||
    offsets.length !== 2 ||
    !offsets.every(isWhole)
  )
    return {
      bad:
        `The safetensors file does not say what “${name}” is: a dtype, a shape and two offsets are ` +
        'needed.',
    }
  const reader = Object.hasOwn(READERS, dtype) ? READERS[dtype] : undefined
  if (!reader)
    return { bad: `“${name}” is stored as ${dtype}; only ${Object.keys(READERS).join(', ')} are read.` }
  const [from, to] = offsets as [number, number]
  if (to - from !== size(shape) * reader.bytes)
    return {
      bad:
        `“${name}” should take ${size(shape) * reader.bytes} bytes (${formatShape(shape) || 'one value'} ` +
        `of ${dtype}) and has ${to - from}.`,
    }
  return { name, dtype, shape, from, to }
}

/**
 * The tensors, in the order of their offsets, must lie one behind the other and fill the data, as the format
 * demands.
 */
export function misplaced(tensors: readonly Header[], length: number): Bad | null {
  let end = 0
  for (const [i, { name, from, to }] of tensors.entries()) {
    if (to > length)
      return {
        bad:
          `The safetensors file is cut off: “${name}” should end at byte ${to} of the values, of which ` +
          `there are ${length}.`,
      }
    if (from < end)
      return { bad: `The values of “${name}” and “${tensors[i - 1]?.name}” overlap in the safetensors file.` }
    if (from > end) return { bad: `The safetensors file has a gap of ${from - end} bytes before “${name}”.` }
    end = to
  }
  return end === length
    ? null
    : { bad: `The safetensors file has ${length - end} bytes behind its last tensor.` }
}

/** A name that occurs twice at the outer level of valid JSON, which JSON.parse would silently make one. */
function repeatedKey(text: string): string | null {
  const seen = new Set<string>()
  let depth = 0
  let last = ''
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '"') {
      const from = i++
      while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1
      last = text.slice(from, i + 1)
    } else if (c === '{' || c === '[') depth++
    else if (c === '}' || c === ']') depth--
    else if (c === ':' && depth === 1) {
      const key = JSON.parse(last) as string
      if (seen.has(key)) return key
      seen.add(key)
    }
  }
  return null
}
