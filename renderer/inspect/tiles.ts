/** Filters and feature maps as tiles. Pure: layouts as in the contract, kernels `[height, width, in, filters]`, maps channels last. */
import type { FilterBank, NodeMaps } from '../../preload/contract'
import { scaleOf, signedScale } from '../charts/colourMaps'
import type { Tiles } from './TileGrid'

const figure = (v: number): string => Number(v.toPrecision(3)).toString().replace('-', '−')
const range = (value: (i: number) => number, n: number): string => {
  let low = Infinity, high = -Infinity
  for (let i = 0; i < n; i++) {
    low = Math.min(low, value(i))
    high = Math.max(high, value(i))
  }
  return `${figure(low)} … ${figure(high)}`
}

/** One row for each filter and one column for each channel; with a single channel the filters fill rows of their own. */
export function filterTiles({ shape: [height, width, channels, filters], values, largest }: FilterBank, fit: number): Tiles {
  const taps = height * width, isLine = height === 1
  const value = (tile: number, at: number): number => {
    const filter = Math.floor(tile / channels), channel = tile % channels
    return values[(at * channels + channel) * filters + filter] ?? 0
  }
  return {
    columns: channels > 1 ? channels : Math.max(1, Math.min(filters, fit)),
    count: filters * channels,
    height: isLine ? 0 : height,
    width,
    value,
    scale: signedScale(largest),
    name: tile => `Filter ${Math.floor(tile / channels) + 1} of ${filters}${channels > 1 ? `, channel ${(tile % channels) + 1} of ${channels}` : ''}: ${range(i => value(tile, i), taps)}`,
  }
}

/** One tile for each channel of a node's output; null where there is no map to draw (features in a row). */
export function mapTiles({ shape, values }: NodeMaps, fit: number): Tiles | null {
  if (shape.length < 2) return null
  const [height, width, channels] = shape.length === 3 ? [shape[0] ?? 1, shape[1] ?? 1, shape[2] ?? 1] : [0, shape[0] ?? 1, shape[1] ?? 1]
  const pixels = Math.max(height, 1) * width
  const value = (tile: number, at: number): number => values[at * channels + tile] ?? 0
  return {
    columns: Math.max(1, Math.min(channels, fit)),
    count: channels,
    height,
    width,
    value,
    scale: scaleOf(values),
    name: tile => `Map ${tile + 1} of ${channels}: ${range(i => value(tile, i), pixels)}`,
  }
}
