/** Pooling, over the exports of assembly/pooling.ts. */
import type { PoolingKernels, PoolingKind, Window } from '../../spec'
import type { Address } from './address'
import type { KernelExports } from './generated/exports'

/** Numbered as in assembly/pooling.ts. */
const POOLING: Readonly<Record<PoolingKind, number>> = {
  max: 0,
  average: 1,
  sum: 2,
  squareSum: 3,
  everyNth: 4,
}

export function poolings(e: KernelExports, address: Address): PoolingKernels {
  const set = ({ in: i, out, kernel, strides, before }: Window) =>
    e.poolingWindow(
      i[0],
      i[1],
      i[2],
      out[0],
      out[1],
      kernel[0],
      kernel[1],
      strides[0],
      strides[1],
      before[0],
      before[1],
    )
  return {
    pool(kind, x, y, chosen, window) {
      set(window)
      e.pool(POOLING[kind], address(x), address(y), address(chosen))
    },
    poolGrad(kind, x, y, dy, dx, chosen, window) {
      set(window)
      e.poolGrad(POOLING[kind], address(x), address(y), address(dy), address(dx), address(chosen))
    },
  }
}
