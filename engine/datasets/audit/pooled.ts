/**
 * A small picture of a sample for the search for near-duplicates: images in at most 16 × 16 fields, spectra
 * in at most 64. Pure.
 * It is brought to mean 0 and length 1 (spectra without their slope, too), so that the product of two
 * is their correlation; what is flat stays zeros.
 */
import type { Shape } from '../../spec'

const FIELDS = 16
const POINTS = 64

export const pooledLength = (shape: Shape): number =>
  shape.length === 3
    ? Math.min(shape[0] ?? 1, FIELDS) * Math.min(shape[1] ?? 1, FIELDS)
    : Math.min(shape[0] ?? 1, POINTS) * (shape.at(-1) ?? 1)

/** Means over fields; of images over all channels together. */
export function poolInto(shape: Shape, row: Float32Array, to: Float32Array): void {
  if (shape.length === 3) poolImage(shape, row, to)
  else poolSpectrum(shape, row, to)
  let mean = 0
  let squares = 0
  let largest = 0
  for (let i = 0; i < to.length; i++) mean += (to[i] as number) / to.length
  for (let i = 0; i < to.length; i++) {
    squares += ((to[i] as number) - mean) ** 2
    largest = Math.max(largest, Math.abs(to[i] as number))
  }
  const length = Math.sqrt(squares)
  const isFlat = !(length > 1e-6 * largest)
  for (let i = 0; i < to.length; i++) to[i] = isFlat ? 0 : ((to[i] as number) - mean) / length
}

function poolImage([height = 1, width = 1, channels = 1]: Shape, row: Float32Array, to: Float32Array): void {
  const high = Math.min(height, FIELDS)
  const wide = Math.min(width, FIELDS)
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const top = Math.floor((y * height) / high)
      const bottom = Math.floor(((y + 1) * height) / high)
      const left = Math.floor((x * width) / wide)
      const right = Math.floor(((x + 1) * width) / wide)
      let sum = 0
      for (let i = top; i < bottom; i++)
        for (let j = left * channels, at = i * width * channels; j < right * channels; j++)
          sum += row[at + j] as number
      to[y * wide + x] = sum / ((bottom - top) * (right - left) * channels)
    }
}

/**
 * Less the line fitted by least squares; a field stands where its middle is, because fields differ in width
 * by a point.
 */
function poolSpectrum([length = 1, channels = 1]: Shape, row: Float32Array, to: Float32Array): void {
  const points = Math.min(length, POINTS)
  const startOf = (p: number): number => Math.floor((p * length) / points)
  const placeOf = (p: number): number => (startOf(p) + startOf(p + 1) - 1) / 2
  let middle = 0
  for (let p = 0; p < points; p++) middle += placeOf(p) / points
  for (let c = 0; c < channels; c++) {
    let mean = 0
    let product = 0
    let squares = 0
    for (let p = 0; p < points; p++) {
      let sum = 0
      for (let i = startOf(p); i < startOf(p + 1); i++) sum += row[i * channels + c] as number
      to[c * points + p] = sum / (startOf(p + 1) - startOf(p))
      mean += (to[c * points + p] as number) / points
    }
    for (let p = 0; p < points; p++) {
      product += (placeOf(p) - middle) * ((to[c * points + p] as number) - mean)
      squares += (placeOf(p) - middle) ** 2
    }
    const slope = squares > 0 ? product / squares : 0
    for (let p = 0; p < points; p++)
      to[c * points + p] = (to[c * points + p] as number) - slope * (placeOf(p) - middle)
  }
}
