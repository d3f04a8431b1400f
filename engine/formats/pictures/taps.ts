/** Which source pixels a pixel of the result comes from, along one axis, and with what weights. */
import type { PictureFit } from './fit'
import type { Picture } from './pixels'

/**
 * Where along one axis the values come from: `to` values at `at` of the result out of `length` source pixels
 * from `from` on.
 */
type Span = {
  readonly from: number
  readonly length: number
  readonly at: number
  readonly to: number
}
/** For each value of the result, the first source pixel, and the weights of it and those behind it. */
export type Taps = { readonly first: Int32Array; readonly weights: readonly Float64Array[] }
export function spans({ height, width }: Picture, to: PictureFit): [rows: Span, columns: Span] {
  const tall = to.height / height
  const wide = to.width / width
  if (to.fit === 'pad') {
    const scale = Math.min(tall, wide)
    const place = (length: number, most: number): Span => {
      const n = Math.min(most, Math.max(1, Math.round(length * scale)))
      return { from: 0, length, at: Math.floor((most - n) / 2), to: n }
    }
    return [place(height, to.height), place(width, to.width)]
  }
  const scale = Math.max(tall, wide)
  const cut = (length: number, n: number): Span => {
    const taken = to.fit === 'crop' ? Math.min(length, n / scale) : length
    const from = (length - taken) / 2
    // Without a change of size, half a pixel would only blur.
    return { from: taken === n ? Math.floor(from) : from, length: taken, at: 0, to: n }
  }
  return [cut(height, to.height), cut(width, to.width)]
}

export function tapsOf({ from, length, to }: Span, size: number): Taps {
  const step = length / to
  const first = new Int32Array(to)
  const weights: Float64Array[] = []
  for (let i = 0; i < to; i++) {
    if (step > 1) {
      // Whole numbers where the factor is one; the last edge is the span's end, not what rounding made of it.
      const start = from + (i * length) / to
      const end = Math.min(size, from + ((i + 1) * length) / to)
      const begin = Math.min(size - 1, Math.floor(start))
      const count = Math.max(1, Math.ceil(end - 1e-9) - begin)
      first[i] = begin
      weights.push(
        Float64Array.from(
          { length: count },
          (_, k) => Math.min(end, begin + k + 1) - Math.max(start, begin + k),
        ),
      )
    } else {
      const middle = Math.min(size - 1, Math.max(0, from + (i + 0.5) * step - 0.5))
      const begin = Math.min(Math.floor(middle), Math.max(0, size - 2))
      const share = middle - begin
      first[i] = begin
      weights.push(size === 1 || share === 0 ? Float64Array.of(1) : Float64Array.of(1 - share, share))
    }
  }
  return { first, weights }
}
