// How Winograd's tiles lie on the image, and their values at all points.
// Tiles are transformed to n×n points, 1×n along a row.
import { frame, pitch } from '../frame'
import { take } from '../scratch'
import { channels, dilationX, kernelX, kernelY, outHeight, outWidth, tileX, tileY } from '../window'
import { transformInput } from './inputTransform'

// Points of a tile along each axis.
export let pointsY: i32
export let pointsX: i32
let rowPoints: usize
export function setPoints(): void {
  pointsY = tileY + kernelY - 1
  pointsX = tileX + kernelX - 1
}

// @ts-ignore: decorator
@inline
export function tilesIn(outputs: i32, each: i32): i32 {
  return (outputs + each - 1) / each
}

// Along a row the taps may be dilated: then a tile's outputs lie as far apart, and so many tiles interleave.
export function tilesAcross(columns: i32): i32 {
  return tilesIn(columns, tileX * dilationX) * dilationX
}
export function tileColumn(tile: i32): i32 {
  return (tile / dilationX) * (tileX * dilationX) + (tile % dilationX)
}

// The image as whole tiles need it.
export function frameTiles(x: usize): void {
  const wide = tileX * dilationX
  frame(
    x,
    tilesIn(outHeight, tileY) * tileY + kernelY - 1,
    tilesIn(outWidth, wide) * wide + (kernelX - 1) * dilationX,
    false,
  )
}

// Where a row of tiles, `across` at most, has its columns transformed before its rows are.
export function openRowPoints(across: i32): void {
  rowPoints = take(pointsY * (across * tileX + kernelX - 1) * channels)
}

// Down the columns first, which neighbouring tiles share, then along each row of points.
export function tileRow(from: usize, across: i32, to: usize, plane: usize): void {
  const pixel = (<usize>channels) << 2
  const line = <usize>(across * tileX + kernelX - 1) * pixel
  let rowFrom = from
  if (pointsY > 1) {
    transformInput(pointsY, from, pitch, rowPoints, line, line)
    rowFrom = rowPoints
  }
  for (let y = 0; y < pointsY; y++, rowFrom += line)
    for (let tile = 0; tile < across; tile++)
      transformInput(
        pointsX,
        rowFrom + <usize>tileColumn(tile) * pixel,
        <usize>dilationX * pixel,
        to + <usize>(y * pointsX) * plane + <usize>tile * pixel,
        plane,
        pixel,
      )
}
