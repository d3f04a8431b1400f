/**
 * Spectra that were measured at different places brought to one axis. Pure.
 * Values between two points lie on the line between them; nothing is made up beyond the ends.
 */
import type { Axis } from '../datasets/dataset'
import { isBad, type Bad } from '../spec'
import type { SampleBlock } from './types'
import type { Recipe } from '../datasets/recipe'
import { axisIn, interpolation, isSameAxis, reversedAxis, type Transform } from '../datasets/axes'

/** Whether two axes hold the same places, in one direction or the other. */
const haveSamePlaces = (a: Axis, b: Axis): boolean => isSameAxis(a, b) || isSameAxis(reversedAxis(a), b)

const ends = ({ values }: Axis): readonly [low: number, high: number] => {
  const first = values[0] ?? 0
  const last = values.at(-1) ?? 0
  return [Math.min(first, last), Math.max(first, last)]
}

/**
 * What all of them cover, with as many points there as the first has; null where they are the same, or
 * nothing is shared.
 */
export function commonAxis(axes: readonly Axis[]): Recipe['axis'] {
  const [first] = axes
  if (!first) return null
  // What cannot be converted is refused by name, sample by sample.
  const alike = axes.flatMap(a => axisIn(a, first) ?? [])
  if (alike.every(a => haveSamePlaces(a, first))) return null
  const from = Math.max(...alike.map(a => ends(a)[0]))
  const to = Math.min(...alike.map(a => ends(a)[1]))
  if (!(to > from)) return null
  const points = first.values.filter(v => v >= from && v <= to).length
  return points >= 2 ? { from, to, points, label: first.label, unit: first.unit } : null
}

/** The block on `points` places from `from` to `to`, evenly spread. */
export function alignBlock(block: SampleBlock, common: NonNullable<Recipe['axis']>): SampleBlock | Bad {
  const { axis: own, shape } = block
  const channels = shape[1] ?? 1
  if (!own) return { bad: 'It has no axis, so it cannot be brought to the axis of the others.' }
  const axis = axisIn(own, { label: common.label ?? own.label, unit: common.unit ?? own.unit })
  if (!axis) return { bad: `Its axis is in ${own.unit}, and that of the others in ${common.unit}.` }
  const places = Array.from(
    { length: common.points },
    (_, i) => common.from + (i * (common.to - common.from)) / (common.points - 1),
  )
  const along = interpolation(axis.values, places)
  const [low, high] = ends(axis)
  if (!along)
    return {
      bad:
        `It covers ${sixDigits(low)} to ${sixDigits(high)} ${axis.unit}, and the common axis runs from ` +
        `${sixDigits(common.from)} to ${sixDigits(common.to)}.`,
    }
  const values = new Float32Array(block.names.length * common.points * channels)
  eachSample(block, values, channels, along)
  return { ...block, values, shape: [common.points, channels], axis: { ...axis, values: places } }
}

/** Each sample of a block through `transform`. */
export function eachSample(
  { values, names }: Pick<SampleBlock, 'values' | 'names'>,
  into: Float32Array | Uint8Array,
  channels: number,
  transform: Transform,
): void {
  const [from, to] = [values.length / names.length, into.length / names.length]
  for (let s = 0; s < names.length; s++)
    transform(values.subarray(s * from, (s + 1) * from), into.subarray(s * to, (s + 1) * to), channels)
}
/** A unit that was read, its spectra on the recipe's axis where it has one. */
export const alignRead = (read: SampleBlock | Bad, axis: Recipe['axis']): SampleBlock | Bad =>
  isBad(read) || !axis || read.kind !== 'spectra' ? read : alignBlock(read, axis)

export const sixDigits = (v: number): string => String(Number(v.toPrecision(6)))
