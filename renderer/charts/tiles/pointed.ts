/** Which tile of a grid, and which place in it, the pointer is over. Pure. */
import { footOf, GAP, marginsOf, INSET, placeIn, type TileLayout } from './layout'
import type { Tiles } from './types'

export type Pointed = {
  readonly tile: number
  /** The place in the tile; undefined beside it. */
  readonly at: number | undefined
  /** Where a hair stands that marks the place of a line, in the whole grid; null for pictures. */
  readonly hair: { readonly left: number; readonly top: number } | null
}

/** `x` and `y` from the corner of what is in sight, which is `height` high and scrolled by `scrolled`. */
export function pointedAt(
  tiles: Tiles,
  layout: TileLayout,
  {
    x,
    y,
    height,
    scrolled,
  }: { x: number; y: number; height: number; scrolled: { left: number; top: number } },
): Pointed | null {
  const { w, h, columns } = layout
  const head = marginsOf(tiles)
  const column = Math.floor((x + scrolled.left - head.left) / (w + GAP))
  const row = Math.floor((y + scrolled.top - head.top) / (h + GAP))
  const tile = row * columns + column
  const isOutside = x < head.left || y < head.top || y >= height - footOf(tiles)
  if (isOutside || column >= columns || tile >= tiles.count) return null
  const corner = { left: head.left + GAP + column * (w + GAP), top: head.top + GAP + row * (h + GAP) }
  const at = placeIn(tiles, layout, x + scrolled.left - corner.left, y + scrolled.top - corner.top)
  if (tiles.height > 0 || at === undefined) return { tile, at, hair: null }
  const across = (at / Math.max(1, tiles.width - 1)) * (w - 2 * INSET)
  return { tile, at, hair: { left: corner.left + INSET + across, top: corner.top } }
}
