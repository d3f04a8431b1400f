// How a pooling window walks over an image: set by `poolingWindow` before a pass.

export let height: i32
export let width: i32
export let channels: i32
export let outHeight: i32
export let outWidth: i32
let kernelY: i32
let kernelX: i32
let strideY: i32
let strideX: i32
let beforeY: i32
let beforeX: i32
// The real (unpadded) part of the window being looked at: rows [top, bottom), columns [left, right).
export let top: i32
export let bottom: i32
export let left: i32
export let right: i32

export function poolingWindow(
  inputHeight: i32,
  inputWidth: i32,
  inputChannels: i32,
  outputHeight: i32,
  outputWidth: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideVertical: i32,
  strideHorizontal: i32,
  paddingTop: i32,
  paddingLeft: i32,
): void {
  height = inputHeight
  width = inputWidth
  channels = inputChannels
  outHeight = outputHeight
  outWidth = outputWidth
  kernelY = kernelHeight
  kernelX = kernelWidth
  strideY = strideVertical
  strideX = strideHorizontal
  beforeY = paddingTop
  beforeX = paddingLeft
}

export function look(oy: i32, ox: i32): void {
  const y = oy * strideY - beforeY
  const x = ox * strideX - beforeX
  top = max(y, 0)
  bottom = min(y + kernelY, height)
  left = max(x, 0)
  right = min(x + kernelX, width)
}

// @ts-ignore: decorator
@inline
export function position(row: i32, column: i32): i32 {
  return (row * width + column) * channels
}
