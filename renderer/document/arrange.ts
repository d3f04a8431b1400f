/**
 * Tidies a graph: left to right by dagre, and what is longer than the row is broken into rows, as text is
 * into lines.
 * A wire around layers that are wired one after another, as in a residual block, changes nothing about their
 * places: left out, most networks are one chain, which stays straight while such wires run above it.
 */
import { Graph, layout } from '@dagrejs/dagre'
import type { Document, GraphNode, NodeId, Wire } from '../../preload/contract'
import { downstream, NODE_HEIGHT, NODE_WIDTH, snap, STEP_X, STEP_Y, type Point } from './geometry'
import { moveNodes } from './placing'
import { nextOf, previousOf } from './neighbours'

type Places = Map<NodeId, Point>
/** Between branches that lie side by side; rows keep STEP_Y, for what hangs below their nodes. */
const BRANCH_GAP = 64

/** `perRow` is how many nodes may stand side by side. */
export function arrange(document: Document, perRow = Infinity): Document {
  if (document.nodes.length === 0) return document
  const plain = { ...document, wires: document.wires.filter(w => !isAround(document, w)) }
  const chains = chainsOf(plain)
  if (!chains) return moveNodes(document, inBands(byDagre(plain), document.wires, perRow))
  return moveNodes(
    document,
    Math.max(...chains.map(c => c.length)) > perRow ? inRows(chains, document.wires, perRow) : byDagre(plain),
  )
}

/** How many nodes stand side by side, and how high a row is, when nothing is broken. */
export function extentOf(document: Document): { readonly columns: number; readonly height: number } {
  const { nodes } = arrange(document)
  const ys = nodes.map(n => n.y)
  return {
    columns: new Set(nodes.map(n => n.x)).size,
    height: Math.max(0, ...ys) - Math.min(Infinity, ...ys) + STEP_Y,
  }
}

/** The most even rows that respect the limit: ten nodes, at most seven a row, stand as five and five. */
const rowLength = (nodes: number, perRow: number): number =>
  Math.ceil(nodes / Math.ceil(nodes / Math.max(1, perRow)))

/** Whether a wire's end can be reached from its beginning without it. */
function isAround({ wires }: Document, wire: Wire): boolean {
  const branches = wires.filter(w => w.from === wire.from && w.to !== wire.to)
  if (branches.length === 0 || !wires.some(w => w.to === wire.to && w.from !== wire.from)) return false
  const other = { wires: wires.filter(w => w !== wire) }
  return branches.some(w => downstream(other, w.to).has(wire.to))
}

function inRows(chains: readonly (readonly GraphNode[])[], wires: readonly Wire[], perRow: number): Places {
  const places: Places = new Map()
  let row = 0
  for (const chain of chains) {
    const columnOf = new Map(chain.map((n, i) => [n.id, i]))
    for (const [first, next] of bands(chain.length, wires, id => columnOf.get(id) ?? -1, perRow)) {
      chain.slice(first, next).forEach((n, i) => places.set(n.id, { x: i * STEP_X, y: row * STEP_Y }))
      row++
    }
  }
  return places
}

/** Columns broken into bands one below the other. */
function inBands(places: Places, wires: readonly Wire[], perRow: number): Places {
  const columns = [...new Set([...places.values()].map(p => p.x))].toSorted((a, b) => a - b)
  const columnOf = (id: NodeId): number => columns.indexOf(places.get(id)?.x ?? 0)
  if (columns.length <= perRow) return places
  const banded: Places = new Map()
  let top = 0
  for (const [first, next] of bands(columns.length, wires, columnOf, perRow)) {
    const inside = [...places].filter(([id]) => columnOf(id) >= first && columnOf(id) < next)
    const ys = inside.map(([, p]) => p.y)
    const highest = Math.min(...ys)
    for (const [id, p] of inside) banded.set(id, { x: p.x - (columns[first] ?? 0), y: p.y - highest + top })
    top += Math.max(...ys) - highest + STEP_Y
  }
  return banded
}

/**
 * Stretches of columns, each ending near the even length where the fewest wires are cut: behind a block, not
 * within it.
 */
function bands(
  columns: number,
  wires: readonly Wire[],
  columnOf: (id: NodeId) => number,
  perRow: number,
): (readonly [number, number])[] {
  const spans = wires.map(w => [w.from, columnOf(w.to)] as const)
  const longest = Math.max(1, Math.min(perRow, columns))
  // Wires that leave one node together are one cut: before a block that branches is a good place.
  const cutsAt = (column: number): number =>
    new Set(spans.filter(([from, to]) => columnOf(from) < column && to >= column).map(([from]) => from)).size
  const found: (readonly [number, number])[] = []
  for (let first = 0; first < columns;) {
    const cuts = (n: number): number => cutsAt(first + n)
    const length = rowLength(columns - first, perRow)
    const lengths = Array.from({ length: longest }, (_, i) => i + 1).filter(n => n >= length * 0.6)
    const best =
      lengths.toSorted((a, b) => cuts(a) - cuts(b) || Math.abs(a - length) - Math.abs(b - length))[0] ??
      length
    const next = columns - first <= longest ? columns : first + best
    found.push([first, next])
    first = next
  }
  return found
}

/** The graph as separate chains, or null when it branches or has a cycle. */
function chainsOf(document: Document): GraphNode[][] | null {
  const byId = new Map(document.nodes.map(n => [n.id, n]))
  const chains: GraphNode[][] = []
  for (const first of document.nodes.filter(n => previousOf(document, n.id) === undefined)) {
    const chain: GraphNode[] = []
    for (
      let n: GraphNode | undefined = first;
      n && chain.length <= byId.size;
      n = byId.get(nextOf(document, n.id) ?? '')
    )
      chain.push(n)
    chains.push(chain)
  }
  const isWhole =
    new Set(chains.flat()).size === byId.size && chains.reduce((sum, c) => sum + c.length, 0) === byId.size
  return isWhole && document.wires.length === byId.size - chains.length ? chains : null
}

function byDagre(document: Document): Places {
  const graph = new Graph()
  graph.setGraph({
    rankdir: 'LR',
    ranksep: STEP_X - NODE_WIDTH,
    nodesep: BRANCH_GAP,
    edgesep: BRANCH_GAP,
    marginx: 0,
    marginy: 0,
  })
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
