// How the fused conv–ReLU–max-pool block pools: set by `blockWindow` before a pass.

export let poolY: i32
export let poolX: i32
export let isRectified: bool
// Pooled pixels that the gradient of the weights takes at once.
export let listed: i32

export function blockWindow(poolHeight: i32, poolWidth: i32, rectified: i32, pixelsAtOnce: i32): void {
  poolY = poolHeight
  poolX = poolWidth
  isRectified = rectified != 0
  listed = pixelsAtOnce
}
