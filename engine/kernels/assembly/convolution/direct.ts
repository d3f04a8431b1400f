// Convolution straight from the image: each register tile reads six pixels' taps where they lie, without
// im2col.
// Taps come as runs of neighbouring values, and a tile takes one run after the other, its sums waiting in the
// output between them. Runs that are too short for that are first copied side by side (`COLUMNS`).
import { copyRun, zeroRun } from '../simd'
import { frame, pixelPlace, reachX, reachY, runPlace, source } from './frame'
import { take } from './scratch'
import { multiply } from './tiles/multiply'
import { multiplyTwo } from './tiles/multiplyTwo'
import {
  bandColumns,
  bandRows,
  COLUMNS,
  depth,
  filters,
  groupFilters,
  groupInputs,
  groups,
  outHeight,
  outWidth,
  panels,
  patchLength,
  runLength,
  runs,
  algorithm,
} from './window'

// Scratch of a pass: padded biases, each pixel's place, the sums of an incomplete panel, and columns.
let biases: usize
let places: usize
let strip: usize
let columns: usize

export function beginDirect(x: usize, b: usize): void {
  frame(x, reachY(outHeight), reachX(outWidth), algorithm == COLUMNS)
  biases = take(groups * panels * 8)
  for (let group = 0, to = biases; group < groups; group++, to += (<usize>panels) << 5) {
    zeroRun(to, panels * 8)
    if (b) copyRun(to, b + ((<usize>(group * groupFilters)) << 2), groupFilters)
  }
  const pixels = bandRows * bandColumns
  places = take(pixels)
  strip = take(pixels * 8)
  if (algorithm == COLUMNS) columns = take(pixels * patchLength)
}

// Makes [rows][columns][filters] at `to`, from output pixel (row, column) on.
export function directBand(row: i32, rows: i32, column: i32, count: i32, packed: usize, to: usize): void {
  const first = source + pixelPlace(row, column)
  const pixels = rows * count
  let w = packed
  let bias = biases
  if (algorithm != COLUMNS) listPlaces(rows, count, places)
  for (let group = 0; group < groups; group++) {
    const from = first + ((<usize>(group * groupInputs)) << 2)
    if (algorithm == COLUMNS) gatherColumns(from, rows, count, columns, places)
    for (let panel = 0; panel < panels;) {
      const place = to + ((<usize>(group * groupFilters + panel * 8)) << 2)
      const left = groupFilters - panel * 8
      const together = left >= 16 ? 2 : 1
      if (together == 2) twoPanels(from, pixels, w, bias, place)
      else panelOfFilters(from, pixels, w, bias, min(left, 8), place)
      panel += together
      w += (<usize>(together * depth)) << 5
      bias += (<usize>together) << 5
    }
  }
}

// Sixteen filters, of two full panels.
function twoPanels(from: usize, pixels: i32, w: usize, bias: usize, to: usize): void {
  const apart = (<usize>depth) << 5
  const step = (<usize>filters) << 2
  if (algorithm == COLUMNS) return multiplyTwo(places, pixels, columns, w, apart, depth, bias, 0, to, step)
  for (let run = 0; run < runs; run++, w += (<usize>runLength) << 5) {
    const isFirst = run == 0
    multiplyTwo(
      places,
      pixels,
      from + runPlace(run),
      w,
      apart,
      runLength,
      isFirst ? bias : to,
      isFirst ? 0 : step,
      to,
      step,
    )
  }
}

function panelOfFilters(from: usize, pixels: i32, w: usize, bias: usize, real: i32, to: usize): void {
  const isWhole = real == 8
  const target = isWhole ? to : strip
  const step: usize = isWhole ? (<usize>filters) << 2 : 32
  if (algorithm == COLUMNS) multiply(places, pixels, columns, w, depth, bias, 0, target, step)
  else
    for (let run = 0; run < runs; run++, w += (<usize>runLength) << 5) {
      const isFirst = run == 0
      multiply(
        places,
        pixels,
        from + runPlace(run),
        w,
        runLength,
        isFirst ? bias : target,
        isFirst ? 0 : step,
        target,
        step,
      )
    }
  if (isWhole) return
  for (let p = 0, line = strip; p < pixels; p++, line += 32, to += (<usize>filters) << 2)
    copyRun(to, line, real)
}

// Where each pixel's taps lie in the image.
export function listPlaces(rows: i32, count: i32, to: usize): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < count; column++, to += 4) store<u32>(to, <u32>pixelPlace(row, column))
}

// The runs of each pixel side by side, and where each pixel's lie.
export function gatherColumns(from: usize, rows: i32, count: i32, to: usize, list: usize): void {
  const patch = (<usize>patchLength) << 2
  for (let pixel = 0; pixel < rows * count; pixel++)
    store<u32>(list + ((<usize>pixel) << 2), <u32>(<usize>pixel * patch))
  for (let row = 0; row < rows; row++)
    gatherPatches(
      from + pixelPlace(row, 0),
      pixelPlace(0, 1),
      to + <usize>(row * count) * patch,
      patch,
      count,
    )
}

// The patches of `count` pixels, a step apart. Runs are copied in whole vectors: what one writes too much,
// the next replaces.
export function gatherPatches(from: usize, fromStep: usize, to: usize, toStep: usize, count: i32): void {
  const bytes = (<usize>runLength) << 2
  for (let run = 0; run < runs; run++, to += bytes)
    for (let at: usize = 0, place = from + runPlace(run); at < bytes; at += 16)
      copyVectors(place + at, fromStep, to + at, toStep, count)
}

function copyVectors(from: usize, fromStep: usize, to: usize, toStep: usize, count: i32): void {
  for (const end = to + <usize>count * toStep; to != end; to += toStep, from += fromStep)
    v128.store(to, v128.load(from))
}
