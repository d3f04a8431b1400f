/** Activation functions and their slopes. The leak is PyTorch's 0.01; ELU has α = 1; at 0, ReLU's slope is 0. */
import type { ActivationKind, Tensor } from '../../spec'
import { at } from './taps'

const LEAK = 0.01
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

const functions: Readonly<Record<ActivationKind, { value(x: number): number; slope(x: number, y: number): number }>> = {
  // Math.max, not a comparison: a NaN must come out as NaN and end the run.
  relu: { value: x => Math.max(x, 0), slope: x => (x > 0 ? 1 : 0) },
  leakyRelu: { value: x => (x < 0 ? x * LEAK : x), slope: x => (x > 0 ? 1 : LEAK) },
  elu: { value: x => (x > 0 ? x : Math.expm1(x)), slope: (x, y) => (x > 0 ? 1 : y + 1) },
  sigmoid: { value: sigmoid, slope: (_x, y) => y * (1 - y) },
  tanh: { value: Math.tanh, slope: (_x, y) => 1 - y * y },
  softplus: { value: x => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), slope: sigmoid },
  linear: { value: x => x, slope: () => 1 },
}

export function activate(kind: ActivationKind, x: Tensor, y: Tensor): void {
  for (let i = 0; i < x.length; i++) y[i] = functions[kind].value(at(x, i))
}

export function activateGrad(kind: ActivationKind, x: Tensor, y: Tensor, dy: Tensor, dx: Tensor): void {
  for (let i = 0; i < x.length; i++) dx[i] = at(dy, i) * functions[kind].slope(at(x, i), at(y, i))
}
