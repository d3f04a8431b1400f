/** Value by value, channel by channel, and the fully connected layer, over the exports of assembly/{activation,dense,elementwise}.ts. */
import type { ActivationKind, ValueKernels } from '../../spec'
import { address, type Exported } from './exports'

export const NAMES = [
  'activate',
  'activateGrad',
  'add',
  'addBias',
  'addNoise',
  'biasGrad',
  'copy',
  'dense',
  'denseGradInput',
  'denseGradWeights',
  'dropoutMask',
  'multiply',
  'prelu',
  'preluGrad',
  'scaleChannels',
  'softmax',
  'softmaxGrad',
] as const
type NamedExports = Readonly<Record<(typeof NAMES)[number], Exported>>
/** Numbered as in assembly/activation.ts. */
const ACTIVATION: Readonly<Record<ActivationKind, number>> = {
  relu: 0,
  leakyRelu: 1,
  elu: 2,
  sigmoid: 3,
  tanh: 4,
  softplus: 5,
  linear: 6,
  gelu: 7,
  silu: 8,
}

export function values(e: NamedExports): ValueKernels {
  return {
    activate: (kind, x, y, below) => void e.activate(ACTIVATION[kind], x.byteOffset, y.byteOffset, x.length, below),
    activateGrad: (kind, x, y, dy, dx, below) =>
      void e.activateGrad(ACTIVATION[kind], x.byteOffset, y.byteOffset, dy.byteOffset, dx.byteOffset, x.length, below),
    softmax: (x, y, channels) => void e.softmax(x.byteOffset, y.byteOffset, x.length, channels),
    softmaxGrad: (y, dy, dx, channels) => void e.softmaxGrad(y.byteOffset, dy.byteOffset, dx.byteOffset, y.length, channels),
    prelu: (x, alpha, y) => void e.prelu(x.byteOffset, alpha.byteOffset, y.byteOffset, x.length, alpha.length),
    preluGrad: (x, alpha, dy, dx, dalpha) =>
      void e.preluGrad(x.byteOffset, alpha.byteOffset, dy.byteOffset, address(dx), dalpha.byteOffset, x.length, alpha.length),
    dense: (x, w, b, y) => void e.dense(x.byteOffset, w.byteOffset, address(b), y.byteOffset, x.length, y.length),
    denseGradWeights: (x, dy, dw, db) => void e.denseGradWeights(x.byteOffset, dy.byteOffset, dw.byteOffset, address(db), x.length, dy.length),
    denseGradInput: (dy, w, dx) => void e.denseGradInput(dy.byteOffset, w.byteOffset, dx.byteOffset, dx.length, dy.length),
    dropoutMask: (mask, rate, key) => void e.dropoutMask(mask.byteOffset, mask.length, Math.floor(rate * 2 ** 32), 1 / (1 - rate), key),
    addNoise: (x, y, deviation, key) => void e.addNoise(x.byteOffset, y.byteOffset, x.length, deviation, key),
    multiply: (a, b, y) => void e.multiply(a.byteOffset, b.byteOffset, y.byteOffset, y.length),
    copy: (x, y) => void e.copy(x.byteOffset, y.byteOffset, x.length),
    add: (a, b, y) => void e.add(a.byteOffset, b.byteOffset, y.byteOffset, y.length),
    addBias: (y, b) => void e.addBias(y.byteOffset, b.byteOffset, y.length, b.length),
    biasGrad: (dy, db) => void e.biasGrad(dy.byteOffset, db.byteOffset, dy.length, db.length),
    scaleChannels: (x, factors, y) => void e.scaleChannels(x.byteOffset, factors.byteOffset, y.byteOffset, y.length, factors.length),
  }
}
