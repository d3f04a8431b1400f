// What the gradient of the weights sums at each point, and dw += Gᵀ·du·G of it.
import { addRun } from '../../simd'
import { take } from '../scratch'
import { channels, filters, kernelX, kernelY, panels } from '../window'
import { transformKernelGradient } from './kernelTransform'
import { pointsX, pointsY } from './tiles'

export let sums: usize
// @ts-ignore: decorator
@inline
export function openSums(points: i32): void {
  sums = take(points * channels * panels * 8)
}

export function finish(dw: usize): void {
  const row = (<usize>panels) << 5
  const plane = <usize>channels * row
  if (kernelY > 1)
    for (let x = 0; x < pointsX; x++)
      transformKernelGradient(pointsY, kernelY, sums + <usize>x * plane, <usize>pointsX * plane, plane)
  for (let y = 0; y < kernelY; y++) {
    const at = sums + <usize>(y * pointsX) * plane
    transformKernelGradient(pointsX, kernelX, at, plane, plane)
    for (let x = 0; x < kernelX; x++)
      for (
        let input = 0, from = at + <usize>x * plane;
        input < channels;
        input++, from += row, dw += (<usize>filters) << 2
      )
        addRun(dw, from, filters)
  }
}
