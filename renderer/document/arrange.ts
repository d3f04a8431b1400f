/**
 * Tidies a graph: left to right by dagre, and a chain longer than the row is broken into rows, as text is into lines.
 * The one thing to know: a network is usually one long chain, and a chain of 12 nodes in one row is 3,000 px wide:
 * fitted to a window it could not be read.
 */
import { Graph, layout } from '@dagrejs/dagre'
import type { Document, GraphNode, NodeId } from '../../preload/contract'
import { NODE_HEIGHT, NODE_WIDTH, snap, STEP_X, STEP_Y, type Point } from './geometry'
import { moveNodes, nextOf, previousOf } from './operations'

/** `perRow` is how many nodes of a chain may stand side by side. */
export function arrange(document: Document, perRow = Infinity): Document {
  if (document.nodes.length === 0) return document
  const chains = chainsOf(document)
  return moveNodes(document, chains && Math.max(...chains.map(c => c.length)) > perRow ? inRows(chains, perRow) : byDagre(document))
}

/** The most even rows that respect the limit: ten nodes, at most seven a row, stand as five and five. */
export const rowLength = (nodes: number, perRow: number): number => Math.ceil(nodes / Math.ceil(nodes / Math.max(1, perRow)))

function inRows(chains: readonly (readonly GraphNode[])[], perRow: number): Map<NodeId, Point> {
  const places = new Map<NodeId, Point>()
  let row = 0
  for (const chain of chains) {
    const length = rowLength(chain.length, perRow)
    chain.forEach((n, i) => places.set(n.id, { x: (i % length) * STEP_X, y: (row + Math.floor(i / length)) * STEP_Y }))
    row += Math.ceil(chain.length / length)
  }
  return places
}

/** The graph as separate chains, or null when it branches or has a circle. */
function chainsOf(document: Document): GraphNode[][] | null {
  const byId = new Map(document.nodes.map(n => [n.id, n])),
    chains: GraphNode[][] = []
  for (const first of document.nodes.filter(n => previousOf(document, n.id) === undefined)) {
    const chain: GraphNode[] = []
    for (let n: GraphNode | undefined = first; n && chain.length <= byId.size; n = byId.get(nextOf(document, n.id) ?? '')) chain.push(n)
    chains.push(chain)
  }
  const isWhole = new Set(chains.flat()).size === byId.size && chains.reduce((sum, c) => sum + c.length, 0) === byId.size
  return isWhole && document.wires.length === byId.size - chains.length ? chains : null
}

function byDagre(document: Document): Map<NodeId, Point> {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', ranksep: STEP_X - NODE_WIDTH, nodesep: STEP_Y - NODE_HEIGHT, marginx: 0, marginy: 0 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const n of document.nodes) graph.setNode(n.id, { width: NODE_WIDTH, height: NODE_HEIGHT })
  for (const w of document.wires) graph.setEdge(w.from, w.to)
  layout(graph)
  return new Map(
    document.nodes.map(n => {
      const placed = graph.node(n.id) as { x?: number; y?: number }
      return [n.id, { x: snap((placed.x ?? 0) - NODE_WIDTH / 2), y: snap((placed.y ?? 0) - NODE_HEIGHT / 2) }]
    }),
  )
}
