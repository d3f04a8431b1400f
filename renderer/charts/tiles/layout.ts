/** How large tiles are drawn, so that they use the room there is. Pure. */
import type { Tiles } from './types'

export const GAP = 4
/** From the frame of a line's tile to its first and last place, and to its highest and lowest value. */
export const INSET = 3
/** Room for the numbers of channels above and of filters at the left of a matrix. */
const HEAD = { left: 36, top: 20 } as const

/** Room for the numbers of the axis below lines. */
const FOOT = 18
export const footOf = (tiles: Tiles): number => (tiles.axisMarks ? FOOT : 0)

/** A scroll bar. */
const BAR = 10

export type Room = { readonly width: number; readonly height: number }
/** Width and height of one tile, and how many stand in a row. */
export type TileLayout = { readonly w: number; readonly h: number; readonly columns: number }

/** Lines are wider than high; pictures keep their own proportions. */
const proportion = (tiles: Tiles): number =>
  tiles.height === 0 ? 0.6 : Math.min(4, Math.max(0.25, tiles.height / tiles.width))
const LARGEST = { line: 280, picture: 176 } as const
const SMALLEST = { line: 64, picture: 24 } as const

/**
 * A matrix takes the width for its columns and scrolls downwards. Loose tiles are drawn as large as lets all
 * of them be seen at once; when even the smallest do not fit, they scroll.
 */
export function tileLayoutOf(tiles: Tiles, room: Room): TileLayout {
  const aspect = proportion(tiles)
  const kind = tiles.height === 0 ? 'line' : 'picture'
  const of = (w: number, columns: number): TileLayout => ({
    w,
    h: Math.max(4, Math.round(w * aspect)),
    columns,
  })
  if (tiles.isMatrix) {
    const w = Math.floor((room.width - HEAD.left - GAP - BAR) / tiles.columns) - GAP
    return of(Math.max(kind === 'line' ? 36 : 16, Math.min(kind === 'line' ? 120 : 56, w)), tiles.columns)
  }
  const across = (columns: number): number => Math.floor((room.width - GAP) / columns) - GAP
  let best: TileLayout | null = null
  for (let columns = 1; columns <= tiles.count; columns++) {
    const w = Math.min(LARGEST[kind], across(columns))
    const rows = Math.ceil(tiles.count / columns)
    if (w < SMALLEST[kind]) break
    const tall = (room.height - footOf(tiles) - GAP) / rows - GAP
    const fitted = Math.floor(Math.min(w, tall / aspect))
    if (fitted >= SMALLEST[kind] && fitted > (best?.w ?? 0)) best = of(fitted, columns)
  }
  if (best) return best
  const columns = Math.max(1, Math.floor((room.width - GAP) / (SMALLEST[kind] + 16 + GAP)))
  return of(Math.max(SMALLEST[kind], across(Math.min(columns, tiles.count))), Math.min(columns, tiles.count))
}

/** The size of everything, headings included. */
export function extent(tiles: Tiles, { w, h, columns }: TileLayout): Room {
  const head = marginsOf(tiles)
  return {
    width: head.left + columns * (w + GAP) + GAP,
    height: head.top + Math.ceil(tiles.count / columns) * (h + GAP) + GAP + footOf(tiles),
  }
}
/** Without numbers, the first tile stands in the very corner. */
export const marginsOf = (tiles: Tiles): { readonly left: number; readonly top: number } =>
  tiles.isMatrix ? HEAD : { left: -GAP, top: -GAP }

/** The value that is drawn so far from a tile's corner; undefined in the gap beside it. */
export function placeIn(tiles: Tiles, { w, h }: TileLayout, x: number, y: number): number | undefined {
  if (x < 0 || y < 0 || x >= w || y >= h) return undefined
  if (tiles.height > 0)
    return Math.floor((y / h) * tiles.height) * tiles.width + Math.floor((x / w) * tiles.width)
  return Math.min(
    tiles.width - 1,
    Math.max(0, Math.round(((x - INSET) / (w - 2 * INSET)) * (tiles.width - 1))),
  )
}

/** Which rows or columns carry their number: every one if there is room, else every fifth, tenth … */
export const numbered = (index: number, size: number, room: number): boolean => {
  const every = [1, 5, 10, 50].find(n => n * size >= room) ?? 100
  return index === 0 || (index + 1) % every === 0
}
