/**
 * Values that move: borders added and cut off, channels put side by side, pixels blended between their
 * neighbours.
 */
import type { Tensor, Window } from '../../spec'
import { at } from './taps'

/** Visits each value that x and y share, x lying in y from `before` on. */
function eachShared(
  { in: [h, w, c], out: [oh, ow], before: [top, left] }: Window,
  visit: (x: number, y: number) => void,
): void {
  for (let row = 0; row < h; row++)
    for (let column = 0; column < w; column++) {
      const oy = row + top
      const ox = column + left
      if (oy >= 0 && oy < oh && ox >= 0 && ox < ow)
        for (let i = 0; i < c; i++) visit((row * w + column) * c + i, (oy * ow + ox) * c + i)
    }
}

export function place(x: Tensor, y: Tensor, window: Window): void {
  y.fill(0)
  eachShared(window, (i, o) => {
    y[o] = at(x, i)
  })
}

export function placeGrad(dy: Tensor, dx: Tensor, window: Window): void {
  dx.fill(0)
  eachShared(window, (i, o) => {
    dx[i] = at(dy, o)
  })
}

/**
 * Visits each value of x `[positions, channels]` with its place in y, whose channels from `first` on they
 * are.
 */
function eachChannel(
  x: Tensor,
  y: Tensor,
  positions: number,
  first: number,
  visit: (x: number, y: number) => void,
): void {
  const channels = x.length / positions
  const total = y.length / positions
  for (let p = 0; p < positions; p++)
    for (let c = 0; c < channels; c++) visit(p * channels + c, p * total + first + c)
}

export function insertChannels(x: Tensor, y: Tensor, positions: number, first: number): void {
  eachChannel(x, y, positions, first, (i, o) => {
    y[o] = at(x, i)
  })
}

export function extractChannels(y: Tensor, x: Tensor, positions: number, first: number): void {
  eachChannel(x, y, positions, first, (i, o) => {
    x[i] = at(y, o)
  })
}

/**
 * Where position `o` of an axis enlarged `factor` times lies between the `n` values: (o + ½) / factor − ½,
 * not before the first.
 */
function between(o: number, factor: number, n: number): readonly (readonly [index: number, share: number])[] {
  const place = Math.max((o + 0.5) / factor - 0.5, 0)
  const low = Math.floor(place)
  return [
    [low, 1 - (place - low)],
    [Math.min(low + 1, n - 1), place - low],
  ]
}

/** Visits each value of x with each value of y that it has a share in. */
function eachShare(
  { in: [oh, ow, c], out: [h, w], kernel }: Window,
  visit: (x: number, y: number, share: number) => void,
): void {
  for (let oy = 0; oy < oh; oy++)
    for (let ox = 0; ox < ow; ox++)
      for (const [row, down] of between(oy, kernel[0], h))
        for (const [column, across] of between(ox, kernel[1], w))
          for (let i = 0; i < c; i++) visit((row * w + column) * c + i, (oy * ow + ox) * c + i, down * across)
}

export function interpolate(x: Tensor, y: Tensor, window: Window): void {
  y.fill(0)
  eachShare(window, (i, o, share) => {
    y[o] = at(y, o) + share * at(x, i)
  })
}

export function interpolateGrad(dy: Tensor, dx: Tensor, window: Window): void {
  dx.fill(0)
  eachShare(window, (i, o, share) => {
    dx[i] = at(dx, i) + share * at(dy, o)
  })
}
