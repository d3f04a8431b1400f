/**
 * Two networks side by side: which node of one stands for which of the other. Pure. The longest common
 * subsequence of the two orders of computation, where nodes of one kind match and the same settings match
 * better.
 */
import type { Link } from '../document/links'

export type AlignedPair = {
  readonly left: Link | null
  readonly right: Link | null
  readonly state: 'same' | 'changed' | 'added' | 'removed'
}

const isAlike = (a: Link, b: Link): boolean =>
  JSON.stringify(a.node.params) === JSON.stringify(b.node.params) && a.sources.length === b.sources.length
/** Kind decides; equal settings and the same identity break ties in favour of the pair that reads best. */
const likeness = (a: Link, b: Link): number =>
  a.node.kind !== b.node.kind ? 0 : 4 + (isAlike(a, b) ? 2 : 0) + (a.node.id === b.node.id ? 1 : 0)

export function alignLinks(left: readonly Link[], right: readonly Link[]): readonly AlignedPair[] {
  const best = Array.from({ length: left.length + 1 }, () => new Float64Array(right.length + 1))
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--) {
      const like = likeness(left[i] as Link, right[j] as Link)
      const row = best[i]
      if (row) row[j] = Math.max(at(i + 1, j), at(i, j + 1), like > 0 ? at(i + 1, j + 1) + like : 0)
    }
  const pairs: AlignedPair[] = []
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    const a = left[i]
    const b = right[j]
    const like = a && b ? likeness(a, b) : 0
    if (a && b && like > 0 && at(i, j) === at(i + 1, j + 1) + like) {
      pairs.push({ left: a, right: b, state: isAlike(a, b) ? 'same' : 'changed' })
      i++
      j++
    } else if (a && (!b || at(i + 1, j) >= at(i, j + 1))) {
      pairs.push({ left: a, right: null, state: 'removed' })
      i++
    } else {
      pairs.push({ left: null, right: b ?? null, state: 'added' })
      j++
    }
  }
  return pairs
}
