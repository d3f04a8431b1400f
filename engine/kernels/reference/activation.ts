/**
 * Activation functions and their slopes. At 0, ReLU's slope is 0; `below` is the slope of the leaky
 * ReLU or ELU's α; and slopes are taken from y wherever y tells them, so that x need not be kept.
 */
import type { ActivationKind, Tensor } from '../../spec'
import { at } from './taps'

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/**
 * 2/√π·e^(−x²)·Σ 2ⁿx²ⁿ⁺¹ / (2n + 1)!! (Abramowitz and Stegun 7.1.6): all terms have one sign, so no digits
 * are lost.
 */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x)
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}
/** The normal distribution: its share below x, and its density. */
const lower = (x: number): number => (1 + erf(x / Math.SQRT2)) / 2
const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)

type Curve = { value(x: number, below: number): number; slope(x: number, y: number, below: number): number }
const functions: Readonly<Record<ActivationKind, Curve>> = {
  // Math.max, not a comparison: a NaN must come out as NaN and end the run.
  relu: { value: x => Math.max(x, 0), slope: (_x, y) => (y > 0 ? 1 : 0) },
  leakyRelu: { value: (x, below) => (x < 0 ? x * below : x), slope: (_x, y, below) => (y > 0 ? 1 : below) },
  elu: {
    value: (x, below) => (x > 0 ? x : below * Math.expm1(x)),
    slope: (_x, y, below) => (y > 0 ? 1 : y + below),
  },
  gelu: { value: x => x * lower(x), slope: x => lower(x) + x * density(x) },
  silu: { value: x => x * sigmoid(x), slope: x => sigmoid(x) * (1 + x * (1 - sigmoid(x))) },
  sigmoid: { value: sigmoid, slope: (_x, y) => y * (1 - y) },
  tanh: { value: Math.tanh, slope: (_x, y) => 1 - y * y },
  softplus: { value: x => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), slope: sigmoid },
  linear: { value: x => x, slope: () => 1 },
}

export function activate(kind: ActivationKind, x: Tensor, y: Tensor, below: number): void {
  for (let i = 0; i < x.length; i++) y[i] = functions[kind].value(at(x, i), below)
}

export function activateGrad(
  kind: ActivationKind,
  x: Tensor,
  y: Tensor,
  dy: Tensor,
  dx: Tensor,
  below: number,
): void {
  for (let i = 0; i < x.length; i++) dx[i] = at(dy, i) * functions[kind].slope(at(x, i), at(y, i), below)
}

/** The largest value is subtracted first: nothing changes and eˣ cannot overflow. */
export function softmax(x: Tensor, y: Tensor, channels: number): void {
  for (let first = 0; first < x.length; first += channels) {
    let largest = at(x, first)
    let sum = 0
    for (let i = first; i < first + channels; i++) largest = Math.max(largest, at(x, i))
    for (let i = first; i < first + channels; i++) sum += Math.exp(at(x, i) - largest)
    for (let i = first; i < first + channels; i++) y[i] = Math.exp(at(x, i) - largest) / sum
  }
}

/** ∂y[i]/∂x[j] = y[i]·([i = j] − y[j]), so dx = y·(dy − Σ dy·y). */
export function softmaxGrad(y: Tensor, dy: Tensor, dx: Tensor, channels: number): void {
  for (let first = 0; first < y.length; first += channels) {
    let sum = 0
    for (let i = first; i < first + channels; i++) sum += at(dy, i) * at(y, i)
    for (let i = first; i < first + channels; i++) dx[i] = at(y, i) * (at(dy, i) - sum)
  }
}

export function prelu(x: Tensor, alpha: Tensor, y: Tensor): void {
  for (let i = 0; i < x.length; i++) y[i] = at(x, i) < 0 ? at(x, i) * at(alpha, i % alpha.length) : at(x, i)
}

export function preluGrad(x: Tensor, alpha: Tensor, dy: Tensor, dx: Tensor | null, dalpha: Tensor): void {
  for (let i = 0; i < x.length; i++) {
    const c = i % alpha.length
    const isAbove = at(x, i) > 0
    if (!isAbove) dalpha[c] = at(dalpha, c) + at(dy, i) * at(x, i)
    if (dx) dx[i] = at(dy, i) * (isAbove ? 1 : at(alpha, c))
  }
}
