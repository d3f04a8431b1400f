/**
 * What is drawn into a split together: single samples, or all samples of a group. Pure.
 * Units are drawn from each stratum alike: of a class, or, where numbers are predicted, of a fifth
 * of the samples by the first number.
 */
import { keyOf, shuffle } from '../../random'
import type { Dataset } from '../dataset'

export type SplitSet = Pick<Dataset, 'labels' | 'classes' | 'ownTest' | 'columns' | 'numbers'>
/** `members` are positions in the data set, ascending. */
export type SplitUnit = { readonly members: readonly number[]; readonly stratum: number }

const BINS = 5

/** For each sample its stratum: its class, its fifth by the first number, or 0. */
function strataOf(set: SplitSet, from: readonly number[]): Int32Array {
  if (set.classes.length > 0) return set.labels
  const strata = new Int32Array(set.labels.length)
  const { numbers } = set
  if (!numbers) return strata
  const width = numbers.names.length
  const valueOf = (i: number): number => numbers.values[i * width] ?? 0
  ;[...from]
    .sort((a, b) => valueOf(a) - valueOf(b) || a - b)
    .forEach((i, rank) => {
      strata[i] = Math.floor((rank * BINS) / from.length)
    })
  return strata
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1)
  return [...counts].reduce(
    (best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best),
    [0, 0],
  )[0]
}

/**
 * The samples at `from` as units, in the order of their first members; a sample whose group has no name
 * stands alone.
 */
export function splitUnitsOf(
  set: SplitSet,
  groups: readonly string[] | null,
  from: readonly number[],
): SplitUnit[] {
  const strata = strataOf(set, from)
  const byGroup = new Map<string | number, number[]>()
  for (const i of from) {
    const key = groups?.[i]?.trim() || i
    const members = byGroup.get(key)
    if (members) members.push(i)
    else byGroup.set(key, [i])
  }
  return Array.from(byGroup.values(), members => ({
    members,
    stratum: commonest(members.map(i => strata[i] ?? 0)),
  }))
}

const byStratum = (units: readonly SplitUnit[], key: number): SplitUnit[][] =>
  [...new Set(units.map(u => u.stratum))]
    .sort((a, b) => a - b)
    .map(stratum => {
      const own = units.filter(u => u.stratum === stratum)
      return shuffle(
        own.map((_, i) => i),
        keyOf(key, stratum),
      ).map(i => own[i] as SplitUnit)
    })

const samplesOf = (units: readonly SplitUnit[]): number => units.reduce((n, u) => n + u.members.length, 0)
export const membersOf = (units: readonly SplitUnit[]): number[] =>
  units.flatMap(u => u.members).sort((a, b) => a - b)

/** [drawn, left]: of each stratum about `share` of the samples, at least one unit while one stays behind. */
export function drawUnits(
  units: readonly SplitUnit[],
  share: number,
  key: number,
): [SplitUnit[], SplitUnit[]] {
  const drawn = new Set<SplitUnit>()
  for (const own of byStratum(units, key)) {
    const wanted = samplesOf(own) * share
    let samples = 0
    let count = 0
    for (const unit of own) {
      const comesNearer = samples + unit.members.length / 2 <= wanted
      if (count === own.length - 1 || !(comesNearer || count === 0)) continue
      drawn.add(unit)
      samples += unit.members.length
      count++
    }
  }
  // Where each stratum is one unit, such as one plate for each class, classes cannot be had on both sides.
  if (drawn.size === 0 && units.length > 1 && units.some(u => u.stratum !== 0))
    return drawUnits(
      units.map(u => ({ ...u, stratum: 0 })),
      share,
      key,
    )
  return [units.filter(u => drawn.has(u)), units.filter(u => !drawn.has(u))]
}

/**
 * [fold `fold` of `folds`, the others]: each stratum spread evenly, larger units first. `fold` counts from 1.
 */
export function foldUnits(
  units: readonly SplitUnit[],
  folds: number,
  fold: number,
  key: number,
): [SplitUnit[], SplitUnit[]] {
  const all = Array.from({ length: folds }, () => 0)
  const taken = new Set<SplitUnit>()
  for (const own of byStratum(units, key)) {
    const here = all.map(() => 0)
    for (const unit of own.toSorted((a, b) => b.members.length - a.members.length)) {
      let best = 0
      for (let f = 1; f < folds; f++)
        if (((here[f] ?? 0) - (here[best] ?? 0) || (all[f] ?? 0) - (all[best] ?? 0)) < 0) best = f
      here[best] = (here[best] ?? 0) + unit.members.length
      all[best] = (all[best] ?? 0) + unit.members.length
      if (best === fold - 1) taken.add(unit)
    }
  }
  return [units.filter(u => taken.has(u)), units.filter(u => !taken.has(u))]
}
