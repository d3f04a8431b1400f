/**
 * The kernels in WebAssembly, over one memory: a tensor is a Float32Array view on that memory, and its
 * address is its byteOffset. Nothing here allocates, so a call costs little more than the arithmetic; and
 * every thread makes its own instance on the shared memory.
 */
import type { EngineKernels } from '../types'
import { IS_WIDE } from '../wide'
import { addresses, type Shift } from './address'
import { convolutions } from './convolution'
import type { KernelExports } from './generated/exports'
import { EXPORT_NAMES } from './generated/names'
import { normalisations } from './normalisation'
import { poolings } from './pooling'
import { shapings } from './shaping'
import { training } from './training'
import { values } from './values'

export function wasmKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): EngineKernels {
  const e = exportsOf(new WebAssembly.Instance(module, { env: { memory } }))
  const shift: Shift = { from: 0, to: 0, by: 0 }
  const address = addresses(shift)
  e.useWide(IS_WIDE ? 1 : 0)
  return {
    ...convolutions(e, address),
    ...normalisations(e, address),
    ...poolings(e, address),
    ...shapings(e, address),
    ...training(e, address),
    ...values(e, address),
    shift(from, to, by) {
      shift.from = from
      shift.to = to
      shift.by = by
    },
  }
}

function exportsOf({ exports }: WebAssembly.Instance): KernelExports {
  const missing = EXPORT_NAMES.filter(name => typeof exports[name] !== 'function')
  if (missing.length > 0)
    throw new Error(`The compiled kernels lack ${missing.join(', ')}: compile them again.`)
  return exports as KernelExports
}
