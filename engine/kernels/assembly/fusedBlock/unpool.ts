import { filters, outHeight, outWidth } from '../convolution/window'
import { splat } from '../simd'
import { poolX, poolY } from './window'

// The gradient at the convolution's output, laid out: dy where a value won its window, 0 elsewhere. Filters
// come in fours.
export function unpool(dy: usize, chosen: usize, to: usize): void {
  const pixel = (<usize>filters) << 2
  const line = <usize>outWidth * pixel
  for (let row = 0; row < outHeight; row += poolY)
    for (let column = 0; column < outWidth; column += poolX, dy += pixel, chosen += pixel)
      for (let i = 0; i < poolY * poolX; i++)
        keepWinners(
          dy,
          chosen,
          i,
          to + <usize>(row + i / poolX) * line + <usize>(column + (i % poolX)) * pixel,
          pixel,
        )
}

function keepWinners(dy: usize, chosen: usize, winner: i32, to: usize, bytes: usize): void {
  const which = i32x4.splat(winner)
  for (let at: usize = 0; at < bytes; at += 16)
    v128.store(to + at, v128.and(v128.load(dy + at), i32x4.eq(v128.load(chosen + at), which)))
}
