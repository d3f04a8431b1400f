// Winners listed for each row of the convolution's output from left to right, so that what reaches one pixel
// of dx through one row of the kernel is one piece of a list.
import { take } from '../convolution/scratch'
import { filters, outWidth, strideX } from '../convolution/window'
import { poolX, poolY } from './window'

// Of one pooled pixel, what is not zero: [filter's place in the weights u32, g f32, winner i32].
let passing: usize
// For each row of a pooling window, its list, and where the entries of each column begin in it.
let rowLists: usize
export let rowStarts: usize
let filterBytes: usize
export let tapBytes: usize

// @ts-ignore: decorator
@inline
export function setWeightSizes(rounded: i32): void {
  filterBytes = (<usize>rounded) << 2
  tapBytes = <usize>filters * filterBytes
}

// @ts-ignore: decorator
@inline
export function openLists(): void {
  passing = take(filters * 3 + 3)
  rowLists = take(poolY * (outWidth * filters * 2 + 2))
  rowStarts = take(poolY * (outWidth + 1))
}

function listOfRow(y: i32): usize {
  return rowLists + ((<usize>(y * (outWidth * filters * 2 + 2))) << 2)
}

// The lists of one row of pooling windows. An entry's place is that of its weights for column 0 of dx, tap 0:
// the tap that reaches column x from output column c is x − c·stride, so the weights for x lie x taps
// further.
export function listRow(dy: usize, chosen: usize, across: i32): void {
  for (let y = 0; y < poolY; y++) {
    const starts = rowStarts + ((<usize>(y * (outWidth + 1))) << 2)
    store<u32>(starts, <u32>listOfRow(y))
  }
  for (let pixel = 0; pixel < across; pixel++, dy += (<usize>filters) << 2, chosen += (<usize>filters) << 2) {
    const end = listPassing(dy, chosen)
    for (let y = 0; y < poolY; y++) {
      let starts = rowStarts + ((<usize>(y * (outWidth + 1) + pixel * poolX)) << 2)
      let to = <usize>load<u32>(starts)
      for (let x = 0; x < poolX; x++) {
        to = listColumn(end, y * poolX + x, <usize>((pixel * poolX + x) * strideX) * tapBytes, to)
        starts += 4
        store<u32>(starts, <u32>to)
      }
    }
  }
}

function listPassing(dy: usize, chosen: usize): usize {
  let to = passing
  for (
    let filter = 0, place: usize = 0;
    filter < filters;
    filter++, place += filterBytes, dy += 4, chosen += 4
  ) {
    const g = load<f32>(dy)
    const winner = load<i32>(chosen)
    store<u32>(to, <u32>place)
    store<f32>(to, g, 4)
    store<i32>(to, winner, 8)
    to += <usize>(i32(g != 0) & i32(winner >= 0)) * 12
  }
  return to
}

function listColumn(end: usize, winner: i32, back: usize, to: usize): usize {
  for (let entry = passing; entry < end; entry += 12) {
    store<u32>(to, load<u32>(entry) - <u32>back)
    store<u32>(to, load<u32>(entry, 4), 4)
    to += (<usize>(load<i32>(entry, 8) == winner)) << 3
  }
  return to
}
