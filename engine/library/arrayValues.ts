/** Inputs, axes and weights out of arrays: numbers of the right shape, or a sentence. */
import type { NumberArray } from '../formats/arrays/npy'
import { formatShape, isBad, size, type Bad, type Shape } from '../spec'
import type { Axis, MoreInput } from '../datasets/dataset'
import type { NamedArray } from './arrayRoles'

/** An input whose values are in memory. */
export type ArrayInput = MoreInput & { readonly values: Float32Array | Uint8Array }

/**
 * Where value `i` of an array stands: `sample 3` or `sample 3, place [2, 0]`, counted from 0 as numpy does.
 */
function positionInWords(i: number, shape: Shape): string {
  const each = size(shape.slice(1))
  const place = shape.slice(1).map((n, axis) => Math.floor((i % each) / size(shape.slice(axis + 2))) % n)
  return `sample ${Math.floor(i / each)}${place.length > 0 ? `, place [${place.join(', ')}]` : ''}`
}

/** float32 in C order; a value that is none, or not within its range, is a sentence. */
export function finite({ name, array }: NamedArray<NumberArray>): Float32Array | Bad {
  const values = new Float32Array(array.values)
  const wrong = values.findIndex(v => !Number.isFinite(v))
  return wrong < 0
    ? values
    : {
        bad:
          `“${name}” holds ${array.values[wrong]} at ${positionInWords(wrong, array.shape)}: every value ` +
          `must be a number${Number.isFinite(array.values[wrong]) ? ' within the range of float32' : ''}.`,
      }
}

export const isNumeric = (named: NamedArray): named is NamedArray<NumberArray> => named.array.kind !== 'text'

export function arrayInputOf(named: NamedArray, axis: NamedArray | null): ArrayInput | Bad {
  const {
    name,
    array: { shape },
  } = named
  if (!isNumeric(named)) return { bad: `“${name}” holds text; an input is numbers.` }
  if (shape.length < 2 || shape.length > 4 || shape.includes(0))
    return {
      bad:
        `“${name}” is ${formatShape(shape)}; an input is [samples, height, width], with channels behind ` +
        'if there are several, or [samples, length].',
    }
  // Three axes are images without channels, unless the name or a matching axis says that they are spectra
  // with channels.
  const isSpectra = /^spectra/i.test(name) || axis?.array.shape[0] === shape[1]
  const own = shape.slice(1)
  const hasChannels = own.length === 3 || (own.length === 2 && isSpectra)
  const values = named.array.values instanceof Uint8Array ? named.array.values : finite(named)
  return isBad(values) ? values : { name, shape: hasChannels ? own : [...own, 1], values }
}

export function sampleWeightsOf(named: NamedArray): Float32Array | Bad {
  const { name, array } = named
  if (!isNumeric(named) || size(array.shape) !== array.shape[0])
    return { bad: `“${name}” must be one number for each sample.` }
  const values = finite(named)
  if (isBad(values)) return values
  const negative = values.findIndex(v => v < 0)
  if (negative >= 0)
    return {
      bad:
        `“${name}” holds ${values[negative]} at sample ${negative}: a sample cannot count less than ` +
        'nothing.',
    }
  return values.some(v => v > 0) ? values : { bad: `“${name}” holds zeros only: then no sample counts.` }
}

export function arrayAxisOf(named: NamedArray, shape: Shape): Axis | Bad {
  const { name, array } = named
  if (!isNumeric(named) || array.shape.length !== 1) return { bad: `“${name}” must be a list of numbers.` }
  if (array.shape[0] !== shape[0] || shape.length !== 2)
    return { bad: `“${name}” has ${array.shape[0]} values, but a sample is ${formatShape(shape)}.` }
  const wrong = finite(named)
  return isBad(wrong) ? wrong : { label: name, unit: '', values: Array.from(named.array.values) }
}
