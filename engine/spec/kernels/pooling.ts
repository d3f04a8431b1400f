/** Pooling of all kinds. */
import type { Tensor } from '../shapes'
import type { Window } from './window'

export type PoolingKind = 'max' | 'average' | 'sum' | 'squareSum' | 'everyNth'

export type PoolingKernels = {
  /** `chosen` remembers, for max pooling, the position of each winner within x. */
  pool(kind: PoolingKind, x: Tensor, y: Tensor, chosen: Tensor, window: Window): void
  poolGrad(
    kind: PoolingKind,
    x: Tensor,
    y: Tensor,
    dy: Tensor,
    dx: Tensor,
    chosen: Tensor,
    window: Window,
  ): void
}
