/** What every benchmark shares: saying how far it is, medians, and handing over its table. */
import { writeFile } from 'node:fs/promises'

export type Row = Readonly<Record<string, string | number | null>>
export type Result = {
  readonly title: string
  readonly rows: readonly Row[]
  readonly notes: readonly string[]
}

/** On standard error, so that the tables can be piped elsewhere. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Hands the result to scripts/bench.mjs. */
export async function report(result: Result): Promise<void> {
  const file = process.env['RECEPTIVE_BENCH_RESULT']
  if (!file) throw new Error('Start benchmarks with `npm run bench`.')
  await writeFile(file, JSON.stringify(result, null, 2))
}

/** The value below which a share `q` of the values lies: 0.5 is the median. NaN for no values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const low = Math.floor(at)
  const a = sorted[low] ?? NaN
  const b = sorted[Math.min(low + 1, sorted.length - 1)] ?? NaN
  return a + (b - a) * (at - low)
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Rounded for a table. */
export const round = (n: number, digits = 0): number => Number(n.toFixed(digits))
export const wait = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds))
