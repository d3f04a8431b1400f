/**
 * The wires of a graph by their ends, and its nodes in an order in which each comes behind what it reads.
 * Pure.
 */
import type { Document, GraphNode, NodeId } from '../document/document'

export type Wiring = {
  /** What each node reads from, in the order of its wires. */
  readonly into: ReadonlyMap<NodeId, NodeId[]>
  /** What reads from each node. */
  readonly outOf: ReadonlyMap<NodeId, NodeId[]>
}

export function wiringOf(wires: Document['wires']): Wiring {
  const into = new Map<NodeId, NodeId[]>()
  const outOf = new Map<NodeId, NodeId[]>()
  const note = (map: Map<NodeId, NodeId[]>, key: NodeId, id: NodeId): void => {
    const known = map.get(key)
    if (known) known.push(id)
    else map.set(key, [id])
  }
  for (const w of wires) {
    note(into, w.to, w.from)
    note(outOf, w.from, w.to)
  }
  return { into, outOf }
}

/** Kahn's order; nodes in a cycle, and behind one, are left out. */
export function sortedNodes(nodes: readonly GraphNode[], { into, outOf }: Wiring): GraphNode[] {
  const byId = new Map(nodes.map(n => [n.id, n]))
  const waiting = new Map(nodes.map(n => [n.id, into.get(n.id)?.length ?? 0]))
  const order = nodes.filter(n => waiting.get(n.id) === 0)
  for (const node of order)
    for (const next of outOf.get(node.id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1
      waiting.set(next, left)
      const n = byId.get(next)
      if (left === 0 && n) order.push(n)
    }
  return order
}
