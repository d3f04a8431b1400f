/**
 * The baseline below a spectrum by asymmetric least squares (Eilers and Boelens 2005): minimise
 * Σ wᵢ (yᵢ − zᵢ)² + λ Σ (Δ²zᵢ)², with wᵢ = p where y lies above z and 1 − p elsewhere, again and again.
 * The matrix has five diagonals, so L D Lᵀ takes time in proportion to the points.
 */

/** As many as in the authors' own program; the weights seldom change after that. */
const ROUNDS = 10

/** The diagonal, the first and the second one beside it of λ DᵀD, where D takes second differences. */
function penalty(n: number, lambda: number): readonly [Float64Array, Float64Array, Float64Array] {
  const [middle, beside, second] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  const add = (to: Float64Array, i: number, value: number): void => {
    to[i] = (to[i] as number) + lambda * value
  }
  for (let i = 0; i + 2 < n; i++) {
    add(middle, i, 1)
    add(middle, i + 1, 4)
    add(middle, i + 2, 1)
    add(beside, i, -2)
    add(beside, i + 1, -2)
    add(second, i, 1)
  }
  return [middle, beside, second]
}

type Scratch = Readonly<Record<'w' | 'd' | 'l1' | 'l2' | 'r', Float64Array>>

/** W + λ DᵀD as L D Lᵀ: `d` is the diagonal, `l1[i]` and `l2[i]` are L[i + 1, i] and L[i + 2, i]. */
function factorise(
  n: number,
  [middle, beside, second]: readonly Float64Array[],
  { w, d, l1, l2 }: Scratch,
): void {
  for (let i = 0; i < n; i++) {
    const a = i > 0 ? (l1[i - 1] as number) : 0
    const b = i > 1 ? (l2[i - 2] as number) : 0
    const pulled = i > 0 ? a * (d[i - 1] as number) : 0
    const pulledTwice = i > 1 ? b * (d[i - 2] as number) : 0
    const pivot = (w[i] as number) + (middle?.[i] as number) - a * pulled - b * pulledTwice
    d[i] = pivot
    l1[i] = ((beside?.[i] as number) - (i > 0 ? pulled * (l2[i - 1] as number) : 0)) / pivot
    l2[i] = (second?.[i] as number) / pivot
  }
}

/** One step of iterative refinement: adds δ with L D Lᵀ δ = W (y − z) − λ DᵀD z to z. */
function approach(
  n: number,
  lambda: number,
  y: Float64Array,
  z: Float64Array,
  { w, d, l1, l2, r }: Scratch,
): void {
  for (let i = 0; i < n; i++) r[i] = (w[i] as number) * ((y[i] as number) - (z[i] as number))
  for (let i = 0; i + 2 < n; i++) {
    const bend = lambda * ((z[i] as number) - 2 * (z[i + 1] as number) + (z[i + 2] as number))
    r[i] = (r[i] as number) - bend
    r[i + 1] = (r[i + 1] as number) + 2 * bend
    r[i + 2] = (r[i + 2] as number) - bend
  }
  for (let i = 1; i < n; i++)
    r[i] =
      (r[i] as number) -
      (l1[i - 1] as number) * (r[i - 1] as number) -
      (i > 1 ? (l2[i - 2] as number) * (r[i - 2] as number) : 0)
  for (let i = n - 1; i >= 0; i--) {
    const after = i + 1 < n ? (l1[i] as number) * (r[i + 1] as number) : 0
    const afterThat = i + 2 < n ? (l2[i] as number) * (r[i + 2] as number) : 0
    r[i] = (r[i] as number) / (d[i] as number) - after - afterThat
  }
  for (let i = 0; i < n; i++) z[i] = (z[i] as number) + (r[i] as number)
}

/**
 * Beside λ = 10⁹ a weight of 0.001 keeps three digits in a sum, so the first solution is off by 1e-3, the
 * third by 1e-9.
 */
const APPROACHES = 3

/** A function that writes the baseline of y into z; both have `n` values. Holds its scratch. */
export function asymmetricBaseline(
  n: number,
  lambda: number,
  p: number,
): (y: Float64Array, z: Float64Array) => void {
  const diagonals = penalty(n, lambda)
  const empty = () => new Float64Array(n)
  const scratch: Scratch = { w: empty(), d: empty(), l1: empty(), l2: empty(), r: empty() }
  const { w } = scratch
  return (y, z) => {
    w.fill(1)
    for (let round = 0; round < ROUNDS; round++) {
      factorise(n, diagonals, scratch)
      z.fill(0)
      for (let i = 0; i < APPROACHES; i++) approach(n, lambda, y, z, scratch)
      let changed = 0
      for (let i = 0; i < n; i++) {
        const weight = (y[i] as number) > (z[i] as number) ? p : 1 - p
        if (weight !== w[i]) changed++
        w[i] = weight
      }
      if (changed === 0) return
    }
  }
}
