/** Damages a file as accidents do: flipped bytes, cuts, splices, repeated pieces, and fields that claim extreme sizes. Same seed, same damage. */
export function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  const below = (n: number): number => {
    // xorshift32 (Marsaglia 2003).
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return n < 1 ? 0 : state % n
  }
  for (let i = 0; i < 8; i++) below(1)
  let out = new Uint8Array(bytes)
  for (let times = 1 + below(3); times > 0; times--) {
    const kind = below(6),
      at = below(out.length),
      // Half of all damage near the start, where headers are.
      near = below(2) ? at : below(Math.min(out.length, 200)),
      length = 1 + below(Math.min(64, out.length))
    if (kind === 0) for (let i = 1 + below(8); i > 0; i--) out[below(out.length)] = below(256)
    else if (kind === 1) out[near] = (out[near] ?? 0) ^ (1 << below(8))
    else if (kind === 2) out = out.slice(0, at)
    else if (kind === 3) out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at + length)])
    else if (kind === 4) out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(near, near + length), ...out.subarray(at)])
    else out.fill([0, 0xff, 0x7f, 0x80][below(4)] ?? 0, near, Math.min(out.length, near + (1 << below(4))))
  }
  return out
}
