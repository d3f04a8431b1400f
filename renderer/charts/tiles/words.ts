/** Filters and feature maps in words: what a grid of them is, and what stands in one place. Pure. */
import type { FilterBank } from '../../../preload/contract'
import { figure } from '../../ui/format'
import type { AxisMarks } from './axisMarks'
import type { BankKind } from './bankKind'

export const rangeInWords = ([low, high]: readonly [number, number]): string =>
  `${figure(low, 3)} … ${figure(high, 3)}`

/** The place of one value of a kernel or a map, and the value. */
export function valueAtPlace(
  at: number,
  height: number,
  width: number,
  value: number,
  axisMarks: AxisMarks | null = null,
): string {
  const place = axisMarks
    ? axisMarks.words(at)
    : height > 0
      ? `row ${Math.floor(at / width) + 1}, column ${(at % width) + 1}`
      : `place ${at + 1} of ${width}`
  return `${place} · ${figure(value, 3)}`
}

/** What the tiles are, in a sentence. */
export function filterWords({ shape: [height, width, third, fourth] }: FilterBank, kind: BankKind): string {
  const size = height === 1 ? `${width} points` : `${height}×${width}`
  const [filters, channels] = kind === 'plain' ? [fourth, third] : [third, fourth]
  const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`
  if (kind === 'depthwise')
    return (
      `${counted(filters * channels, 'kernel')} of ${size}, ${channels === 1 ? 'one' : channels} for ` +
      `each of ${counted(filters, 'channel')}`
    )
  const many = `${counted(filters, 'filter')} of ${size}`
  if (channels === 1) return many
  const told =
    filters === 1
      ? 'one picture for each channel it reads'
      : 'a row for each filter, a column for each channel it reads'
  return `${many} on ${channels} channels: ${told}`
}

export const mixingWords = ({ shape: [, , channels, filters] }: FilterBank): string =>
  `How the kernels above are mixed: a row for each of ${filters} ` +
  `${filters === 1 ? 'filter' : 'filters'}, a column for each of ${channels} ` +
  `${channels === 1 ? 'channel' : 'channels'}`
