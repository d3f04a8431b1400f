/**
 * Which places may share memory: those of values that are never there at the same time. Pure.
 * A value lives from the action that writes it to the last that reads it; a layer that works value by value
 * may put its result where what it read for the last time lay. So a workspace is small and stays in the
 * cache.
 */
import type { Phase, PlannedOutput, PlannedStep, Work } from './types'
import { aligned, type Region } from './allocator'
import { trafficOf } from './traffic'

/**
 * From action `from` to action `to`, counted over all phases; `replaces` may lie in the same place although
 * they meet in `from`.
 */
export type Lifetime = { readonly from: number; to: number; readonly replaces: readonly Region[] }

/** Of all places that are written by one action and read by another; the others live for ever. */
export function lifetimesOf(
  phases: readonly Phase[],
  steps: readonly PlannedStep[],
  outputs: readonly PlannedOutput[],
): ReadonlyMap<Region, Lifetime> {
  const lives = new Map<Region, Lifetime>()
  const actions: readonly Work[] = phases.flatMap(p => p.sweeps.flatMap(w => [...w.actions, ...w.together]))
  const lastLoss = actions.findLastIndex(a => a.do === 'loss')
  actions.forEach((action, at) => {
    const { reads, writes, replaces } = trafficOf(action, steps, outputs)
    for (const p of reads) lengthen(lives.get(p), at)
    for (const p of writes) if (!lives.has(p)) lives.set(p, { from: at, to: at, replaces })
  })
  for (const o of outputs) lengthen(lives.get(o.scores), lastLoss) // outside training all losses come last
  return lives
}
function lengthen(life: Lifetime | undefined, to: number): void {
  if (life) life.to = Math.max(life.to, to)
}

/**
 * Offsets from `start` on for places that may share memory, and where they end: the longest first, each as
 * low as it can lie.
 */
export function shareMemory(
  places: readonly Region[],
  lives: ReadonlyMap<Region, Lifetime>,
  start: number,
): { readonly offsets: ReadonlyMap<Region, number>; readonly end: number } {
  const offsets = new Map<Region, number>()
  const order = places.filter(p => lives.has(p)).sort((a, b) => b.length - a.length)
  let end = start
  const put = (p: Region, at: number): void => {
    offsets.set(p, at)
    end = Math.max(end, at + aligned(p.length))
  }
  for (const p of places) if (!lives.has(p)) put(p, end)
  const shared = end
  for (const p of order) {
    const others = order.filter(q => offsets.has(q) && meet(p, q, lives))
    const clashes = (at: number): readonly Region[] =>
      others.filter(q => isOver(at, p, q, offsets.get(q) ?? 0, lives))
    let at = shared
    for (let found = clashes(at); found.length > 0; found = clashes(at))
      at = Math.min(...found.map(q => (offsets.get(q) ?? 0) + aligned(q.length)))
    put(p, at)
  }
  return { offsets, end }
}

function meet(p: Region, q: Region, lives: ReadonlyMap<Region, Lifetime>): boolean {
  const a = lives.get(p) as Lifetime
  const b = lives.get(q) as Lifetime
  return a.from <= b.to && b.from <= a.to
}
/** Whether p at `at` would lie on q, other than in its very place where one replaces the other. */
function isOver(
  at: number,
  p: Region,
  q: Region,
  offset: number,
  lives: ReadonlyMap<Region, Lifetime>,
): boolean {
  if (at >= offset + aligned(q.length) || offset >= at + aligned(p.length)) return false
  return at !== offset || p.length !== q.length || !(follows(p, q, lives) || follows(q, p, lives))
}
const follows = (p: Region, q: Region, lives: ReadonlyMap<Region, Lifetime>): boolean =>
  lives.get(p)?.from === lives.get(q)?.to && (lives.get(p)?.replaces.includes(q) ?? false)
