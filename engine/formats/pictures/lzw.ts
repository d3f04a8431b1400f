/** LZW as TIFF has it (TIFF 6.0, section 13). */

const CLEAR = 256
const STOP = 257
const MOST_CODES = 4096

/** Codes stand most significant bit first and grow one code early, at 511, 1,023 and 2,047. */
const widthFor = (next: number): number => (next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9)

/** Reads codes of `width` bits; below 0 where there are no more. */
class Codes {
  private held = 0
  private bits = 0
  private at = 0
  constructor(private readonly packed: Uint8Array) {}
  next(width: number): number {
    while (this.bits < width && this.at < this.packed.length) {
      this.held = ((this.held << 8) | (this.packed[this.at++] as number)) & 0xff_ffff
      this.bits += 8
    }
    if (this.bits < width) return -1
    this.bits -= width
    return (this.held >> this.bits) & ((1 << width) - 1)
  }
}

/** At most `most` bytes; null is what is damaged. */
export function unpackLzw(packed: Uint8Array, most: number): Uint8Array | null {
  const out = new Uint8Array(most)
  // What a code stands for has been written before: where, and how long it is.
  const starts = new Int32Array(MOST_CODES)
  const lengths = new Int32Array(MOST_CODES)
  const codes = new Codes(packed)
  let to = 0
  let next = 258
  let before = -1
  while (to < most) {
    const code = codes.next(widthFor(next))
    if (code < 0 || code === STOP) break
    if (code === CLEAR) {
      next = 258
      before = -1
      continue
    }
    if (code > next || (code === next && before < 0) || (code > 257 && before < 0)) return null
    const from = to
    if (code < 256) out[to++] = code
    else {
      // The newest code is the last one and its own first byte: copying one by one makes that byte in time.
      const [start, length] =
        code === next ? [before, from - before + 1] : [starts[code] as number, lengths[code] as number]
      for (let i = 0; i < length && to < most; i++) out[to++] = out[start + i] as number
    }
    if (before >= 0 && next < MOST_CODES) {
      starts[next] = before
      lengths[next++] = from - before + 1
    }
    before = from
  }
  return out.subarray(0, to)
}
