/** A node of a graph, and those it is wired to. Pure. */
import { layer, type Document, type GraphNode, type LayerKind, type NodeId } from '../../preload/contract'

export const nodeOf = (document: Document, id: NodeId): GraphNode | undefined =>
  document.nodes.find(n => n.id === id)
/** Where a node's inputs come from, in their order, and who reads what it puts out. */
export const sourcesOf = (document: Document, id: NodeId): readonly NodeId[] =>
  document.wires.flatMap(w => (w.to === id ? [w.from] : []))
export const readersOf = (document: Document, id: NodeId): readonly NodeId[] =>
  document.wires.flatMap(w => (w.from === id ? [w.to] : []))
/** The first of them. */
export const previousOf = (document: Document, id: NodeId): NodeId | undefined =>
  document.wires.find(w => w.to === id)?.from
export const nextOf = (document: Document, id: NodeId): NodeId | undefined =>
  document.wires.find(w => w.from === id)?.to
export const portsOf = (document: Document, id: NodeId) => {
  const node = nodeOf(document, id)
  return node ? layer(node.kind).ports : { in: 0, out: 0 }
}

/** An id no node of the document has: the kind and a running number. */
export function freshId(document: Document, kind: LayerKind): NodeId {
  const taken = new Set(document.nodes.map(n => n.id))
  for (let i = 1; ; i++) if (!taken.has(`${kind}-${i}`)) return `${kind}-${i}`
}
