// Tiles of dy at all points, m = A·dy·Aᵀ.
import { copyRun, zeroRun } from '../../simd'
import { take } from '../scratch'
import { dilationX, filters, outWidth, tileX, tileY } from '../window'
import { transformOutputGradient } from './outputGradient'
import { pointsX } from './tiles'

let spill: usize
// @ts-ignore: decorator
@inline
export function openSpill(): void {
  spill = take(tileY * tileX * filters)
}

// A tile that sticks out over the edge is completed with zeros. `rows` and `columns` are left.
export function slopesOfTile(
  dy: usize,
  row: i32,
  rows: i32,
  column: i32,
  columns: i32,
  to: usize,
  plane: usize,
): void {
  const pixel = (<usize>filters) << 2
  const line = <usize>outWidth * pixel
  const isWhole = rows >= tileY && columns > (tileX - 1) * dilationX
  let from = dy + <usize>row * line + <usize>column * pixel
  let fromLine = line
  let step = <usize>dilationX * pixel
  if (!isWhole) {
    zeroRun(spill, tileY * tileX * filters)
    for (let y = 0; y < min(rows, tileY); y++)
      for (let x = 0; x < tileX && x * dilationX < columns; x++)
        copyRun(spill + <usize>(y * tileX + x) * pixel, from + <usize>y * line + <usize>x * step, filters)
    from = spill
    fromLine = <usize>tileX * pixel
    step = pixel
  }
  for (let y = 0; y < tileY; y++, from += fromLine)
    transformOutputGradient(tileX, pointsX, from, step, to + <usize>(y * pointsX) * plane, plane, pixel)
}
