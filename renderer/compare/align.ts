/**
 * Two networks side by side: which node of one stands for which of the other. Pure. The longest common
 * subsequence of the two orders of computation, where nodes of one kind match and the same settings match
 * better.
 */
import {
  analyse,
  layer,
  type Document,
  type GraphNode,
  type NodeReport,
  type SampleInfo,
} from '../../preload/contract'
import { inOrder } from '../document/order'

export type Link = {
  readonly node: GraphNode
  readonly report: NodeReport | undefined
  readonly summary: string
  /** Its title, with a number where there are several of its kind. */
  readonly name: string
  /** The names of the nodes it reads from, in the order of their wires. */
  readonly sources: readonly string[]
  /** The same where the order of the list does not tell: it is not just the node before it in the list. */
  readonly from: readonly string[] | null
}
export type Pair = {
  readonly left: Link | null
  readonly right: Link | null
  readonly state: 'same' | 'changed' | 'added' | 'removed'
}

/** Every node of the graph, behind those it reads from; branches one after another. */
export function linksOf(doc: Document, info: SampleInfo | null): readonly Link[] {
  const { nodes: reports } = analyse(doc, info)
  const order = inOrder(doc)
  const names = namesOf(order)
  return order.map((node, i) => {
    const ids = doc.wires.flatMap(w => (w.to === node.id ? [w.from] : []))
    const sources = ids.map(id => names.get(id) ?? id)
    const isPlain = ids.length === 0 || (ids.length === 1 && ids[0] === order[i - 1]?.id)
    return {
      node,
      report: reports.get(node.id),
      summary: layer(node.kind).summary(node.params as never),
      name: names.get(node.id) ?? node.id,
      sources,
      from: isPlain ? null : sources,
    }
  })
}

function namesOf(order: readonly GraphNode[]): ReadonlyMap<string, string> {
  const seen = new Map<string, number>()
  return new Map(
    order.map(({ id, kind }) => {
      const n = (seen.get(kind) ?? 0) + 1
      seen.set(kind, n)
      return [
        id,
        order.filter(m => m.kind === kind).length > 1 ? `${layer(kind).title} ${n}` : layer(kind).title,
      ]
    }),
  )
}

const isEqual = (a: Link, b: Link): boolean =>
  JSON.stringify(a.node.params) === JSON.stringify(b.node.params) && a.sources.length === b.sources.length
/** Kind decides; equal settings and the same identity break ties in favour of the pair that reads best. */
const likeness = (a: Link, b: Link): number =>
  a.node.kind !== b.node.kind ? 0 : 4 + (isEqual(a, b) ? 2 : 0) + (a.node.id === b.node.id ? 1 : 0)

export function align(left: readonly Link[], right: readonly Link[]): readonly Pair[] {
  const best = Array.from({ length: left.length + 1 }, () => new Float64Array(right.length + 1))
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--) {
      const like = likeness(left[i] as Link, right[j] as Link)
      const row = best[i]
      if (row) row[j] = Math.max(at(i + 1, j), at(i, j + 1), like > 0 ? at(i + 1, j + 1) + like : 0)
    }
  const pairs: Pair[] = []
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    const a = left[i]
    const b = right[j]
    const like = a && b ? likeness(a, b) : 0
    if (a && b && like > 0 && at(i, j) === at(i + 1, j + 1) + like) {
      pairs.push({ left: a, right: b, state: isEqual(a, b) ? 'same' : 'changed' })
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
