/**
 * Filters and feature maps as tiles. Pure: layouts as in the contract, kernels `[height, width, in,
 * filters]`, maps channels last.
 */
import type { FilterBank, NodeMaps } from '../../../preload/contract'
import { colourScaleOf, signedScale, type ColourScale } from '../colourMaps'
import { figure } from '../../ui/format'
import type { AxisMarks } from './axisMarks'
import type { BankKind } from './bankKind'
import type { Tiles } from './types'
import { valueAtPlace, rangeInWords } from './words'

function valueRange(value: (i: number) => number, n: number): readonly [low: number, high: number] {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < n; i++) {
    low = Math.min(low, value(i))
    high = Math.max(high, value(i))
  }
  return [low, high]
}
/** A line's own scale spans its values; a picture's keeps zero where the common one has it. */
function ownScale([low, high]: readonly [number, number], common: ColourScale, isLine: boolean): ColourScale {
  if (isLine) return low === high ? { ...common, low: low - 1, high: high + 1 } : { ...common, low, high }
  return common.isSigned ? signedScale(Math.max(-low, high)) : { low: 0, high: high || 1, isSigned: false }
}

function tileName(kind: BankKind, tile: number, filters: number, channels: number): string {
  const row = Math.floor(tile / channels) + 1
  const column = (tile % channels) + 1
  if (kind === 'depthwise')
    return `Channel ${row} of ${filters}${channels > 1 ? `, kernel ${column} of ${channels}` : ''}`
  return `Filter ${row} of ${filters}${channels > 1 ? `, channel ${column} of ${channels}` : ''}`
}

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
  const range = (tile: number): readonly [number, number] => valueRange(i => value(tile, i), taps)
  const isMatrix = channels > 1 && filters > 1
  const words = (tile: number): string => tileName(kind, tile, filters, channels)
  return {
    columns: isMatrix ? channels : 1,
    isMatrix,
    count: filters * channels,
    height: isLine ? 0 : height,
    width,
    value,
    scale,
    scaleOf: tile => (isOwn ? ownScale(range(tile), scale, isLine) : scale),
    axisMarks: null,
    name: (tile, at) => {
      const what =
        at === undefined
          ? rangeInWords(range(tile))
          : valueAtPlace(at, isLine ? 0 : height, width, value(tile, at))
      return `${words(tile)}: ${what}`
    },
  }
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
    axisMarks: null,
    name: (_tile, at) =>
      at === undefined
        ? rangeInWords(valueRange(i => value(0, i), channels * filters))
        : `Filter ${Math.floor(at / channels) + 1} of ${filters}, channel ${(at % channels) + 1} of ` +
          `${channels} · ${figure(value(0, at), 3)}`,
  }
}
/** One tile for each channel of a node's output; null where there is no map to draw (features in a row). */
export function mapTiles(
  { shape, values }: NodeMaps,
  isOwn = false,
  axisMarks: AxisMarks | null = null,
): Tiles | null {
  if (shape.length < 2) return null
  const [height, width, channels] =
    shape.length === 3 ? [shape[0] ?? 1, shape[1] ?? 1, shape[2] ?? 1] : [0, shape[0] ?? 1, shape[1] ?? 1]
  const pixels = Math.max(height, 1) * width
  const scale = colourScaleOf(values)
  const value = (tile: number, at: number): number => values[at * channels + tile] ?? 0
  const range = (tile: number): readonly [number, number] => valueRange(i => value(tile, i), pixels)
  return {
    columns: 1,
    isMatrix: false,
    count: channels,
    height,
    width,
    value,
    scale,
    scaleOf: tile => (isOwn ? ownScale(range(tile), scale, height === 0) : scale),
    axisMarks,
    name: (tile, at) =>
      `Map ${tile + 1} of ${channels}: ` +
      (at === undefined
        ? rangeInWords(range(tile))
        : valueAtPlace(at, height, width, value(tile, at), axisMarks)),
  }
}
