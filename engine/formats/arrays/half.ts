/** The two sixteen-bit floats, read as float32, which holds every value of both exactly. Pure. */

/** IEEE 754 binary16: a sign, five bits of exponent (bias 15) and ten of fraction; `[n]` bit patterns. */
export function fromHalf(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, b => {
    const sign = b & 0x8000 ? -1 : 1
    const exponent = (b >> 10) & 31
    const fraction = b & 1023
    if (exponent === 31) return fraction ? NaN : sign * Infinity
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
  })
}

/** bfloat16: the upper half of a float32; `[n]` bit patterns. */
export const fromBrainHalf = (bits: Uint16Array): Float32Array =>
  new Float32Array(Uint32Array.from(bits, b => b << 16).buffer)
