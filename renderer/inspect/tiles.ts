/** Filters and feature maps as tiles. Pure: layouts as in the contract, kernels `[height, width, in, filters]`, maps channels last. */
import type { FilterBank, NodeMaps } from '../../preload/contract'
import { scaleOf, signedScale, type Scale } from '../charts/colourMaps'
import type { Tiles } from './TileGrid'

const figure = (v: number): string => Number(v.toPrecision(3)).toString().replace('-', '−')

function rangeOf(value: (i: number) => number, n: number): readonly [low: number, high: number] {
  let low = Infinity,
    high = -Infinity
  for (let i = 0; i < n; i++) {
    low = Math.min(low, value(i))
    high = Math.max(high, value(i))
  }
  return [low, high]
}
const inWords = ([low, high]: readonly [number, number]): string => `${figure(low)} … ${figure(high)}`

/** A line's own scale spans its values; a picture's keeps zero where the common one has it. */
function ownScale([low, high]: readonly [number, number], common: Scale, isLine: boolean): Scale {
  if (isLine) return low === high ? { ...common, low: low - 1, high: high + 1 } : { ...common, low, high }
  return common.isSigned ? signedScale(Math.max(-low, high)) : { low: 0, high: high || 1, isSigned: false }
}

/** One row for each filter and one column for each channel; with a single channel the filters are loose tiles. */
export function filterTiles({ shape: [height, width, channels, filters], values, largest }: FilterBank, isOwn = false): Tiles {
  const taps = height * width,
    isLine = height === 1,
    scale = signedScale(largest)
  const value = (tile: number, at: number): number => {
    const filter = Math.floor(tile / channels),
      channel = tile % channels
    return values[(at * channels + channel) * filters + filter] ?? 0
  }
  const range = (tile: number): readonly [number, number] => rangeOf(i => value(tile, i), taps)
  return {
    columns: channels,
    isMatrix: channels > 1,
    count: filters * channels,
    height: isLine ? 0 : height,
    width,
    value,
    scale,
    scaleOf: tile => (isOwn ? ownScale(range(tile), scale, isLine) : scale),
    name: tile =>
      `Filter ${Math.floor(tile / channels) + 1} of ${filters}${channels > 1 ? `, channel ${(tile % channels) + 1} of ${channels}` : ''}: ${inWords(range(tile))}`,
  }
}

/** One tile for each channel of a node's output; null where there is no map to draw (features in a row). */
export function mapTiles({ shape, values }: NodeMaps, isOwn = false): Tiles | null {
  if (shape.length < 2) return null
  const [height, width, channels] = shape.length === 3 ? [shape[0] ?? 1, shape[1] ?? 1, shape[2] ?? 1] : [0, shape[0] ?? 1, shape[1] ?? 1]
  const pixels = Math.max(height, 1) * width,
    scale = scaleOf(values)
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
    name: tile => `Map ${tile + 1} of ${channels}: ${inWords(range(tile))}`,
  }
}
