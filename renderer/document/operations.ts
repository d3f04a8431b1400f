/**
 * Every change to a graph, as pure functions from Document to Document.
 * The one thing to know: each keeps the document well-formed (ids unique, no dangling wire, at most one wire on a port,
 * no circle), and returns the very same object when there is nothing to do, so that no empty step enters the history.
 */
import { isEqual } from './history'
import { layer, newNode, type AnyValues, type Document, type GraphNode, type LayerKind, type NodeId, type Wire } from '../../preload/contract'
import { downstream, freePlace, makeRoom, NODE_HEIGHT, snapped, STEP_X, type Point } from './geometry'

export const nodeOf = (document: Document, id: NodeId): GraphNode | undefined => document.nodes.find(n => n.id === id)
export const previousOf = (document: Document, id: NodeId): NodeId | undefined => document.wires.find(w => w.to === id)?.from
export const nextOf = (document: Document, id: NodeId): NodeId | undefined => document.wires.find(w => w.from === id)?.to
const ports = (document: Document, id: NodeId) => {
  const node = nodeOf(document, id)
  return node ? layer(node.kind).ports : { in: 0, out: 0 }
}

/** An id no node of the document has: the kind and a running number. */
export function freshId(document: Document, kind: LayerKind): NodeId {
  const taken = new Set(document.nodes.map(n => n.id))
  for (let i = 1; ; i++) if (!taken.has(`${kind}-${i}`)) return `${kind}-${i}`
}

// ---- Wires ----

/** Whether a wire may be drawn: both ends have the port, it is no loop, and it closes no circle. */
export const canConnect = (document: Document, from: NodeId, to: NodeId): boolean =>
  from !== to && ports(document, from).out > 0 && ports(document, to).in > 0 && !downstream(document, to).has(from)

/** Draws a wire; a wire that already sits on one of the two ports gives way to it. */
export function connect(document: Document, from: NodeId, to: NodeId): Document {
  if (!canConnect(document, from, to) || document.wires.some(w => w.from === from && w.to === to)) return document
  return { ...document, wires: [...document.wires.filter(w => w.from !== from && w.to !== to), { from, to }] }
}

export function disconnect(document: Document, wires: readonly Wire[]): Document {
  const left = document.wires.filter(w => !wires.some(gone => gone.from === w.from && gone.to === w.to))
  return left.length === document.wires.length ? document : { ...document, wires: left }
}

// ---- Nodes ----

export type Placing = {
  /** Wired behind this node (or before it, where the new layer or this node allows nothing else). */
  readonly after?: NodeId | undefined
  readonly at?: Point | undefined
  readonly params?: AnyValues | undefined
}

/** Adds a node named `id`; with `after`, wired to it and beside it, between it and its successor if it has one. */
export function addNode(document: Document, kind: LayerKind, id: NodeId, { after, at, params }: Placing = {}): Document {
  const anchor = after === undefined ? undefined : nodeOf(document, after)
  if (!anchor) return place(document, kind, id, at ?? { x: 0, y: 0 }, params)
  const { ports: mine } = layer(kind),
    next = nextOf(document, anchor.id)
  if (mine.in > 0 && layer(anchor.kind).ports.out > 0) {
    if (next !== undefined && mine.out > 0) return between(document, kind, id, { from: anchor.id, to: next }, params)
    const added = place(document, kind, id, { x: anchor.x + STEP_X, y: anchor.y }, params)
    return next === undefined ? connect(added, anchor.id, id) : added
  }
  return before(document, kind, id, anchor, params)
}

function place(document: Document, kind: LayerKind, id: NodeId, at: Point, params: AnyValues | undefined): Document {
  const { x, y } = freePlace(document.nodes, at),
    node = newNode(kind, id, x, y)
  return { ...document, nodes: [...document.nodes, params ? { ...node, params: { ...node.params, ...params } } : node] }
}

