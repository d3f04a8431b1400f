/**
 * Filters and feature maps as tiles. Pure: layouts as in the contract, kernels `[height, width, in,
 * filters]`, maps channels last.
 */
import type { FilterBank, NodeMaps } from '../../../preload/contract'
import { scaleOf, signedScale, type Scale } from '../colourMaps'
import { figure } from '../../ui/format'
import type { Along } from './axisMarks'
import type { Tiles } from './types'

function rangeOf(value: (i: number) => number, n: number): readonly [low: number, high: number] {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < n; i++) {
    low = Math.min(low, value(i))
    high = Math.max(high, value(i))
  }
  return [low, high]
}
const inWords = ([low, high]: readonly [number, number]): string => `${figure(low, 3)} … ${figure(high, 3)}`

/** The place of one value of a kernel or a map, and the value. */
function placed(
  at: number,
  height: number,
  width: number,
  value: number,
  along: Along | null = null,
): string {
  const place = along
    ? along.words(at)
    : height > 0
      ? `row ${Math.floor(at / width) + 1}, column ${(at % width) + 1}`
      : `place ${at + 1} of ${width}`
  return `${place} · ${figure(value, 3)}`
}

/** A line's own scale spans its values; a picture's keeps zero where the common one has it. */
function ownScale([low, high]: readonly [number, number], common: Scale, isLine: boolean): Scale {
  if (isLine) return low === high ? { ...common, low: low - 1, high: high + 1 } : { ...common, low, high }
  return common.isSigned ? signedScale(Math.max(-low, high)) : { low: 0, high: high || 1, isSigned: false }
}

/**
 * How a bank's last two axes are meant: a transposed convolution has its kernels the other way round, `[…,
 * filters, in]`, and a depthwise one has kernels for each channel alone, `[…, channels, multiplier]`, as has
 * the first half of a separable one.
 */
export type BankKind = 'plain' | 'transposed' | 'depthwise'
export const bankKind = (kind: string | undefined): BankKind =>
  kind?.startsWith('transposed')
    ? 'transposed'
    : kind?.startsWith('depthwise') || kind?.startsWith('separable')
      ? 'depthwise'
      : 'plain'

/** One row for each filter and one column for each channel; where there is one of either, loose tiles. */
export function filterTiles(
  { shape: [height, width, third, fourth], values, largest }: FilterBank,
  kind: BankKind = 'plain',
  isOwn = false,
): Tiles {
  const taps = height * width
  const isLine = height === 1
  const scale = signedScale(largest)
  const [filters, channels] = kind === 'plain' ? [fourth, third] : [third, fourth]
  const value = (tile: number, at: number): number => {
    const filter = Math.floor(tile / channels)
    const channel = tile % channels
    return (
      values[
        at * third * fourth + (kind === 'plain' ? channel * fourth + filter : filter * fourth + channel)
      ] ?? 0
    )
  }
  const range = (tile: number): readonly [number, number] => rangeOf(i => value(tile, i), taps)
  const isMatrix = channels > 1 && filters > 1
  const words = (tile: number): string => {
    const row = Math.floor(tile / channels) + 1
    const column = (tile % channels) + 1
    if (kind === 'depthwise')
      return `Channel ${row} of ${filters}${channels > 1 ? `, kernel ${column} of ${channels}` : ''}`
    return `Filter ${row} of ${filters}${channels > 1 ? `, channel ${column} of ${channels}` : ''}`
  }
  return {
    columns: isMatrix ? channels : 1,
    isMatrix,
    count: filters * channels,
    height: isLine ? 0 : height,
    width,
    value,
    scale,
    scaleOf: tile => (isOwn ? ownScale(range(tile), scale, isLine) : scale),
    along: null,
    name: (tile, at) =>
      `${words(tile)}: ` +
      `${at === undefined ? inWords(range(tile)) : placed(at, isLine ? 0 : height, width, value(tile, at))}`,
  }
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
  return (
    `${many} on ${channels} channels: ` +
    `${filters === 1 ? 'one picture for each channel it reads' : 'a row for each filter, a column for each channel it reads'}`
  )
}

/** Kernels of one value each, which mix channels: one picture of them all. */
export function mixingTiles({ shape: [, , channels, filters], values, largest }: FilterBank): Tiles {
  const scale = signedScale(largest)
  const value = (_tile: number, at: number): number =>
    values[(at % channels) * filters + Math.floor(at / channels)] ?? 0
  return {
    columns: 1,
    isMatrix: false,
    count: 1,
    height: filters,
    width: channels,
    value,
    scale,
    scaleOf: () => scale,
    along: null,
    name: (_tile, at) =>
      at === undefined
        ? inWords(rangeOf(i => value(0, i), channels * filters))
        : `Filter ${Math.floor(at / channels) + 1} of ${filters}, channel ${(at % channels) + 1} of ` +
          `${channels} · ${figure(value(0, at), 3)}`,
  }
}
export const mixingWords = ({ shape: [, , channels, filters] }: FilterBank): string =>
  `How the kernels above are mixed: a row for each of ${filters} ` +
  `${filters === 1 ? 'filter' : 'filters'}, a column for each of ${channels} ` +
  `${channels === 1 ? 'channel' : 'channels'}`

/** One tile for each channel of a node's output; null where there is no map to draw (features in a row). */
export function mapTiles(
  { shape, values }: NodeMaps,
  isOwn = false,
  along: Along | null = null,
): Tiles | null {
  if (shape.length < 2) return null
  const [height, width, channels] =
    shape.length === 3 ? [shape[0] ?? 1, shape[1] ?? 1, shape[2] ?? 1] : [0, shape[0] ?? 1, shape[1] ?? 1]
  const pixels = Math.max(height, 1) * width
  const scale = scaleOf(values)
  const value = (tile: number, at: number): number => values[at * channels + tile] ?? 0
  const range = (tile: number): readonly [number, number] => rangeOf(i => value(tile, i), pixels)
  return {
    columns: 1,
    isMatrix: false,
    count: channels,
    height,
    width,
    value,
    scale,
    scaleOf: tile => (isOwn ? ownScale(range(tile), scale, height === 0) : scale),
    along,
    name: (tile, at) =>
      `Map ${tile + 1} of ${channels}: ` +
      `${at === undefined ? inWords(range(tile)) : placed(at, height, width, value(tile, at), along)}`,
  }
}
