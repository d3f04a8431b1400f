/**
 * Value by value, channel by channel, and the fully connected layer, over the exports of
 * assembly/{activation,dense,elementwise}.ts.
 */
import type { ActivationKind, ValueKernels } from '../../spec'
import type { Address } from './address'
import type { KernelExports } from './generated/exports'

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

export function values(e: KernelExports, address: Address): ValueKernels {
  return {
    activate: (kind, x, y, below) => e.activate(ACTIVATION[kind], address(x), address(y), x.length, below),
    activateGrad: (kind, x, y, dy, dx, below) =>
      e.activateGrad(ACTIVATION[kind], address(x), address(y), address(dy), address(dx), x.length, below),
    softmax: (x, y, channels) => e.softmax(address(x), address(y), x.length, channels),
    softmaxGrad: (y, dy, dx, channels) =>
      e.softmaxGrad(address(y), address(dy), address(dx), y.length, channels),
    prelu: (x, alpha, y) => e.prelu(address(x), address(alpha), address(y), x.length, alpha.length),
    preluGrad: (x, alpha, dy, dx, dalpha) =>
      e.preluGrad(
        address(x),
        address(alpha),
        address(dy),
        address(dx),
        address(dalpha),
        x.length,
        alpha.length,
      ),
    dense: (x, w, b, y) => e.dense(address(x), address(w), address(b), address(y), x.length, y.length),
    denseGradWeights: (x, dy, dw, db) =>
      e.denseGradWeights(address(x), address(dy), address(dw), address(db), x.length, dy.length),
    denseGradInput: (dy, w, dx) =>
      e.denseGradInput(address(dy), address(w), address(dx), dx.length, dy.length),
    dropoutMask: (mask, rate, key) =>
      e.dropoutMask(address(mask), mask.length, Math.floor(rate * 2 ** 32), 1 / (1 - rate), key),
    addNoise: (x, y, deviation, key) => e.addNoise(address(x), address(y), x.length, deviation, key),
    multiply: (a, b, y) => e.multiply(address(a), address(b), address(y), y.length),
    copy: (x, y) => e.copy(address(x), address(y), x.length),
    add: (a, b, y) => e.add(address(a), address(b), address(y), y.length),
    addBias: (y, b) => e.addBias(address(y), address(b), y.length, b.length),
    biasGrad: (dy, db) => e.biasGrad(address(dy), address(db), dy.length, db.length),
    scaleChannels: (x, factors, y) =>
      e.scaleChannels(address(x), address(factors), address(y), y.length, factors.length),
  }
}
