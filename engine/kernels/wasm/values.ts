/** Value by value, and the fully connected layer, over the exports of assembly/{activation,dense,elementwise}.ts. */
import type { ActivationKind, ValueKernels } from '../../spec'
import { address, type Exported } from './exports'

export const NAMES = ['activate', 'activateGrad', 'add', 'copy', 'dense', 'denseGradInput', 'denseGradWeights', 'dropoutMask', 'multiply'] as const
type NamedExports = Readonly<Record<(typeof NAMES)[number], Exported>>
/** Numbered as in assembly/activation.ts. */
const ACTIVATION: Readonly<Record<ActivationKind, number>> = { relu: 0, leakyRelu: 1, elu: 2, sigmoid: 3, tanh: 4, softplus: 5, linear: 6 }

export function values(e: NamedExports): ValueKernels {
  return {
    activate: (kind, x, y) => void e.activate(ACTIVATION[kind], x.byteOffset, y.byteOffset, x.length),
    activateGrad: (kind, x, y, dy, dx) => void e.activateGrad(ACTIVATION[kind], x.byteOffset, y.byteOffset, dy.byteOffset, dx.byteOffset, x.length),
    dense: (x, w, b, y) => void e.dense(x.byteOffset, w.byteOffset, address(b), y.byteOffset, x.length, y.length),
    denseGradWeights: (x, dy, dw, db) => void e.denseGradWeights(x.byteOffset, dy.byteOffset, dw.byteOffset, address(db), x.length, dy.length),
    denseGradInput: (dy, w, dx) => void e.denseGradInput(dy.byteOffset, w.byteOffset, dx.byteOffset, dx.length, dy.length),
    dropoutMask: (mask, rate, key) => void e.dropoutMask(mask.byteOffset, mask.length, Math.floor(rate * 2 ** 32), 1 / (1 - rate), key),
    multiply: (a, b, y) => void e.multiply(a.byteOffset, b.byteOffset, y.byteOffset, y.length),
    copy: (x, y) => void e.copy(x.byteOffset, y.byteOffset, x.length),
    add: (a, b, y) => void e.add(a.byteOffset, b.byteOffset, y.byteOffset, y.length),
  }
}
