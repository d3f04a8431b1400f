/** A network’s weights as a safetensors file: one tensor `<node id>.<weight name>` each. */
import { readSafetensors, writeSafetensors } from '../formats/arrays/safetensors'
import type { WeightEntry } from '../plan/weights'
import { type Bad, isBad, formatShape } from '../spec'

const entryName = ({ node, name }: WeightEntry): string => `${node}.${name}`
/**
 * All weights of a network: `flat` in the order of `layout`, one tensor `<node id>.<weight name>` for each
 * entry.
 */
export const weightsToSafetensors = (
  layout: readonly WeightEntry[],
  flat: Float32Array,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array =>
  writeSafetensors(
    layout.map(w => ({
      name: entryName(w),
      shape: w.shape,
      values: flat.subarray(w.offset, w.offset + w.length),
    })),
    metadata,
  )
/**
 * The flat array that `layout` describes, read by name; a tensor that is missing, too many or of another
 * shape is a sentence.
 */
export function weightsFromSafetensors(
  layout: readonly WeightEntry[],
  bytes: Uint8Array,
): Float32Array | Bad {
  const file = readSafetensors(bytes)
  if (isBad(file)) return file
  const stored = new Map(file.tensors.map(t => [t.name, t]))
  const flat = new Float32Array(layout.reduce((n, w) => Math.max(n, w.offset + w.length), 0))
  for (const w of layout) {
    const tensor = stored.get(entryName(w))
    if (!tensor)
      return {
        bad:
          `The file has no weights “${entryName(w)}”, which this network needs (${formatShape(w.shape)}): ` +
          'it belongs to another network.',
      }
    if (formatShape(tensor.shape) !== formatShape(w.shape))
      return {
        bad:
          `“${entryName(w)}” is ${formatShape(tensor.shape) || 'a single number'} in the file and ` +
          `${formatShape(w.shape)} in this network.`,
      }
    flat.set(tensor.values, w.offset)
    stored.delete(entryName(w))
  }
  const [extra] = stored.keys()
  return extra === undefined
    ? flat
    : { bad: `The file has weights “${extra}”, which this network does not: it belongs to another network.` }
}
