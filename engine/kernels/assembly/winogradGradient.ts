// The gradient of a convolution's weights by Winograd's algorithm: what winograd.ts does, read backwards.
// The one thing to know: y = Aᵀ(u · v)A point by point, with u the transformed kernel and v the transformed input; so with
// m = A·dy·Aᵀ the gradient at each point is du[in][out] = Σ over tiles v[tile][in] · m[tile][out], again a matrix product,
// and dw = Gᵀ·du·G at the end. Images with few tiles do not pay for that last transform and go the direct way.
// Layouts: values [point][tile][in], slopes (m) [point][tile][panels · 8], sums (du) [point][in][panels · 8].
import { addColumnSums, addProducts } from './gradient'
import { addRun, copyRun, zeroRun } from './simd'
import { transformKernelGradient, transformOutputGradient } from './transforms'
import { bandColumns, bandRows, channels, filters, frame, kernelX, kernelY, outHeight, outWidth, panels, pitch, source, take } from './walk'
import { outX, outY, pointsX, pointsY, tileOf, tileRow, tilesIn, openRowPoints } from './winograd'

let values: usize, slopes: usize, sums: usize, places: usize, spill: usize

export function winogradGradWeights(x: usize, dy: usize, dw: usize, db: usize): void {
  tileOf()
  frame(x, tilesIn(outHeight, outY) * outY + kernelY - 1, tilesIn(outWidth, outX) * outX + kernelX - 1, false)
  const across = tilesIn(bandColumns, outX), tiles = tilesIn(bandRows, outY) * across, points = pointsY * pointsX
  values = take(points * tiles * channels)
  slopes = take(points * tiles * panels * 8)
  openRowPoints(across)
  places = take(tiles)
  for (let tile = 0; tile < tiles; tile++) store<u32>(places + (<usize>tile << 2), tile * channels << 2)
  sums = take(points * channels * panels * 8)
  spill = take(outY * outX * filters)
  zeroRun(sums, points * channels * panels * 8)
  zeroRun(slopes, points * tiles * panels * 8) // the last panel may have filters that nothing writes
  for (let row = 0; row < outHeight; row += bandRows)
    for (let column = 0; column < outWidth; column += bandColumns) addBand(row, min(bandRows, outHeight - row), column, min(bandColumns, outWidth - column), dy)
  finish(dw)
  if (db) addColumnSums(dy, outHeight * outWidth, filters, db)
}

function addBand(row: i32, rows: i32, column: i32, columns: i32, dy: usize): void {
  const down = tilesIn(rows, outY), across = tilesIn(columns, outX), tiles = down * across
  const valuePlane = <usize>(tiles * channels) << 2, slopePlane = <usize>(tiles * panels) << 5, pixel = <usize>channels << 2
  for (let y = 0; y < down; y++) {
    tileRow(source + <usize>(row + y * outY) * pitch + <usize>column * pixel, across, values + <usize>(y * across) * pixel, valuePlane)
    for (let x = 0; x < across; x++)
      slopesOfTile(dy, row + y * outY, rows - y * outY, column + x * outX, columns - x * outX, slopes + (<usize>((y * across + x) * panels) << 5), slopePlane)
  }
  if (outY > 1)
    for (let x = 0; x < pointsX; x++) transformOutputGradient(outY, pointsY, slopes + <usize>x * slopePlane, <usize>pointsX * slopePlane, slopes + <usize>x * slopePlane, <usize>pointsX * slopePlane, slopePlane)
  const step = <usize>panels << 5
  for (let point = 0; point < pointsY * pointsX; point++)
    for (let panel = 0; panel < panels; panel++)
      addProducts(places, tiles, values + <usize>point * valuePlane, channels, slopes + <usize>point * slopePlane + (<usize>panel << 5), step, sums + <usize>(point * channels) * step + (<usize>panel << 5), step)
}

// A tile that sticks out over the edge is completed with zeros.
function slopesOfTile(dy: usize, row: i32, rows: i32, column: i32, columns: i32, to: usize, plane: usize): void {
  const pixel = <usize>filters << 2, line = <usize>outWidth * pixel, isWhole = rows >= outY && columns >= outX
  let from = dy + <usize>row * line + <usize>column * pixel, fromLine = line
  if (!isWhole) {
    zeroRun(spill, outY * outX * filters)
    for (let y = 0; y < min(rows, outY); y++) copyRun(spill + <usize>(y * outX) * pixel, from + <usize>y * line, min(columns, outX) * filters)
    from = spill; fromLine = <usize>outX * pixel
  }
  for (let y = 0; y < outY; y++, from += fromLine) transformOutputGradient(outX, pointsX, from, pixel, to + <usize>(y * pointsX) * plane, plane, pixel)
}

function finish(dw: usize): void {
  const row = <usize>panels << 5, plane = <usize>channels * row
  if (kernelY > 1) for (let x = 0; x < pointsX; x++) transformKernelGradient(pointsY, kernelY, sums + <usize>x * plane, <usize>pointsX * plane, plane)
  for (let y = 0; y < kernelY; y++) {
    const at = sums + <usize>(y * pointsX) * plane
    transformKernelGradient(pointsX, kernelX, at, plane, plane)
    for (let x = 0; x < kernelX; x++)
      for (let input = 0, from = at + <usize>x * plane; input < channels; input++, from += row, dw += <usize>filters << 2) addRun(dw, from, filters)
  }
}
