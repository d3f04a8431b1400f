/** Numbers of any size beside a chart, in few letters. Pure. */

export const plainNumber = (v: number): string =>
  Math.abs(v) >= 1e5 || (v !== 0 && Math.abs(v) < 1e-3)
    ? v.toExponential(2)
    : String(Number(v.toPrecision(4)))

/** Short enough for the axis, however large or small. */
export const mark = (v: number): string =>
  Math.abs(v) >= 1e5 || (v !== 0 && Math.abs(v) < 1e-3)
    ? v.toExponential(1).replace('e+', 'e').replace('.0e', 'e')
    : String(Number(v.toPrecision(4)))
