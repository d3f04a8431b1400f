/**
 * Several steps of preparation as one function. Two buffers alternate between them, so what it returns
 * belongs to one thread.
 */
import type { PreparationWork } from './step'

/**
 * Each reads what the one before wrote, `length` values; of none, the `length` values that come in are
 * copied.
 */
export function chained(
  works: readonly { readonly run: PreparationWork; readonly length: number }[],
  length: number,
): PreparationWork {
  const most = Math.max(0, ...works.slice(0, -1).map(w => w.length))
  const between = [new Float32Array(most), new Float32Array(works.length > 2 ? most : 0)] as const
  return (from, to) => {
    if (works.length === 0) for (let i = 0; i < length; i++) to[i] = from[i] as number
    let source = from
    for (let i = 0; i < works.length; i++) {
      const target = i === works.length - 1 ? to : i % 2 === 0 ? between[0] : between[1]
      ;(works[i] as (typeof works)[number]).run(source, target)
      source = target
    }
  }
}
