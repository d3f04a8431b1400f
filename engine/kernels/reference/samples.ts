/** What the kernels do for several samples at once: one after another. */
import type { SampleRun, Tensor, Window } from '../../spec'
import { convolveGradWeights } from './convolution'

/** The same values of a later sample. */
function ofSample(t: Tensor, i: number, { apart }: SampleRun): Tensor {
  const from = t.byteOffset + i * apart * t.BYTES_PER_ELEMENT
  return t instanceof Float64Array
    ? new Float64Array(t.buffer, from, t.length)
    : new Float32Array(t.buffer, from, t.length)
}

export function convolveGradWeightsOfAll(
  x: Tensor,
  dy: Tensor,
  dw: Tensor,
  db: Tensor | null,
  window: Window,
  _scratch: Tensor,
  samples: SampleRun,
): void {
  for (let i = 0; i < samples.count; i++)
    convolveGradWeights(ofSample(x, i, samples), ofSample(dy, i, samples), dw, db, window)
}
