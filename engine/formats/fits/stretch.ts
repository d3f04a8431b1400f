/**
 * Brightness of an image whose values span many powers of ten, as astropy.visualization computes it
 * (ManualInterval, then LinearStretch, LogStretch(a = 1000) or AsinhStretch(a = 0.1)). Pure.
 * What comes out lies from 0, at `low` and below, to 1, at `high` and above; NaN becomes 0.
 */
export type Stretch = 'linear' | 'log' | 'asinh'
const LOG = 1000
const ASINH = 0.1

/** In place. */
export function stretch(values: Float32Array, kind: Stretch, low: number, high: number): void {
  // As astropy: an interval of no width is only shifted.
  const range = high === low ? 1 : high - low
  const logTop = Math.log(LOG + 1)
  const asinhTop = Math.asinh(1 / ASINH)
  for (let i = 0; i < values.length; i++) {
    const x = ((values[i] as number) - low) / range
    // Written so that NaN, which is neither, goes to 0.
    const clipped = x >= 1 ? 1 : x > 0 ? x : 0
    values[i] =
      kind === 'linear'
        ? clipped
        : kind === 'log'
          ? Math.log(LOG * clipped + 1) / logTop
          : Math.asinh(clipped / ASINH) / asinhTop
  }
}

/**
 * The interval that holds the middle `percent` % of the finite values, interpolated between ranks as
 * numpy.percentile does; [0, 1] where none is finite. Sorts a copy: about two seconds for 16 million values.
 */
export function percentileInterval(
  values: Float32Array | Float64Array,
  percent: number,
): [low: number, high: number] {
  const finite = finiteOf(values).sort()
  const below = (100 - percent) / 200
  return finite.length === 0 ? [0, 1] : [quantile(finite, below), quantile(finite, 1 - below)]
}

function finiteOf(values: Float32Array | Float64Array): Float32Array | Float64Array {
  const copy = values.slice()
  let count = 0
  for (let i = 0; i < copy.length; i++) if (Number.isFinite(copy[i])) copy[count++] = copy[i] as number
  return copy.subarray(0, count)
}

function quantile(sorted: Float32Array | Float64Array, share: number): number {
  const rank = Math.min(Math.max(share, 0), 1) * (sorted.length - 1)
  const under = Math.floor(rank)
  const a = sorted[under] as number
  const b = sorted[Math.min(under + 1, sorted.length - 1)] as number
  return a + (b - a) * (rank - under)
}
