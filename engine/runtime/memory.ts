/**
 * The memory a run lives in, and the kernels that work on it. An address counts values, so the same plan fits
 * float32 in WebAssembly (what trains) and float64 in plain memory (what the tests compare it with).
 */
import type { EngineKernels } from '../kernels/types'
import { reference } from '../kernels/reference'
import { wasmKernels } from '../kernels/wasm'
import type { Bad, Tensor } from '../spec'
import { pagesOf, type Arena } from './arena'

export type Memory = {
  readonly kernels: EngineKernels
  values(at: number, length: number): Tensor
  ints(at: number, length: number): Int32Array
  /** At `at`, where twice as many values are reserved. */
  doubles(at: number, length: number): Float64Array
  /** Copies `length` values; allocates nothing. */
  move(from: number, to: number, length: number): void
  /**
   * From now on, what the kernels are given of the `length` values at `at` stands for what lies `position`
   * times `length` further on.
   */
  selectSample(at: number, length: number, position: number): void
  /** Whether what lies further on can be reached besides, so that several positions are worked on at once. */
  readonly reachesFurther: boolean
}

export function memoryOver(kernels: EngineKernels, all: Tensor): Memory {
  const buffer = all.buffer
  const bytes = all.BYTES_PER_ELEMENT
  return {
    kernels,
    values: (at, length) => all.subarray(at, at + length),
    ints: (at, length) => new Int32Array(buffer, at * bytes, length),
    doubles: (at, length) => new Float64Array(buffer, at * bytes, length),
    move: (from, to, length) => void all.copyWithin(to, from, from + length),
    selectSample: kernels.shift
      ? (at, length, position) =>
          kernels.shift?.(at * bytes, (at + length) * bytes, position * length * bytes)
      : swapping(all),
    reachesFurther: kernels.shift !== undefined,
  }
}

/**
 * Where kernels take tensors as they are, the values themselves change places: the first place holds those
 * turned to.
 */
function swapping(all: Tensor): Memory['selectSample'] {
  let current = 0
  const swap = (at: number, length: number, position: number): void => {
    const first = all.slice(at, at + length)
    all.copyWithin(at, at + position * length, at + (position + 1) * length)
    all.set(first, at + position * length)
  }
  return (at, length, position) => {
    if (position === current) return
    swap(at, length, current)
    swap(at, length, position)
    current = position
  }
}

export function reserve(arena: Arena): WebAssembly.Memory | Bad {
  const pages = pagesOf(arena)
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  } catch {
    return {
      bad:
        `This run needs ${Math.ceil(pages / 16)} MB of memory, which this machine does not give: close ` +
        'other programs, or use a smaller network.',
    }
  }
}

export const wasmMemory = (module: WebAssembly.Module, memory: WebAssembly.Memory): Memory =>
  memoryOver(wasmKernels(module, memory), new Float32Array(memory.buffer))
/** `values` in float64, for one thread. */
export const float64Memory = (values: number): Memory =>
  memoryOver(reference, new Float64Array(new SharedArrayBuffer(values * 8)))
