// Batch normalisation, forward, by moments as moments.ts makes them.

export function normalise(
  x: usize,
  moments: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  positions: i32,
  channels: i32,
): void {
  const row = (<usize>channels) << 2
  const end = x + <usize>positions * row
  let c = 0
  for (; c + 8 <= channels; c += 8, x += 32, y += 32, moments += 32, gamma += 32, beta += 32)
    normalise8(x, row, end, moments, gamma, beta, y)
  for (; c < channels; c++, x += 4, y += 4, moments += 4, gamma += 4, beta += 4) {
    const mean = load<f32>(moments)
    const scale = load<f32>(moments + row) * load<f32>(gamma)
    const offset = load<f32>(beta)
    for (let at = x, to = y; at < end; at += row, to += row)
      store<f32>(to, (load<f32>(at) - mean) * scale + offset)
  }
}

function normalise8(
  x: usize,
  row: usize,
  end: usize,
  moments: usize,
  gamma: usize,
  beta: usize,
  y: usize,
): void {
  const m = v128.load(moments)
  const n = v128.load(moments, 16)
  const p = v128.load(beta)
  const q = v128.load(beta, 16)
  const s = f32x4.mul(v128.load(moments + row), v128.load(gamma))
  const t = f32x4.mul(v128.load(moments + row, 16), v128.load(gamma, 16))
  for (; x < end; x += row, y += row) {
    v128.store(y, f32x4.add(f32x4.mul(f32x4.sub(v128.load(x), m), s), p))
    v128.store(y, f32x4.add(f32x4.mul(f32x4.sub(v128.load(x, 16), n), t), q), 16)
  }
}
