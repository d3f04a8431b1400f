/**
 * Rice's code for whole numbers as FITS uses it (standard 4.0, section 10.4.1): blocks of differences, each
 * block with the number of low bits that are written as they are; what is above them is a run of zeros.
 * A block costs at least 3 bits, so little data can stand for many numbers: count them first.
 */
type Bits = { readonly bytes: Uint8Array; at: number }

/** By the bytes of a number: bits of a block's own number, and the value that says “not compressed”. */
const FORMS: Readonly<Record<number, { readonly header: number; readonly raw: number }>> = {
  1: { header: 3, raw: 6 },
  2: { header: 4, raw: 14 },
  4: { header: 5, raw: 25 },
}

/**
 * Fills `to`; false where the data end too soon or are none. Bytes are without a sign, 16 and 32 bits with
 * one.
 */
export function unrice(bytes: Uint8Array, width: number, blockSize: number, to: Float64Array): boolean {
  const form = FORMS[width]
  const bits: Bits = { bytes, at: 0 }
  const end = bytes.length * 8
  if (!form || !(blockSize >= 1) || end < width * 8) return false
  let last = read(bits, width * 8)
  for (let i = 0; i < to.length;) {
    if (bits.at + form.header > end) return false
    const low = read(bits, form.header) - 1
    for (const stop = Math.min(i + blockSize, to.length); i < stop; i++) {
      // Difference d is written as 2d, or −2d − 1 below 0.
      let folded = 0
      if (low === form.raw) folded = read(bits, width * 8)
      else if (low >= 0) {
        let zeros = 0
        while (bits.at < end && !read(bits, 1)) zeros++
        folded = ((zeros << low) | read(bits, low)) >>> 0
      }
      if (bits.at > end) return false
      last = signed(last + (folded & 1 ? ~(folded >>> 1) : folded >>> 1), width)
      to[i] = last
    }
  }
  return true
}

const signed = (value: number, width: number): number =>
  width === 4 ? value | 0 : width === 2 ? (value << 16) >> 16 : value & 0xff

/** The next `count` bits, 32 at most, without a sign; beyond the end they are zeros. */
function read(bits: Bits, count: number): number {
  let value = 0
  for (let left = count; left > 0;) {
    const free = 8 - (bits.at & 7)
    const take = Math.min(free, left)
    const byte = bits.bytes[bits.at >> 3] ?? 0
    // Not shifted: a sum of 32 bits must not become negative.
    value = value * 2 ** take + ((byte >> (free - take)) & ((1 << take) - 1))
    bits.at += take
    left -= take
  }
  return value
}
