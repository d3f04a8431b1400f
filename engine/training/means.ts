/**
 * Shares and means of figures, in float64. Pure.
 * 0 / 0 counts as 0 (a class nobody predicted has precision 0), as scikit-learn with zero_division=0; what
 * cannot be said at all is null.
 */
export const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b)
export const mean = (values: readonly number[]): number =>
  ratio(
    values.reduce((a, b) => a + b, 0),
    values.length,
  )
export const meanOrNull = (values: readonly (number | null)[]): number | null =>
  values.length > 0 && values.every(v => v !== null) ? mean(values) : null
