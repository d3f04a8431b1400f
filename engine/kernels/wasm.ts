/**
 * The kernels in WebAssembly, over one memory: a tensor is a Float32Array view on that memory, and its address is its
 * byteOffset. The one thing to know: nothing here allocates, so a call costs little more than the arithmetic; and
 * every thread makes its own instance on the shared memory.
 */
import type { ActivationKind, PoolingKind, Tensor, Window } from '../spec'
import type { EngineKernels } from './kernels'

/** Numbered as in assembly/pooling.ts and assembly/activation.ts. */
const POOLING: Readonly<Record<PoolingKind, number>> = { max: 0, average: 1, sum: 2, squareSum: 3, everyNth: 4 }
const ACTIVATION: Readonly<Record<ActivationKind, number>> = { relu: 0, leakyRelu: 1, elu: 2, sigmoid: 3, tanh: 4, softplus: 5, linear: 6 }

type Exported = (...numbers: number[]) => number
const NAMES = [
  'activate',
  'activateGrad',
  'convolutionWindow',
  'convolve',
  'convolveGradInput',
  'convolveGradWeights',
  'dense',
  'denseGradInput',
  'denseGradWeights',
  'clear',
  'copy',
  'dropoutMask',
  'multiply',
  'softmaxCrossEntropy',
  'pool',
  'poolGrad',
  'poolingWindow',
  'adamStep',
  'momentumStep',
  'sumSlots',
] as const
type Exports = Readonly<Record<(typeof NAMES)[number], Exported>>

/** The first bytes of the memory belong to the compiled module (it has no data today); buffers begin here. */
export const FIRST_FREE_BYTE = 1024

export function wasmKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): EngineKernels {
  const found = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Partial<Exports>
  const missing = NAMES.filter(name => typeof found[name] !== 'function')
  if (missing.length > 0) throw new Error(`The compiled kernels lack ${missing.join(', ')}: compile them again.`)
  const e = found as Exports
  return { ...convolutions(e), ...poolings(e), ...perValue(e), ...updates(e) }
}

const address = (t: Tensor | null): number => (t ? t.byteOffset : 0)

function convolutions(e: Exports): Pick<EngineKernels, 'convolve' | 'convolveGradWeights' | 'convolveGradInput'> {
  const set = ({ in: i, out, kernel, strides, dilation, before }: Window) =>
    e.convolutionWindow(
      i[0],
      i[1],
      i[2],
      out[0],
      out[1],
      out[2],
      kernel[0],
      kernel[1],
      strides[0],
      strides[1],
      dilation[0],
      dilation[1],
      before[0],
      before[1],
    )
  return {
    convolve(x, w, b, y, window, scratch) {
      set(window)
      e.convolve(x.byteOffset, w.byteOffset, address(b), y.byteOffset, scratch.byteOffset)
    },
    convolveGradWeights(x, dy, dw, db, window, scratch) {
      set(window)
      e.convolveGradWeights(x.byteOffset, dy.byteOffset, dw.byteOffset, address(db), scratch.byteOffset)
    },
    convolveGradInput(dy, w, dx, window, scratch) {
      set(window)
      e.convolveGradInput(dy.byteOffset, w.byteOffset, dx.byteOffset, scratch.byteOffset)
    },
  }
}

function poolings(e: Exports): Pick<EngineKernels, 'pool' | 'poolGrad'> {
  const set = ({ in: i, out, kernel, strides, before }: Window) =>
    e.poolingWindow(i[0], i[1], i[2], out[0], out[1], kernel[0], kernel[1], strides[0], strides[1], before[0], before[1])
  return {
    pool(kind, x, y, chosen, window) {
      set(window)
      e.pool(POOLING[kind], x.byteOffset, y.byteOffset, chosen.byteOffset)
    },
    poolGrad(kind, x, y, dy, dx, chosen, window) {
      set(window)
      e.poolGrad(POOLING[kind], x.byteOffset, y.byteOffset, dy.byteOffset, dx.byteOffset, chosen.byteOffset)
    },
  }
}

function perValue(
  e: Exports,
): Pick<
  EngineKernels,
  'activate' | 'activateGrad' | 'dense' | 'denseGradWeights' | 'denseGradInput' | 'dropoutMask' | 'multiply' | 'copy' | 'softmaxCrossEntropy'
> {
  return {
    activate: (kind, x, y) => void e.activate(ACTIVATION[kind], x.byteOffset, y.byteOffset, x.length),
    activateGrad: (kind, x, y, dy, dx) => void e.activateGrad(ACTIVATION[kind], x.byteOffset, y.byteOffset, dy.byteOffset, dx.byteOffset, x.length),
    dense: (x, w, b, y) => void e.dense(x.byteOffset, w.byteOffset, address(b), y.byteOffset, x.length, y.length),
    denseGradWeights: (x, dy, dw, db) => void e.denseGradWeights(x.byteOffset, dy.byteOffset, dw.byteOffset, address(db), x.length, dy.length),
    denseGradInput: (dy, w, dx) => void e.denseGradInput(dy.byteOffset, w.byteOffset, dx.byteOffset, dx.length, dy.length),
    dropoutMask: (mask, rate, key) => void e.dropoutMask(mask.byteOffset, mask.length, Math.floor(rate * 2 ** 32), 1 / (1 - rate), key),
    multiply: (a, b, y) => void e.multiply(a.byteOffset, b.byteOffset, y.byteOffset, y.length),
    copy: (x, y) => void e.copy(x.byteOffset, y.byteOffset, x.length),
    softmaxCrossEntropy: (scores, label, p, dscores) =>
      e.softmaxCrossEntropy(scores.byteOffset, label, p.byteOffset, dscores.byteOffset, scores.length),
  }
}

function updates(e: Exports): Pick<EngineKernels, 'clear' | 'sumSlots' | 'momentumStep' | 'adamStep'> {
  return {
    clear: x => void e.clear(x.byteOffset, x.length),
    sumSlots(slots) {
      const [first, second] = slots
      if (first && second) e.sumSlots(first.byteOffset, second.byteOffset - first.byteOffset, slots.length, first.length)
    },
    momentumStep: (w, g, v, scale, rate, momentum) => void e.momentumStep(w.byteOffset, g.byteOffset, v.byteOffset, w.length, scale, rate, momentum),
    adamStep: (w, g, m, v, scale, rate, b1, b2, correction, epsilon) =>
      void e.adamStep(w.byteOffset, g.byteOffset, m.byteOffset, v.byteOffset, w.length, scale, rate, b1, b2, correction, epsilon),
  }
}
