/** Removes nodes, sets their parameters, replaces them. Pure; nothing to do gives back the same document. */
import type { AnyValues, Document, GraphNode, NodeId, Wire } from '../../preload/contract'
import { isEqual } from './history'
import { nodeOf, sourcesOf } from './neighbours'
import { hasWire } from './wires'

/**
 * Removes nodes. Those who read one with a single input read from there instead; behind a merge nothing is
 * joined.
 */
export const removeNodes = (document: Document, ids: readonly NodeId[]): Document =>
  ids.reduce((d, id) => (nodeOf(d, id) ? removeNode(d, id) : d), document)

function removeNode(document: Document, id: NodeId): Document {
  const [source, ...others] = sourcesOf(document, id)
  const joined = (w: Wire): readonly Wire[] => {
    const wire = source === undefined || others.length > 0 ? null : { from: source, to: w.to }
    return wire && !hasWire(document, wire) ? [wire] : []
  }
  return {
    ...document,
    nodes: document.nodes.filter(n => n.id !== id),
    wires: document.wires.flatMap(w => (w.to === id ? [] : w.from === id ? joined(w) : [w])),
  }
}

const mapNode = (document: Document, id: NodeId, change: (n: GraphNode) => GraphNode): Document => ({
  ...document,
  nodes: document.nodes.map(n => (n.id === id ? change(n) : n)),
})

export function setParams(document: Document, id: NodeId, values: AnyValues): Document {
  const node = nodeOf(document, id)
  if (!node || Object.entries(values).every(([k, v]) => isEqual(node.params[k], v))) return document
  return mapNode(document, id, n => ({ ...n, params: { ...n.params, ...values } }))
}

export const replaceNode = (document: Document, id: NodeId, change: (n: GraphNode) => GraphNode): Document =>
  mapNode(document, id, change)
