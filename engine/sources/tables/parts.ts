/** Places that rise or fall, once or several times over. Pure. */

export type Parts = {
  /** Rows at which a spectrum begins: one, or several below one another. */
  readonly starts: readonly number[]
  /** Places that stand twice in a row. */
  readonly repeated: readonly number[]
}
const LEAST = 3
/** More repeated places than this share are no axis. */
const MOST_REPEATED = 0.2

/** Null where the values are no axis: no numbers, or neither rising nor falling. */
export function partsOf(values: Float64Array): Parts | null {
  if (values.length < 2 || values.some(v => !Number.isFinite(v))) return null
  const up = direction(values)
  const repeated: number[] = []
  const starts = [0]
  for (let i = 1; i < values.length; i++) {
    const step = ((values[i] as number) - (values[i - 1] as number)) * up
    if (step === 0) repeated.push(values[i] as number)
    if (step < 0) starts.push(i)
  }
  if (up === 0 || repeated.length > MOST_REPEATED * values.length) return null
  const lengths = starts.map((s, i) => (starts[i + 1] ?? values.length) - s)
  return starts.length === 1 || lengths.every(n => n >= LEAST) ? { starts, repeated } : null
}

/** 1 where most steps rise, -1 where most fall. */
function direction(values: Float64Array): number {
  let up = 0
  for (let i = 1; i < values.length; i++) up += Math.sign((values[i] as number) - (values[i - 1] as number))
  return Math.sign(up)
}
