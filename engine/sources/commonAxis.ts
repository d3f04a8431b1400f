/**
 * Spectra that were measured at different places brought to one axis. Pure.
 * Values between two points lie on the line between them; nothing is made up beyond the ends.
 */
import type { Axis } from '../datasets/dataset'
import { isBad, type Bad } from '../spec'
import type { SampleBlock } from './types'
import type { Recipe } from '../datasets/recipe'
import { axisIn, isSameAxis, reversedAxis } from '../datasets/axes'

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
  const [length = 0, channels = 1] = shape
  if (!own) return { bad: 'It has no axis, so it cannot be brought to the axis of the others.' }
  const axis = axisIn(own, { label: common.label ?? own.label, unit: common.unit ?? own.unit })
  if (!axis) return { bad: `Its axis is in ${own.unit}, and that of the others in ${common.unit}.` }
  const [low, high] = ends(axis)
  const slack = (high - low) * 1e-6
  if (low > common.from + slack || high < common.to - slack)
    return {
      bad:
        `It covers ${sixDigits(low)} to ${sixDigits(high)} ${axis.unit}, and the common axis runs from ` +
        `${sixDigits(common.from)} to ${sixDigits(common.to)}.`,
    }
  const isRising = (axis.values.at(-1) ?? 0) > (axis.values[0] ?? 0)
  const x = isRising ? axis.values : [...axis.values].reverse()
  const positions = Array.from(
    { length: common.points },
    (_, i) => common.from + (i * (common.to - common.from)) / (common.points - 1),
  )
  const samples = block.names.length
  const values = new Float32Array(samples * common.points * channels)
  let right = 1
  for (const [p, place] of positions.entries()) {
    while (right < length - 1 && (x[right] as number) < place) right++
    const x0 = x[right - 1] as number
    const x1 = x[right] as number
    // Of a place that stands twice, the later point counts.
    const share = x1 === x0 ? 1 : Math.min(Math.max((place - x0) / (x1 - x0), 0), 1)
    const [i0, i1] = isRising ? [right - 1, right] : [length - right, length - 1 - right]
    for (let s = 0; s < samples; s++)
      for (let c = 0; c < channels; c++)
        values[(s * common.points + p) * channels + c] =
          (1 - share) * (block.values[(s * length + i0) * channels + c] as number) +
          share * (block.values[(s * length + i1) * channels + c] as number)
  }
  return { ...block, values, shape: [common.points, channels], axis: { ...axis, values: positions } }
}
/** A unit that was read, its spectra on the recipe's axis where it has one. */
export const alignRead = (read: SampleBlock | Bad, axis: Recipe['axis']): SampleBlock | Bad =>
  isBad(read) || !axis || read.kind !== 'spectra' ? read : alignBlock(read, axis)

export const sixDigits = (v: number): string => String(Number(v.toPrecision(6)))