/** For an anchor that nothing can follow (Output), or a layer that can follow nothing (Input). */
function before(document: Document, kind: LayerKind, id: NodeId, anchor: GraphNode, params: AnyValues | undefined): Document {
  const previous = previousOf(document, anchor.id),
    isInsertable = layer(kind).ports.in > 0 && layer(kind).ports.out > 0
  if (previous !== undefined && isInsertable) return between(document, kind, id, { from: previous, to: anchor.id }, params)
  const added = place(document, kind, id, { x: anchor.x - STEP_X, y: anchor.y }, params)
  return previous === undefined ? connect(added, id, anchor.id) : added
}

function between(document: Document, kind: LayerKind, id: NodeId, wire: Wire, params: AnyValues | undefined): Document {
  const from = nodeOf(document, wire.from)
  const at = from ? { x: from.x + STEP_X, y: from.y } : { x: 0, y: 0 }
  return splice(place(makeRoom(document, at, wire.to), kind, id, at, params), wire, id)
}

/** The node takes its place on the wire. */
const splice = (document: Document, wire: Wire, id: NodeId): Document => connect(connect(disconnect(document, [wire]), wire.from, id), id, wire.to)

/** Puts a new node on a wire, at a place or where there is room. */
export function insertOnWire(document: Document, wire: Wire, kind: LayerKind, id: NodeId, { at, params }: Placing = {}): Document {
  const { ports: mine } = layer(kind)
  if (mine.in === 0 || mine.out === 0) return place(document, kind, id, at ?? { x: 0, y: 0 }, params)
  return at ? splice(place(makeRoom(document, snapped(at), wire.to), kind, id, at, params), wire, id) : between(document, kind, id, wire, params)
}

/** Puts a node that is there already, and unwired, on a wire. */
export function moveOntoWire(document: Document, wire: Wire, id: NodeId): Document {
  const mine = ports(document, id),
    isWired = document.wires.some(w => w.from === id || w.to === id)
  return isWired || mine.in === 0 || mine.out === 0 ? document : splice(document, wire, id)
}

/** Removes nodes; the neighbours of one in the middle of a chain are wired to each other. */
export function removeNodes(document: Document, ids: readonly NodeId[]): Document {
  return ids.reduce((d, id) => {
    if (!nodeOf(d, id)) return d
    const from = previousOf(d, id),
      to = nextOf(d, id)
    const rest = { ...d, nodes: d.nodes.filter(n => n.id !== id), wires: d.wires.filter(w => w.from !== id && w.to !== id) }
    return from !== undefined && to !== undefined ? connect(rest, from, to) : rest
  }, document)
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

export const replaceNode = (document: Document, id: NodeId, change: (n: GraphNode) => GraphNode): Document => mapNode(document, id, change)

export function moveNodes(document: Document, places: ReadonlyMap<NodeId, Point>): Document {
  const isMoved = (n: GraphNode): boolean => {
    const p = places.get(n.id)
    return p !== undefined && (p.x !== n.x || p.y !== n.y)
  }
  if (!document.nodes.some(isMoved)) return document
  return { ...document, nodes: document.nodes.map(n => (isMoved(n) ? { ...n, ...places.get(n.id) } : n)) }
}

export function nudge(document: Document, ids: readonly NodeId[], dx: number, dy: number): Document {
  return moveNodes(document, new Map(document.nodes.filter(n => ids.includes(n.id)).map(n => [n.id, { x: n.x + dx, y: n.y + dy }])))
}

/** Puts nodes on one line: their mean top edge (a row) or left edge (a column), and pushes apart what would overlap. */
export function align(document: Document, ids: readonly NodeId[], as: 'row' | 'column'): Document {
  const nodes = document.nodes.filter(n => ids.includes(n.id)),
    axis = as === 'row' ? 'y' : 'x',
    along = as === 'row' ? 'x' : 'y'
  if (nodes.length < 2) return document
  const line = snapped({ x: nodes.reduce((s, n) => s + n[axis], 0) / nodes.length, y: 0 }).x
  const least = as === 'row' ? STEP_X : NODE_HEIGHT + 24
  let last = -Infinity
  return moveNodes(
    document,
    new Map(
      [...nodes]
        .sort((a, b) => a[along] - b[along])
        .map(n => {
          last = Math.max(n[along], last + least)
          return [n.id, as === 'row' ? { x: last, y: line } : { x: line, y: last }]
        }),
    ),
  )
}
