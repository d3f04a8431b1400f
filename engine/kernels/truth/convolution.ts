/** y[p, o] = b[o] + Σ over taps t and channels i of x[place(p, t), i] · w[t, i, o], and its two gradients. */
import type { Tensor, Window } from '../../spec'
import { at, eachTap } from './taps'

/**
 * Visits each input value under each tap, with what it meets: the weights from `w` on and the outputs from `y` on, one for
 * each of `filters` filters of its group, next to each other.
 */
function eachMeeting(window: Window, visit: (x: number, w: number, y: number, filters: number) => void): void {
  const ci = window.in[2],
    co = window.out[2],
    depth = ci / window.groups,
    filters = co / window.groups
  eachTap(window, (pixel, tap, place) => {
    for (let c = 0; c < ci; c++) {
      const first = Math.floor(c / depth) * filters
      visit(place * ci + c, (tap * depth + (c % depth)) * co + first, pixel * co + first, filters)
    }
  })
}

export function convolve(x: Tensor, w: Tensor, b: Tensor | null, y: Tensor, window: Window): void {
  const co = window.out[2]
  for (let i = 0; i < y.length; i++) y[i] = b ? at(b, i % co) : 0
  eachMeeting(window, (i, j, o, filters) => {
    const value = at(x, i)
    for (let f = 0; f < filters; f++) y[o + f] = at(y, o + f) + value * at(w, j + f)
  })
}

/** ∂L/∂w[t, i, o] = Σ over pixels p of x[place(p, t), i] · dy[p, o]; ∂L/∂b[o] = Σ dy[p, o]. */
export function convolveGradWeights(x: Tensor, dy: Tensor, dw: Tensor, db: Tensor | null, window: Window): void {
  const co = window.out[2]
  eachMeeting(window, (i, j, o, filters) => {
    const value = at(x, i)
    for (let f = 0; f < filters; f++) dw[j + f] = at(dw, j + f) + value * at(dy, o + f)
  })
  if (db) for (let i = 0; i < dy.length; i++) db[i % co] = at(db, i % co) + at(dy, i)
}

/** ∂L/∂x[q, i] = Σ over all (p, t) with place(p, t) = q, and over o, of dy[p, o] · w[t, i, o]. */
export function convolveGradInput(dy: Tensor, w: Tensor, dx: Tensor, window: Window): void {
  dx.fill(0)
  eachMeeting(window, (i, j, o, filters) => {
    let sum = at(dx, i)
    for (let f = 0; f < filters; f++) sum += at(dy, o + f) * at(w, j + f)
    dx[i] = sum
  })
}
