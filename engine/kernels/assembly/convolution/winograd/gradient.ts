// The gradient of a convolution's weights by Winograd's algorithm: what forward.ts does, read backwards.
// Y = Aᵀ(u · v)A point by point, with u the transformed kernel and v the transformed input; so with m =
// A·dy·Aᵀ the gradient at each point is du[in][out] = Σ over tiles v[tile][in] · m[tile][out], again a matrix
// product, and dw = Gᵀ·du·G at the end. Images with few tiles do not pay for that last transform, so the
// direct algorithm takes them.
// Layouts: values [point][tile][in], slopes (m) [point][tile][panels · 8], sums (du) [point][in][panels · 8].
import { zeroRun } from '../../simd'
import { pitch, source } from '../frame'
import { openScratch, take } from '../scratch'
import { addProducts, addProductsOfTwo } from '../tiles/addProducts'
import { bandColumns, bandRows, channels, outHeight, outWidth, panels, tileY } from '../window'
import { openSpill, slopesOfTile } from './gradientTiles'
import { finish, openSums, sums } from './kernelSums'
import { transformOutputGradient } from './outputGradient'
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
let slopes: usize
let places: usize
let image: usize
let framed: usize

// Small images, `together` of which are one band, share the last transform; of others each band is worked on
// by itself.
export function winogradGradWeights(
  x: usize,
  dy: usize,
  dw: usize,
  samples: i32,
  apart: usize,
  together: i32,
): void {
  setPoints()
  const across = tilesAcross(bandColumns)
  const tiles = together * tilesIn(bandRows, tileY) * across
  const points = pointsY * pointsX
  values = take(points * tiles * channels)
  slopes = take(points * tiles * panels * 8)
  openRowPoints(across)
  places = take(tiles)
  for (let tile = 0; tile < tiles; tile++) store<u32>(places + ((<usize>tile) << 2), (tile * channels) << 2)
  openSums(points)
  openSpill()
  zeroRun(sums, points * channels * panels * 8)
  zeroRun(slopes, points * tiles * panels * 8) // the last panel may have filters that nothing writes
  image = take(0)
  framed = 0
  for (let i = 0; i < samples; i += together, x += <usize>together * apart, dy += <usize>together * apart)
    for (let row = 0; row < outHeight; row += bandRows)
      for (let column = 0; column < outWidth; column += bandColumns)
        addBand(
          x,
          dy,
          min(together, samples - i),
          apart,
          row,
          min(bandRows, outHeight - row),
          column,
          min(bandColumns, outWidth - column),
        )
  finish(dw)
}

function addBand(
  x: usize,
  dy: usize,
  samples: i32,
  apart: usize,
  row: i32,
  rows: i32,
  column: i32,
  columns: i32,
): void {
  const down = tilesIn(rows, tileY)
  const across = tilesAcross(columns)
  const tiles = samples * down * across
  const valuePlane = (<usize>(tiles * channels)) << 2
  const slopePlane = (<usize>(tiles * panels)) << 5
  const pixel = (<usize>channels) << 2
  for (let i = 0, first = 0; i < samples; i++, x += apart, dy += apart) {
    frameSample(x)
    for (let y = 0; y < down; y++, first += across) {
      tileRow(
        source + <usize>(row + y * tileY) * pitch + <usize>column * pixel,
        across,
        values + <usize>first * pixel,
        valuePlane,
      )
      for (let tile = 0; tile < across; tile++)
        slopesOfTile(
          dy,
          row + y * tileY,
          rows - y * tileY,
          column + tileColumn(tile),
          columns - tileColumn(tile),
          slopes + ((<usize>((first + tile) * panels)) << 5),
          slopePlane,
        )
    }
  }
  if (tileY > 1) transformColumns(slopePlane)
  addPoints(tiles, valuePlane, slopePlane)
}

// The tiles' rows have been transformed before.
function transformColumns(slopePlane: usize): void {
  for (let x = 0; x < pointsX; x++)
    transformOutputGradient(
      tileY,
      pointsY,
      slopes + <usize>x * slopePlane,
      <usize>pointsX * slopePlane,
      slopes + <usize>x * slopePlane,
      <usize>pointsX * slopePlane,
      slopePlane,
    )
}

// At each point du += vᵀ·m.
function addPoints(tiles: i32, valuePlane: usize, slopePlane: usize): void {
  const step = (<usize>panels) << 5
  for (let point = 0; point < pointsY * pointsX; point++) {
    const v = values + <usize>point * valuePlane
    let slope = slopes + <usize>point * slopePlane
    let to = sums + <usize>(point * channels) * step
    let left = panels
    for (; left >= 2; left -= 2, slope += 64, to += 64)
      addProductsOfTwo(places, tiles, v, channels, slope, step, to, step)
    if (left) addProducts(places, tiles, v, channels, slope, step, to, step)
  }
}

// The image at x with its padding, in the place of the one before, unless it is the same.
function frameSample(x: usize): void {
  if (x == framed) return
  openScratch(image)
  frameTiles(x)
  framed = x
}
