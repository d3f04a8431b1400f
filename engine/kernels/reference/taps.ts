/**
 * How a window walks over an image; the loops of convolution and pooling alike. Layouts: `[height, width,
 * channels]`.
 */
import type { Window } from '../../spec'

/**
 * Visits every tap that lies on the image, in order: `pixel` counts output pixels, `tap` the places of the
 * kernel, and `place` is the input pixel under it. Taps over padding are not visited: they are zero and learn
 * nothing.
 */
export function eachTap(
  { in: [h, w], out: [oh, ow], kernel: [kh, kw], strides, dilation, before }: Window,
  visit: (pixel: number, tap: number, place: number) => void,
): void {
  for (let oy = 0; oy < oh; oy++)
    for (let ox = 0; ox < ow; ox++)
      for (let ky = 0; ky < kh; ky++) {
        const y = oy * strides[0] - before[0] + ky * dilation[0]
        if (y < 0 || y >= h) continue
        for (let kx = 0; kx < kw; kx++) {
          const x = ox * strides[1] - before[1] + kx * dilation[1]
          if (x >= 0 && x < w) visit(oy * ow + ox, ky * kw + kx, y * w + x)
        }
      }
}

/** The value at `i`, which the caller knows to be there. */
export const at = (values: ArrayLike<number>, i: number): number => values[i] as number
