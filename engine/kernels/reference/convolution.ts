/**
 * y[p, o] = b[o] + Σ over taps t and channels i of x[place(p, t), i] · w[t, i, o], and its two gradients.
 * The innermost loops run over the filters, which lie side by side in w and in y, and index the arrays
 * themselves: a shared accessor (`at`) sees every kind of array, and V8 then runs it ten times slower.
 */
import type { Tensor, Window } from '../../spec'
import { eachTap } from './taps'

/**
 * Visits each input value under each tap, with where that begins what it meets: the weights of its group's
 * filters, and their outputs.
 */
function eachMeeting(window: Window, visit: (x: number, w: number, y: number) => void): void {
  const { groups } = window
  const ci = window.in[2]
  const co = window.out[2]
  const depth = ci / groups
  const filters = co / groups
  eachTap(window, (pixel, tap, place) => {
    for (let group = 0; group < groups; group++)
      for (let c = 0; c < depth; c++)
        visit(
          place * ci + group * depth + c,
          (tap * depth + c) * co + group * filters,
          pixel * co + group * filters,
        )
  })
}

const filtersOf = (window: Window): number => window.out[2] / window.groups

export function convolve(x: Tensor, w: Tensor, b: Tensor | null, y: Tensor, window: Window): void {
  const co = window.out[2]
  const filters = filtersOf(window)
  for (let i = 0; i < y.length; i++) y[i] = b ? (b[i % co] as number) : 0
  eachMeeting(window, (i, j, o) => {
    const value = x[i] as number
    for (let f = 0; f < filters; f++) y[o + f] = (y[o + f] as number) + value * (w[j + f] as number)
  })
}

/** ∂L/∂w[t, i, o] = Σ over pixels p of x[place(p, t), i] · dy[p, o]; ∂L/∂b[o] = Σ dy[p, o]. */
export function convolveGradWeights(
  x: Tensor,
  dy: Tensor,
  dw: Tensor,
  db: Tensor | null,
  window: Window,
): void {
  const co = window.out[2]
  const filters = filtersOf(window)
  eachMeeting(window, (i, j, o) => {
    const value = x[i] as number
    for (let f = 0; f < filters; f++) dw[j + f] = (dw[j + f] as number) + value * (dy[o + f] as number)
  })
  if (db) for (let i = 0; i < dy.length; i++) db[i % co] = (db[i % co] as number) + (dy[i] as number)
}

/** ∂L/∂x[q, i] = Σ over all (p, t) with place(p, t) = q, and over o, of dy[p, o] · w[t, i, o]. */
export function convolveGradInput(dy: Tensor, w: Tensor, dx: Tensor, window: Window): void {
  const filters = filtersOf(window)
  dx.fill(0)
  eachMeeting(window, (i, j, o) => {
    let sum = dx[i] as number
    for (let f = 0; f < filters; f++) sum += (dy[o + f] as number) * (w[j + f] as number)
    dx[i] = sum
  })
}
