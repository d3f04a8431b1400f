/**
 * A graph as a list: every node behind those it reads from. Pure. Unlike the order of `analyse` it needs no
 * data set and exists for wrong graphs too (nodes on a cycle come last), and it follows one branch to its end
 * before the next.
 */
import type { Document, GraphNode, NodeId } from '../../preload/contract'

export function inOrder({ nodes, wires }: Pick<Document, 'nodes' | 'wires'>): readonly GraphNode[] {
  const byId = new Map(nodes.map(n => [n.id, n]))
  const waiting = new Map<NodeId, number>()
  const readers = new Map<NodeId, NodeId[]>()
  for (const { from, to } of wires) {
    waiting.set(to, (waiting.get(to) ?? 0) + 1)
    readers.set(from, [...(readers.get(from) ?? []), to])
  }
  const ready = nodes.filter(n => !waiting.has(n.id)).toReversed()
  const order = new Set<GraphNode>()
  for (let node = ready.pop(); node; node = ready.pop()) {
    order.add(node)
    for (const id of (readers.get(node.id) ?? []).toReversed()) {
      const left = (waiting.get(id) ?? 1) - 1
      const next = byId.get(id)
      waiting.set(id, left)
      if (left === 0 && next) ready.push(next)
    }
  }
  return [...order, ...nodes.filter(n => !order.has(n))]
}
