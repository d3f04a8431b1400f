/**
 * Moves a picture by an affine map with bilinear interpolation, repeating its edge.
 * The map leads from a place in the new picture to the place in the old one it shows, both counted from the
 * middle: x′ = m₀ x + m₁ y + m₄, y′ = m₂ x + m₃ y + m₅, x to the right and y down. Whole pixels stay exact.
 */
import type { Shape } from '../spec'

export type Affine = Float64Array

export function identity(map: Affine): void {
  map.fill(0)
  map[0] = 1
  map[3] = 1
}

/** Lets the picture as moved so far be moved once more; the arguments are laid out like a map. */
export function moveOn(map: Affine, xx: number, xy: number, yx: number, yy: number, x0 = 0, y0 = 0): void {
  const a = map[0] as number
  const b = map[1] as number
  const c = map[2] as number
  const d = map[3] as number
  map[0] = a * xx + b * yx
  map[1] = a * xy + b * yy
  map[2] = c * xx + d * yx
  map[3] = c * xy + d * yy
  map[4] = (map[4] as number) + a * x0 + b * y0
  map[5] = (map[5] as number) + c * x0 + d * y0
}

/** Counter-clockwise as one looks at it, like numpy.rot90. */
export function turn(map: Affine, radians: number): void {
  const cos = Math.cos(radians)
  const sin = Math.sin(radians)
  moveOn(map, cos, -sin, sin, cos)
}

const isIdentity = (m: Affine): boolean =>
  m[0] === 1 && m[1] === 0 && m[2] === 0 && m[3] === 1 && m[4] === 0 && m[5] === 0

const within = (v: number, most: number): number => (v < 0 ? 0 : v > most ? most : v)

/** `from` and `to` are `[height, width, channels]`. */
export function warp(shape: Shape, map: Affine, from: Float32Array, to: Float32Array): void {
  const [height = 1, width = 1, channels = 1] = shape
  if (isIdentity(map)) {
    for (let i = 0; i < height * width * channels; i++) to[i] = from[i] as number
    return
  }
  const middleX = (width - 1) / 2
  const middleY = (height - 1) / 2
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const x = column - middleX
      const y = row - middleY
      const sourceX = within(
        (map[0] as number) * x + (map[1] as number) * y + (map[4] as number) + middleX,
        width - 1,
      )
      const sourceY = within(
        (map[2] as number) * x + (map[3] as number) * y + (map[5] as number) + middleY,
        height - 1,
      )
      const left = Math.floor(sourceX)
      const top = Math.floor(sourceY)
      const right = left + 1 < width ? left + 1 : left
      const bottom = top + 1 < height ? top + 1 : top
      const shareX = sourceX - left
      const shareY = sourceY - top
      for (let c = 0; c < channels; c++, at++) {
        const above =
          (from[(top * width + left) * channels + c] as number) * (1 - shareX) +
          (from[(top * width + right) * channels + c] as number) * shareX
        const below =
          (from[(bottom * width + left) * channels + c] as number) * (1 - shareX) +
          (from[(bottom * width + right) * channels + c] as number) * shareX
        to[at] = above * (1 - shareY) + below * shareY
      }
    }
}
