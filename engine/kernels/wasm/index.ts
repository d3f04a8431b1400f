/**
 * The kernels in WebAssembly, over one memory: a tensor is a Float32Array view on that memory, and its
 * address is its byteOffset. Nothing here allocates, so a call costs little more than the arithmetic; and
 * every thread makes its own instance on the shared memory.
 */
import type { EngineKernels } from '../types'
import * as convolution from './convolution'
import { addresses, type Exports, type Shift } from './exports'
import * as normalisation from './normalisation'
import * as pooling from './pooling'
import * as shaping from './shaping'
import * as training from './training'
import * as values from './values'
import { IS_WIDE } from '../wide'

const NAMES = [
  ...convolution.NAMES,
  ...normalisation.NAMES,
  ...pooling.NAMES,
  ...shaping.NAMES,
  ...training.NAMES,
  ...values.NAMES,
  'useWide',
] as const
type Found = Readonly<Record<(typeof NAMES)[number], Exports[string]>>

export function wasmKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): EngineKernels {
  const found = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Partial<Found>
  const missing = NAMES.filter(name => typeof found[name] !== 'function')
  if (missing.length > 0)
    throw new Error(`The compiled kernels lack ${missing.join(', ')}: compile them again.`)
  const e = found as Found
  const shift: Shift = { from: 0, to: 0, by: 0 }
  const address = addresses(shift)
  e.useWide(IS_WIDE ? 1 : 0)
  return {
    ...convolution.convolutions(e, address),
    ...normalisation.normalisations(e, address),
    ...pooling.poolings(e, address),
    ...shaping.shapings(e, address),
    ...training.training(e, address),
    ...values.values(e, address),
    shift(from, to, by) {
      shift.from = from
      shift.to = to
      shift.by = by
    },
  }
}
