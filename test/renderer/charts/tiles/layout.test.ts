/** Tiles use the room there is: few are large, many still all in sight, a matrix keeps its columns. */
import { describe, expect, it } from 'vitest'
import { extent, tileLayoutOf, numbered } from '../../../../renderer/charts/tiles/layout'
import { bankKind } from '../../../../renderer/charts/tiles/bankKind'
import { filterTiles, mapTiles, mixingTiles } from '../../../../renderer/charts/tiles/tiles'
import { filterWords } from '../../../../renderer/charts/tiles/words'

const bank = (height: number, width: number, channels: number, filters: number) => {
  const values = Float32Array.from({ length: height * width * channels * filters }, (_, i) => (i % 7) - 3)
  return filterTiles({
    node: 'a',
    title: 'Conv',
    shape: [height, width, channels, filters],
    values,
    largest: 3,
  })
}
const room = { width: 800, height: 300 }

describe('layoutOf', () => {
  it.each([1, 2, 3, 8, 16, 32, 64])('shows %i filters at once, within the room', filters => {
    for (const tiles of [bank(3, 3, 1, filters), bank(1, 7, 1, filters)]) {
      const full = extent(tiles, tileLayoutOf(tiles, room))
      expect(full.width).toBeLessThanOrEqual(room.width)
      expect(full.height).toBeLessThanOrEqual(room.height)
    }
  })
  it('draws few larger than many', () => {
    const sizes = [4, 16, 64].map(n => tileLayoutOf(bank(3, 3, 1, n), room).w)
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    expect(sizes[0]).toBeGreaterThan(100)
  })
  it('lets 4,000 filters scroll downwards only, and never makes them too small to see', () => {
    const tiles = bank(3, 3, 1, 4000)
    const layout = tileLayoutOf(tiles, room)
    expect(layout.w).toBeGreaterThanOrEqual(24)
    expect(extent(tiles, layout).width).toBeLessThanOrEqual(room.width)
  })
  it('gives a matrix a row for each filter and a column for each channel', () => {
    const tiles = bank(3, 3, 16, 32)
    const layout = tileLayoutOf(tiles, room)
    expect(layout.columns).toBe(16)
    expect(extent(tiles, layout).width).toBeLessThanOrEqual(room.width)
    expect(tiles.name(17)).toMatch(/^Filter 2 of 32, channel 2 of 16: /)
  })
  it('numbers every row where there is room, else every fifth or tenth', () => {
    expect([0, 1, 2].map(i => numbered(i, 24, 16))).toEqual([true, true, true])
    expect([0, 1, 4, 9].map(i => numbered(i, 10, 16))).toEqual([true, false, true, true])
  })
})

describe('scales', () => {
  const maps = {
    node: 'a',
    title: 'Conv',
    kind: 'conv1d',
    centres: null,
    shape: [2, 2],
    values: Float32Array.of(0, 10, 1, 12),
  } as const
  it('is the same for all maps, or each map’s own', () => {
    expect(mapTiles(maps)?.scaleOf(0)).toEqual({ low: 0, high: 12, isSigned: false })
    expect(mapTiles(maps, true)?.scaleOf(0)).toEqual({ low: 0, high: 1, isSigned: false })
    expect(mapTiles(maps, true)?.scaleOf(1)).toEqual({ low: 10, high: 12, isSigned: false })
  })
  it('keeps zero in the middle of a signed picture', () => {
    const { low, high } = bank(3, 3, 1, 4).scaleOf(0)
    expect(low).toBe(-high)
  })
})

describe('filters of other convolutions', () => {
  const bank = {
    node: 'a',
    title: 'Conv',
    shape: [1, 2, 3, 2] as const,
    values: Float32Array.from({ length: 12 }, (_, i) => i),
    largest: 11,
  }
  it(
    'a transposed convolution has its filters in the third axis, and the channels it reads in the ' + 'last',
    () => {
      const tiles = filterTiles(bank, 'transposed')
      expect([tiles.count, tiles.columns, tiles.isMatrix]).toEqual([6, 2, true])
      expect(tiles.value(3, 1)).toBe(9) // tap 1, filter 2, channel 2: 1·6 + 1·2 + 1
      expect(tiles.name(3)).toContain('Filter 2 of 3, channel 2 of 2')
    },
  )
  it(
    'a depthwise convolution has kernels of single channels, which stand loose where there is one ' +
      'for each',
    () => {
      const tiles = filterTiles({ ...bank, shape: [1, 4, 3, 1] }, 'depthwise')
      expect([tiles.count, tiles.isMatrix]).toEqual([3, false])
      expect(tiles.value(2, 3)).toBe(11)
      expect(tiles.name(2)).toContain('Channel 3 of 3')
      expect(filterWords({ ...bank, shape: [1, 4, 3, 1] }, 'depthwise')).toBe(
        '3 kernels of 4 points, one for each of 3 channels',
      )
    },
  )
  it(
    'the halves of a separable convolution: kernels of single channels, and one picture of how they ' +
      'are mixed',
    () => {
      expect(bankKind('separableConv2d')).toBe('depthwise')
      const mixing = { ...bank, shape: [1, 1, 3, 4] as const }
      const tiles = mixingTiles(mixing)
      expect([tiles.count, tiles.height, tiles.width]).toEqual([1, 4, 3])
      expect(tiles.value(0, 2 * 3 + 1)).toBe(1 * 4 + 2) // filter 3 of channel 2
      expect(tiles.name(0, 2 * 3 + 1)).toBe('Filter 3 of 4, channel 2 of 3 · 6')
    },
  )
})
