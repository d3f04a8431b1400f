/** Values that move, or are blended with their neighbours. */
import type { Tensor } from '../shapes'
import type { Window } from './window'

export type ShapingKernels = {
  /** Lays x into y so that its first pixel comes to `before`, zeros around it; below 0, `before` cuts off. */
  place(x: Tensor, y: Tensor, window: Window): void
  placeGrad(dy: Tensor, dx: Tensor, window: Window): void
  /**
   * y is x enlarged kernel[0] × kernel[1] times, (bi)linear between the middles of pixels; the window is the
   * one that would shrink y to x.
   */
  interpolate(x: Tensor, y: Tensor, window: Window): void
  interpolateGrad(dy: Tensor, dx: Tensor, window: Window): void
  /** x `[positions, channels]` becomes channels `first` … of y `[positions, total]`. */
  insertChannels(x: Tensor, y: Tensor, positions: number, first: number): void
  extractChannels(y: Tensor, x: Tensor, positions: number, first: number): void
}
