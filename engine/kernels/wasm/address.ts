/**
 * Exports take numbers, and a tensor is its address.
 * A tensor that begins in a certain stretch of memory may stand for one a fixed distance further on, so
 * that a sample's own values are reached through the views that were made for the first sample's.
 */
import type { Tensor } from '../../spec'

/** Bytes of a float32 value. */
export const BYTES = 4

/** In bytes: what begins in [from, to) is `by` further on. */
export type Shift = { from: number; to: number; by: number }
/** A tensor's address; 0 for none. */
export type Address = (t: Tensor | null) => number

export const addresses =
  (shift: Readonly<Shift>): Address =>
  t => {
    if (!t) return 0
    const at = t.byteOffset
    return at >= shift.from && at < shift.to ? at + shift.by : at
  }
