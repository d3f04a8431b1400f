// Convolution by Winograd's algorithm: F(4×4, 3×3), F(2×2, 3×3) and F(2×2, 5×5) for images, F(4, 3) and F(4,
// 5) along a row.
// At each point of the transformed tiles, the products over all channels are one matrix product of the same
// register tiles as the direct algorithm's; and their transform is y. Two by two outputs of 3×3 taps take 16
// multiplications in place of 36, four by four take 36 in place of 144.
// Layouts: packed [panel][point][in][8], values [point][tile][in], products [point][tile][panels · 8].
import { copyRun, zeroRun } from '../../simd'
import { pitch, source } from '../frame'
import { take } from '../scratch'
import { multiply } from '../tiles/multiply'
import { multiplyTwo } from '../tiles/multiplyTwo'
import { bandColumns, bandRows, channels, dilationX, filters, panels, tileX, tileY } from '../window'
import { transformOutput } from './outputTransform'
import {
  frameTiles,
  openRowPoints,
  pointsX,
  pointsY,
  setPoints,
  tileColumn,
  tileRow,
  tilesAcross,
  tilesIn,
} from './tiles'

let values: usize
let products: usize
let places: usize
let biases: usize
let zeros: usize
let spill: usize

export function beginWinograd(x: usize, b: usize): void {
  setPoints()
  frameTiles(x)
  const across = tilesAcross(bandColumns)
  const tiles = tilesIn(bandRows, tileY) * across
  const points = pointsY * pointsX
  values = take(points * tiles * channels)
  products = take(points * tiles * panels * 8)
  openRowPoints(across)
  places = take(tiles)
  for (let tile = 0; tile < tiles; tile++) store<u32>(places + ((<usize>tile) << 2), (tile * channels) << 2)
  biases = take(panels * 8)
  zeroRun(biases, panels * 8)
  if (b) copyRun(biases, b, filters)
  zeros = take(16)
  zeroRun(zeros, 16)
  spill = take(tileY * tileX * filters)
}

// Makes [rows][columns][filters] at `to`, whose rows are `toPitch` bytes apart, from output pixel (row,
// column) on.
export function winogradBand(
  row: i32,
  rows: i32,
  column: i32,
  columns: i32,
  packed: usize,
  to: usize,
  toPitch: usize,
): void {
  const down = tilesIn(rows, tileY)
  const across = tilesAcross(columns)
  const tiles = down * across
  const valuePlane = (<usize>(tiles * channels)) << 2
  const productPlane = (<usize>(tiles * panels)) << 5
  const tileBytes = (<usize>channels) << 2
  for (let y = 0; y < down; y++)
    tileRow(
      source + <usize>(row + y * tileY) * pitch + <usize>column * tileBytes,
      across,
      values + <usize>(y * across) * tileBytes,
      valuePlane,
    )
  multiplyPoints(packed, tiles, valuePlane, productPlane)
  if (pointsY > 1)
    for (let x = 0; x < pointsX; x++) {
      const plane = products + <usize>x * productPlane
      const step = <usize>pointsX * productPlane
      transformOutput(tileY, pointsY, plane, step, zeros, 0, plane, step, productPlane)
    }
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++)
      finishTile(
        products + ((<usize>((y * across + x) * panels)) << 5),
        productPlane,
        rows - y * tileY,
        columns - tileColumn(x),
        to + <usize>(y * tileY) * toPitch + ((<usize>(tileColumn(x) * filters)) << 2),
        toPitch,
      )
}

function multiplyPoints(packed: usize, tiles: i32, valuePlane: usize, productPlane: usize): void {
  const points = pointsY * pointsX
  const weights = (<usize>channels) << 5
  const row = (<usize>panels) << 5
  const apart = <usize>points * weights
  for (
    let point = 0, v = values, p = products;
    point < points;
    point++, v += valuePlane, p += productPlane, packed += weights
  ) {
    let w = packed
    let to = p
    let left = panels
    for (; left >= 2; left -= 2, w += 2 * apart, to += 64)
      multiplyTwo(places, tiles, v, w, apart, channels, zeros, 0, to, row)
    if (left) multiply(places, tiles, v, w, channels, zeros, 0, to, row)
  }
}

// A tile that sticks out over the edge is made aside, and only what belongs to y is copied. `rows` and
// `columns` are left.
function finishTile(from: usize, plane: usize, rows: i32, columns: i32, to: usize, toPitch: usize): void {
  const isWhole = rows >= tileY && columns > (tileX - 1) * dilationX
  const pixel = (<usize>filters) << 2
  const step = <usize>dilationX * pixel
  const target = isWhole ? to : spill
  const targetPitch = isWhole ? toPitch : <usize>tileX * pixel
  for (let y = 0; y < tileY; y++)
    transformOutput(
      tileX,
      pointsX,
      from + <usize>(y * pointsX) * plane,
      plane,
      biases,
      16,
      target + <usize>y * targetPitch,
      isWhole ? step : pixel,
      pixel,
    )
  if (isWhole) return
  for (let y = 0; y < min(rows, tileY); y++)
    for (let x = 0; x < tileX && x * dilationX < columns; x++)
      copyRun(to + <usize>y * toPitch + <usize>x * step, spill + <usize>(y * tileX + x) * pixel, filters)
}
