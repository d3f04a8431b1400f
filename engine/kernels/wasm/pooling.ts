/** Pooling, over the exports of assembly/pooling. */
import type { PoolingKernels, PoolingKind } from '../../spec'
import type { Address } from './address'
import { poolingWindow } from './generated/byName'
import type { KernelExports } from './generated/exports'
import { remembered } from './remembered'
import { poolingFields } from './window'

/** Numbered as in assembly/pooling/kinds.ts. */
const POOLING: Readonly<Record<PoolingKind, number>> = {
  max: 0,
  average: 1,
  sum: 2,
  squareSum: 3,
  everyNth: 4,
}

export function poolings(e: KernelExports, address: Address): PoolingKernels {
  const fieldsOf = remembered(poolingFields)
  return {
    pool(kind, x, y, chosen, window) {
      poolingWindow(e, fieldsOf(window))
      e.pool(POOLING[kind], address(x), address(y), address(chosen))
    },
    poolGrad(kind, x, y, dy, dx, chosen, window) {
      poolingWindow(e, fieldsOf(window))
      e.poolGrad(POOLING[kind], address(x), address(y), address(dy), address(dx), address(chosen))
    },
  }
}
