/**
 * y[o] = b[o] + Σ x[i]·w[i, o], and its gradients dw[i, o] += x[i]·dy[o], db += dy, dx[i] = Σ w[i, o]·dy[o].
 */
import type { Tensor } from '../../spec'
import { at } from './taps'

export function dense(x: Tensor, w: Tensor, b: Tensor | null, y: Tensor): void {
  for (let o = 0; o < y.length; o++) {
    let sum = b ? at(b, o) : 0
    for (let i = 0; i < x.length; i++) sum += at(x, i) * at(w, i * y.length + o)
    y[o] = sum
  }
}

export function denseGradWeights(x: Tensor, dy: Tensor, dw: Tensor, db: Tensor | null): void {
  for (let i = 0; i < x.length; i++)
    for (let o = 0; o < dy.length; o++)
      dw[i * dy.length + o] = at(dw, i * dy.length + o) + at(x, i) * at(dy, o)
  if (db) for (let o = 0; o < dy.length; o++) db[o] = at(db, o) + at(dy, o)
}

export function denseGradInput(dy: Tensor, w: Tensor, dx: Tensor): void {
  for (let i = 0; i < dx.length; i++) {
    let sum = 0
    for (let o = 0; o < dy.length; o++) sum += at(w, i * dy.length + o) * at(dy, o)
    dx[i] = sum
  }
}
