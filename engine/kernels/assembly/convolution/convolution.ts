// Convolution, one sample: y = x ∗ w + b and the gradient of w, by the algorithm that
// engine/convolution/algorithm.ts chose for the window.
// The gradient of the input is a convolution as well, of dy, set up in kernels/wasm/convolution.ts.
import { copyRun } from '../simd'
import { depthwise, depthwiseGradWeights, packDepthwise } from './depthwise'
import { beginDirect, directBand } from './direct'
import { addColumnSums, directGradWeights } from './gradient'
import { packDirect } from './pack'
import { openScratch } from './scratch'
import { bandColumns, bandRows, DEPTHWISE, filters, outHeight, outWidth, algorithm, WINOGRAD } from './window'
import { beginWinograd, winogradBand } from './winograd/forward'
import { winogradGradWeights } from './winograd/gradient'
import { packWinograd } from './winograd/pack'

export function packConvolution(w: usize, packed: usize, part: i32, parts: i32): void {
  if (algorithm == WINOGRAD) packWinograd(w, packed, part, parts)
  else if (algorithm == DEPTHWISE) packDepthwise(w, packed, part, parts)
  else packDirect(w, packed, part, parts)
}

export function convolve(x: usize, packed: usize, b: usize, y: usize, scratch: usize): void {
  openScratch(scratch)
  if (algorithm == DEPTHWISE) return depthwise(x, packed, b, y)
  beginBands(x, b)
  for (let row = 0; row < outHeight; row += bandRows)
    for (let column = 0; column < outWidth; column += bandColumns)
      makeBand(
        row,
        min(bandRows, outHeight - row),
        column,
        min(bandColumns, outWidth - column),
        packed,
        y + ((<usize>((row * outWidth + column) * filters)) << 2),
        (<usize>(outWidth * filters)) << 2,
      )
}

export function beginBands(x: usize, b: usize): void {
  if (algorithm == WINOGRAD) beginWinograd(x, b)
  else beginDirect(x, b)
}

// The direct algorithm writes pixel after pixel: a band is whole rows, or a piece of one, or `to` is as wide
// as the band.
export function makeBand(
  row: i32,
  rows: i32,
  column: i32,
  columns: i32,
  packed: usize,
  to: usize,
  toPitch: usize,
): void {
  if (algorithm == WINOGRAD) winogradBand(row, rows, column, columns, packed, to, toPitch)
  else directBand(row, rows, column, columns, packed, to)
}

// Of `samples` samples whose x and dy lie `apart` bytes from one another. By Winograd's algorithm they share
// the last transform, and `together` of them a band, if that holds whole images.
export function convolveGradWeights(
  x: usize,
  dy: usize,
  dw: usize,
  db: usize,
  scratch: usize,
  samples: i32,
  apart: usize,
  together: i32,
): void {
  openScratch(scratch)
  if (algorithm == WINOGRAD) winogradGradWeights(x, dy, dw, samples, apart, together)
  else
    for (let i = 0; i < samples; i++) {
      const at = <usize>i * apart
      openScratch(scratch)
      if (algorithm == DEPTHWISE) depthwiseGradWeights(x + at, dy + at, dw)
      else directGradWeights(x + at, dy + at, dw)
    }
  if (db) for (let i = 0; i < samples; i++, dy += apart) addColumnSums(dy, outHeight * outWidth, filters, db)
}

// Puts the pixels of a small image where they belong in a larger one: toPitch bytes from row to row, toStep
// along it.
export function spreadPixels(
  from: usize,
  rows: i32,
  columns: i32,
  to: usize,
  toPitch: usize,
  toStep: usize,
): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, from += (<usize>filters) << 2)
      copyRun(to + <usize>row * toPitch + <usize>column * toStep, from, filters)
}
