/**
 * Least squares with polynomials, by an orthonormal basis (modified Gram–Schmidt, done twice).
 * Positions are brought to −1 … 1 first; powers of raw wavelengths could not be told apart.
 */

/** Row-major `[order + 1, positions]`: orthonormal polynomials of rising order. */
type Basis = {
  readonly rows: Float64Array
  readonly triangle: Float64Array
  readonly terms: number
  readonly count: number
}

const NOTHING = 1e-20

/**
 * `triangle` `[terms, terms]` says how the powers are made of the rows: power j = Σ triangle[i, j] · row i, i
 * ≤ j.
 */
function orthonormal(positions: Float64Array, order: number): Basis {
  const count = positions.length
  const terms = Math.min(order + 1, count)
  const rows = new Float64Array(terms * count)
  const triangle = new Float64Array(terms * terms)
  for (let j = 0; j < terms; j++) {
    const row = rows.subarray(j * count, (j + 1) * count)
    for (let i = 0; i < count; i++) row[i] = (positions[i] as number) ** j
    for (let pass = 0; pass < 2; pass++)
      for (let k = 0; k < j; k++) {
        let overlap = 0
        for (let i = 0; i < count; i++) overlap += (row[i] as number) * (rows[k * count + i] as number)
        for (let i = 0; i < count; i++)
          row[i] = (row[i] as number) - overlap * (rows[k * count + i] as number)
        triangle[k * terms + j] = (triangle[k * terms + j] as number) + overlap
      }
    let length = 0
    for (let i = 0; i < count; i++) length += (row[i] as number) ** 2
    triangle[j * terms + j] = Math.sqrt(length)
    // Where points coincide there are fewer polynomials than terms: what is left is rounding, and says
    // nothing.
    for (let i = 0; i < count; i++) row[i] = length > NOTHING ? (row[i] as number) / Math.sqrt(length) : 0
  }
  return { rows, triangle, terms, count }
}

/** Positions brought to −1 … 1. */
function centred(positions: ArrayLike<number>): Float64Array {
  const first = positions[0] ?? 0
  const last = positions[positions.length - 1] ?? 0
  const middle = (first + last) / 2
  const half = Math.abs(last - first) / 2 || 1
  return Float64Array.from(positions, v => (v - middle) / half)
}

/** Rows `[terms, positions]` of an orthonormal basis: the fit to y is Σ (row · y) row. */
export const polynomialBasis = (positions: ArrayLike<number>, order: number): Float64Array =>
  orthonormal(centred(positions), order).rows

/** d-th derivative of tʲ. */
function powerDerivative(t: number, j: number, d: number): number {
  let factor = 1
  for (let k = 0; k < d; k++) factor *= j - k
  return j < d ? 0 : factor * t ** (j - d)
}

/**
 * Weights `[window, window]` of a Savitzky–Golay filter (Savitzky and Golay 1964): row k gives the
 * `derivative`-th derivative, at place k of the window, of the polynomial fitted to the window; spacing 1.
 */
export function smoothingWeights(window: number, order: number, derivative: number): Float64Array {
  const half = (window - 1) / 2 || 1
  const positions = Float64Array.from({ length: window }, (_, i) => (i - (window - 1) / 2) / half)
  const { rows, triangle, terms } = orthonormal(positions, order)
  const weights = new Float64Array(window * window)
  const solved = new Float64Array(terms)
  for (let k = 0; k < window; k++) {
    // With powers A = Qᵀ R, the derivative at t is e · R⁻¹ Q y with e the derivatives of the powers: solve Rᵀ
    // u = e.
    for (let j = 0; j < terms; j++) {
      let value = powerDerivative(positions[k] as number, j, derivative) / half ** derivative
      for (let i = 0; i < j; i++) value -= (triangle[i * terms + j] as number) * (solved[i] as number)
      solved[j] = value / (triangle[j * terms + j] as number)
    }
    for (let j = 0; j < terms; j++)
      for (let i = 0; i < window; i++)
        weights[k * window + i] =
          (weights[k * window + i] as number) + (solved[j] as number) * (rows[j * window + i] as number)
  }
  return weights
}
