/**
 * Samples one at a time, wherever they are kept: in memory, in a store on disk, or behind steps of
 * preparation. Pure.
 * They come as measured, as float32, in the layout of the data set's shape (channels last).
 */

/** Samples one at a time, as measured. */
export type Rows = {
  readonly count: number
  /** Values of one sample. */
  readonly length: number
  /** Copies sample `sample` as float32 into `into` (from its beginning). */
  read(sample: number, into: Float32Array): void
}

/** Samples that are in memory, one after another. */
export const rowsOf = (values: Float32Array | Uint8Array, length: number): Rows => ({
  count: Math.floor(values.length / length),
  length,
  read(sample, into) {
    into.set(values.subarray(sample * length, (sample + 1) * length))
  },
})

/** The samples at `positions`, in that order. */
export const rowsAt = (rows: Rows, positions: Int32Array): Rows => ({
  count: positions.length,
  length: rows.length,
  read(sample, into) {
    rows.read(positions[sample] ?? 0, into)
  },
})
