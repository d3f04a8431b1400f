/** The byte order of this machine, and values of the other one turned into it. */

export const IS_LITTLE_HERE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/** Reverses the bytes of every value, in place; `bytes` is the size of one value. */
export function swapBytes(data: Uint8Array, bytes: number): void {
  for (let from = 0; from + bytes <= data.length; from += bytes)
    for (let a = from, b = from + bytes - 1; a < b; a++, b--) {
      const kept = data[a] as number
      data[a] = data[b] as number
      data[b] = kept
    }
}
