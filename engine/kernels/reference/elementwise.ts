/** Copies, sums and products, value by value and channel by channel; dropout masks and noise. */
import { normal, random32 } from '../../random'
import type { Tensor } from '../../spec'
import { at } from './taps'

/** mask[i] is 0 where the i-th random number of `key` falls below `rate`, and 1 / (1 − rate) elsewhere. */
export function dropoutMask(mask: Tensor, rate: number, key: number): void {
  const threshold = Math.floor(rate * 2 ** 32)
  const kept = 1 / (1 - rate)
  for (let i = 0; i < mask.length; i++) mask[i] = random32(key, i) < threshold ? 0 : kept
}

export function addNoise(x: Tensor, y: Tensor, deviation: number, key: number): void {
  for (let i = 0; i < x.length; i++) y[i] = at(x, i) + deviation * normal(key, i)
}

export function multiply(a: Tensor, b: Tensor, y: Tensor): void {
  for (let i = 0; i < y.length; i++) y[i] = at(a, i) * at(b, i)
}

export function add(a: Tensor, b: Tensor, y: Tensor): void {
  for (let i = 0; i < y.length; i++) y[i] = at(a, i) + at(b, i)
}

export const copy = (x: Tensor, y: Tensor): void => y.set(x)
export function clear(x: Tensor): void {
  x.fill(0)
}

export function addBias(y: Tensor, b: Tensor): void {
  for (let i = 0; i < y.length; i++) y[i] = at(y, i) + at(b, i % b.length)
}

export function biasGrad(dy: Tensor, db: Tensor): void {
  for (let i = 0; i < dy.length; i++) db[i % db.length] = at(db, i % db.length) + at(dy, i)
}

export function scaleChannels(x: Tensor, factors: Tensor, y: Tensor): void {
  for (let i = 0; i < y.length; i++) y[i] = at(x, i) * at(factors, i % factors.length)
}
