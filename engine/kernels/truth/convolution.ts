/** y[p, o] = b[o] + Σ over taps t and channels i of x[place(p, t), i] · w[t, i, o], and its two gradients. */
import type { Tensor, Window } from '../../spec'
import { at, eachTap } from './taps'

export function convolve(x: Tensor, w: Tensor, b: Tensor | null, y: Tensor, window: Window): void {
  const ci = window.in[2],
    co = window.out[2]
  for (let i = 0; i < y.length; i++) y[i] = b ? at(b, i % co) : 0
  eachTap(window, (pixel, tap, place) => {
    for (let i = 0; i < ci; i++)
      for (let o = 0; o < co; o++) y[pixel * co + o] = at(y, pixel * co + o) + at(x, place * ci + i) * at(w, (tap * ci + i) * co + o)
  })
}

/** ∂L/∂w[t, i, o] = Σ over pixels p of x[place(p, t), i] · dy[p, o]; ∂L/∂b[o] = Σ dy[p, o]. */
export function convolveGradWeights(x: Tensor, dy: Tensor, dw: Tensor, db: Tensor | null, window: Window): void {
  const ci = window.in[2],
    co = window.out[2]
  eachTap(window, (pixel, tap, place) => {
    for (let i = 0; i < ci; i++)
      for (let o = 0; o < co; o++) dw[(tap * ci + i) * co + o] = at(dw, (tap * ci + i) * co + o) + at(x, place * ci + i) * at(dy, pixel * co + o)
  })
  if (db) for (let i = 0; i < dy.length; i++) db[i % co] = at(db, i % co) + at(dy, i)
}

/** ∂L/∂x[q, i] = Σ over all (p, t) with place(p, t) = q, and over o, of dy[p, o] · w[t, i, o]. */
export function convolveGradInput(dy: Tensor, w: Tensor, dx: Tensor, window: Window): void {
  const ci = window.in[2],
    co = window.out[2]
  dx.fill(0)
  eachTap(window, (pixel, tap, place) => {
    for (let i = 0; i < ci; i++)
      for (let o = 0; o < co; o++) dx[place * ci + i] = at(dx, place * ci + i) + at(dy, pixel * co + o) * at(w, (tap * ci + i) * co + o)
  })
}
