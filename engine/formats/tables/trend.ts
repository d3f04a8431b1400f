/** Whether numbers rise or fall. Pure. */

/** Each above, or each below, the one before. */
export function isMonotone(values: ArrayLike<number>): boolean {
  const up = (values[1] as number) > (values[0] as number)
  for (let i = 1; i < values.length; i++)
    if (
      !(up
        ? (values[i] as number) > (values[i - 1] as number)
        : (values[i] as number) < (values[i - 1] as number))
    )
      return false
  return true
}

/** 0, 1, 2, … or 1, 2, 3, …: what counts rows or columns, and measures nothing. */
export function isCount(values: ArrayLike<number>): boolean {
  const first = values[0]
  if (first !== 0 && first !== 1) return false
  for (let i = 1; i < values.length; i++) if (values[i] !== first + i) return false
  return values.length > 1
}
