/** y[p, o] = b[o] + Σ over taps t and channels i of x[place(p, t), i] · w[t, i, o], and its two gradients. */
import type { Tensor, Window } from '../../spec'
import { at, eachTap } from './taps'

/** Visits each (input value, weight, output value) that the convolution multiplies and adds: positions in x, w and y. */
function eachProduct(window: Window, visit: (x: number, w: number, y: number) => void): void {
  const ci = window.in[2],
    co = window.out[2],
    depth = ci / window.groups,
    filters = co / window.groups
  eachTap(window, (pixel, tap, place) => {
    for (let o = 0; o < co; o++) {
      const first = Math.floor(o / filters) * depth
      for (let i = 0; i < depth; i++) visit(place * ci + first + i, (tap * depth + i) * co + o, pixel * co + o)
    }
  })
}

export function convolve(x: Tensor, w: Tensor, b: Tensor | null, y: Tensor, window: Window): void {
  const co = window.out[2]
  for (let i = 0; i < y.length; i++) y[i] = b ? at(b, i % co) : 0
  eachProduct(window, (i, j, o) => {
    y[o] = at(y, o) + at(x, i) * at(w, j)
  })
}

/** ∂L/∂w[t, i, o] = Σ over pixels p of x[place(p, t), i] · dy[p, o]; ∂L/∂b[o] = Σ dy[p, o]. */
export function convolveGradWeights(x: Tensor, dy: Tensor, dw: Tensor, db: Tensor | null, window: Window): void {
  const co = window.out[2]
  eachProduct(window, (i, j, o) => {
    dw[j] = at(dw, j) + at(x, i) * at(dy, o)
  })
  if (db) for (let i = 0; i < dy.length; i++) db[i % co] = at(db, i % co) + at(dy, i)
}

/** ∂L/∂x[q, i] = Σ over all (p, t) with place(p, t) = q, and over o, of dy[p, o] · w[t, i, o]. */
export function convolveGradInput(dy: Tensor, w: Tensor, dx: Tensor, window: Window): void {
  dx.fill(0)
  eachProduct(window, (i, j, o) => {
    dx[i] = at(dx, i) + at(dy, o) * at(w, j)
  })
}
