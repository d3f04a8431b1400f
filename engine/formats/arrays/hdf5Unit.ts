/**
 * The unit of an HDF5 dataset: a text that stands beside its values as the attribute `units`, as h5py's
 * `attrs` write it.
 * A unit is good to have and never needed, so one that cannot be read is none, and the values are read.
 */
import { STRING, type Module } from './hdf5Values'

const NAME = /^units?$/i
const NONE = /^(1|-|none|n\/?a|unitless|dimensionless)?$/i
/** Longer is a sentence and no unit. */
const LONGEST = 32
const decoder = new TextDecoder()

export function unitOf(module: Module, file: bigint, path: string): string {
  try {
    const name = module.get_attribute_names(file, path).find(n => NAME.test(n))
    const text = name === undefined ? '' : textOf(module, file, path, name).trim()
    return NONE.test(text) || text.length > LONGEST ? '' : text
  } catch (error) {
    // The library has stopped, which its reader must know.
    if (error instanceof WebAssembly.RuntimeError) throw error
    return ''
  }
}

/** Of one value alone; empty for what is no text. */
function textOf(module: Module, file: bigint, path: string, name: string): string {
  const {
    type,
    shape,
    total_size: count,
    size: width,
    vlen,
  } = module.get_attribute_metadata(file, path, name)
  if (type !== STRING || shape === null || count !== 1 || width > 4 * LONGEST) return ''
  const place = module._malloc(width)
  if (place === 0) return ''
  try {
    // A number below 0 says that it could not be read, and leaves the memory as it was.
    if (module.get_attribute_data(file, path, name, BigInt(place)) < 0) return ''
    const text = vlen ? (new Uint32Array(module.HEAPU8.slice(place, place + 4).buffer)[0] ?? 0) : place
    const bytes =
      text === 0 ? new Uint8Array(0) : module.HEAPU8.slice(text, text + (vlen ? 8 * LONGEST : width))
    const end = bytes.indexOf(0)
    const found = decoder.decode(end < 0 ? bytes : bytes.subarray(0, end))
    if (vlen) module.reclaim_vlen_memory(file, path, name, BigInt(place))
    return found
  } finally {
    module._free(place)
  }
}
