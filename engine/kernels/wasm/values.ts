/**
 * Value by value, channel by channel, and the fully connected layer, over the exports of
 * assembly/{activation,dense,elementwise}.ts.
 */
import type { ActivationKind, ValueKernels } from '../../spec'
import type { Address, Exported } from './exports'

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

export function values(e: NamedExports, address: Address): ValueKernels {
  return {
    activate: (kind, x, y, below) =>
      void e.activate(ACTIVATION[kind], address(x), address(y), x.length, below),
    activateGrad: (kind, x, y, dy, dx, below) =>
      void e.activateGrad(
        ACTIVATION[kind],
        address(x),
        address(y),
        address(dy),
        address(dx),
        x.length,
        below,
      ),
    softmax: (x, y, channels) => void e.softmax(address(x), address(y), x.length, channels),
    softmaxGrad: (y, dy, dx, channels) =>
      void e.softmaxGrad(address(y), address(dy), address(dx), y.length, channels),
    prelu: (x, alpha, y) => void e.prelu(address(x), address(alpha), address(y), x.length, alpha.length),
    preluGrad: (x, alpha, dy, dx, dalpha) =>
      void e.preluGrad(
        address(x),
        address(alpha),
        address(dy),
        address(dx),
        address(dalpha),
        x.length,
        alpha.length,
      ),
    dense: (x, w, b, y) => void e.dense(address(x), address(w), address(b), address(y), x.length, y.length),
    denseGradWeights: (x, dy, dw, db) =>
      void e.denseGradWeights(address(x), address(dy), address(dw), address(db), x.length, dy.length),
    denseGradInput: (dy, w, dx) =>
      void e.denseGradInput(address(dy), address(w), address(dx), dx.length, dy.length),
    dropoutMask: (mask, rate, key) =>
      void e.dropoutMask(address(mask), mask.length, Math.floor(rate * 2 ** 32), 1 / (1 - rate), key),
    addNoise: (x, y, deviation, key) => void e.addNoise(address(x), address(y), x.length, deviation, key),
    multiply: (a, b, y) => void e.multiply(address(a), address(b), address(y), y.length),
    copy: (x, y) => void e.copy(address(x), address(y), x.length),
    add: (a, b, y) => void e.add(address(a), address(b), address(y), y.length),
    addBias: (y, b) => void e.addBias(address(y), address(b), y.length, b.length),
    biasGrad: (dy, db) => void e.biasGrad(address(dy), address(db), dy.length, db.length),
    scaleChannels: (x, factors, y) =>
      void e.scaleChannels(address(x), address(factors), address(y), y.length, factors.length),
  }
}
