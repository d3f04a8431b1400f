/**
 * Every change to a graph, as pure functions from Document to Document.
 * Each keeps the document well-formed (ids unique, no dangling wire, no more wires into a node than it takes,
 * no two between the same nodes, no circle), and returns the very same object when there is nothing to do, so
 * that no empty step enters the history. The order of the wires is the order of a merge's inputs: a wire that
 * replaces another stands in its place.
 */
import { isEqual } from './history'
import {
  layer,
  newNode,
  type AnyValues,
  type Document,
  type GraphNode,
  type LayerKind,
  type NodeId,
  type Wire,
} from '../../preload/contract'
import {
  downstream,
  freePlace,
  makeRoom,
  makeWay,
  NODE_HEIGHT,
  snapped,
  STEP_X,
  type Point,
} from './geometry'

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
const ports = (document: Document, id: NodeId) => {
  const node = nodeOf(document, id)
  return node ? layer(node.kind).ports : { in: 0, out: 0 }
}
const isSame = (a: Wire, b: Wire): boolean => a.from === b.from && a.to === b.to
export const hasWire = (document: Document, wire: Wire): boolean => document.wires.some(w => isSame(w, wire))

/** An id no node of the document has: the kind and a running number. */
export function freshId(document: Document, kind: LayerKind): NodeId {
  const taken = new Set(document.nodes.map(n => n.id))
  for (let i = 1; ; i++) if (!taken.has(`${kind}-${i}`)) return `${kind}-${i}`
}

// ---- Wires ----

/**
 * Whether a wire may be drawn: both ends have the port, it is not there yet, it is no loop, and it closes no
 * circle.
 */
export const canConnect = (document: Document, from: NodeId, to: NodeId): boolean =>
  from !== to &&
  ports(document, from).out > 0 &&
  ports(document, to).in > 0 &&
  !hasWire(document, { from, to }) &&
  !downstream(document, to).has(from)

/**
 * Draws a wire. A merge takes any number of them; where only one may come in, the one that is there gives
 * way.
 */
export function connect(document: Document, from: NodeId, to: NodeId): Document {
  if (!canConnect(document, from, to)) return document
  const kept = ports(document, to).in > 1 ? document.wires : document.wires.filter(w => w.to !== to)
  return { ...document, wires: [...kept, { from, to }] }
}

export function disconnect(document: Document, wires: readonly Wire[]): Document {
  const left = document.wires.filter(w => !wires.some(gone => isSame(gone, w)))
  return left.length === document.wires.length ? document : { ...document, wires: left }
}

/** Pulls an end of a wire to another node; among a merge's inputs it keeps its place. */
export function reconnect(document: Document, old: Wire, wire: Wire): Document {
  const free = disconnect(document, [old])
  if (free === document || isSame(old, wire) || !canConnect(free, wire.from, wire.to)) return document
  const isTaken = (w: Wire): boolean => w.to === wire.to && ports(document, w.to).in === 1 && !isSame(w, old)
  return {
    ...document,
    wires: document.wires.flatMap(w => (isSame(w, old) ? [wire] : isTaken(w) ? [] : [w])),
  }
}

/** Puts the inputs of a merge in another order. */
export function orderInputs(document: Document, to: NodeId, sources: readonly NodeId[]): Document {
  const now = sourcesOf(document, to)
  if (isEqual(now, sources) || !isEqual(now.toSorted(), sources.toSorted())) return document
  const left = [...sources]
  return {
    ...document,
    wires: document.wires.map(w => (w.to === to ? { from: left.shift() ?? w.from, to } : w)),
  }
}

// ---- Nodes ----

export type Placing = {
  /** Wired behind this node (or before it, where the new layer or this node allows nothing else). */
  readonly after?: NodeId | undefined
  readonly at?: Point | undefined
  readonly params?: AnyValues | undefined
}

/**
 * Adds a node named `id`; with `after`, wired to it and beside it: between it and its reader if it has one,
 * and as a new branch if several read it or nothing may follow the new layer.
 */
export function addNode(
  document: Document,
  kind: LayerKind,
  id: NodeId,
  { after, at, params }: Placing = {},
): Document {
  const anchor = after === undefined ? undefined : nodeOf(document, after)
  if (!anchor) return place(document, kind, id, at ?? { x: 0, y: 0 }, params)
  const { ports: mine } = layer(kind)
  if (mine.in === 0 || layer(anchor.kind).ports.out === 0) return before(document, kind, id, anchor, params)
  const [reader, ...others] = readersOf(document, anchor.id)
  if (reader !== undefined && others.length === 0 && mine.out > 0)
    return between(document, kind, id, { from: anchor.id, to: reader }, params)
  return connect(place(document, kind, id, { x: anchor.x + STEP_X, y: anchor.y }, params), anchor.id, id)
}

/**
 * Adds a merge of several nodes, in their order. Where one of them lies behind all others, as at the end of a
 * residual block, the merge takes its place on the wire that leaves that one; otherwise it stands to the
 * right of all.
 */
export function addMerge(
  document: Document,
  kind: LayerKind,
  id: NodeId,
  sources: readonly NodeId[],
  params?: AnyValues,
): Document {
  const giving = document.nodes.filter(n => sources.includes(n.id) && layer(n.kind).ports.out > 0)
  const last = giving.find(n => giving.every(m => m === n || downstream(document, m.id).has(n.id)))
  if (giving.length === 0) return place(document, kind, id, { x: 0, y: 0 }, params)
  const y = giving.reduce((sum, n) => sum + n.y, 0) / giving.length
  const added = last
    ? addNode(document, kind, id, { after: last.id, params })
    : place(document, kind, id, { x: Math.max(...giving.map(n => n.x + STEP_X)), y }, params)
  const ids = giving.map(n => n.id)
  return orderInputs(
    ids.reduce((d, from) => connect(d, from, id), added),
    id,
    ids,
  )
}

function place(
  document: Document,
  kind: LayerKind,
  id: NodeId,
  at: Point,
  params: AnyValues | undefined,
): Document {
  const { x, y } = freePlace(document.nodes, at)
  const node = newNode(kind, id, x, y)
  return {
    ...document,
    nodes: [...document.nodes, params ? { ...node, params: { ...node.params, ...params } } : node],
  }
}

/** For an anchor that nothing can follow (Output), or a layer that can follow nothing (Input). */
function before(
  document: Document,
  kind: LayerKind,
  id: NodeId,
  anchor: GraphNode,
  params: AnyValues | undefined,
): Document {
  const previous = previousOf(document, anchor.id)
  const isInsertable = layer(kind).ports.in > 0 && layer(kind).ports.out > 0
  if (previous !== undefined && isInsertable)
    return between(document, kind, id, { from: previous, to: anchor.id }, params)
  const added = place(document, kind, id, { x: anchor.x - STEP_X, y: anchor.y }, params)
  return previous === undefined ? connect(added, id, anchor.id) : added
}

function between(
  document: Document,
  kind: LayerKind,
  id: NodeId,
  wire: Wire,
  params: AnyValues | undefined,
): Document {
  const from = nodeOf(document, wire.from)
  const at = from ? { x: from.x + STEP_X, y: from.y } : { x: 0, y: 0 }
  return splice(place(makeWay(document, wire, at), kind, id, at, params), wire, id)
}

/** The node takes its place on the wire. */
const splice = (document: Document, wire: Wire, id: NodeId): Document => ({
  ...document,
  wires: document.wires.flatMap(w =>
    isSame(w, wire)
      ? [
          { from: w.from, to: id },
          { from: id, to: w.to },
        ]
      : [w],
  ),
})

/** Puts a new node on a wire, at a place or where there is room. */
export function insertOnWire(
  document: Document,
  wire: Wire,
  kind: LayerKind,
  id: NodeId,
  { at, params }: Placing = {},
): Document {
  const { ports: mine } = layer(kind)
  if (mine.in === 0 || mine.out === 0) return place(document, kind, id, at ?? { x: 0, y: 0 }, params)
  return at
    ? splice(place(makeRoom(document, snapped(at), wire.to), kind, id, at, params), wire, id)
    : between(document, kind, id, wire, params)
}

/** Puts a node that is there already, and unwired, on a wire. */
export function moveOntoWire(document: Document, wire: Wire, id: NodeId): Document {
  const mine = ports(document, id)
  const isWired = document.wires.some(w => w.from === id || w.to === id)
  return isWired || mine.in === 0 || mine.out === 0 ? document : splice(document, wire, id)
}

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

export function moveNodes(document: Document, places: ReadonlyMap<NodeId, Point>): Document {
  const isMoved = (n: GraphNode): boolean => {
    const p = places.get(n.id)
    return p !== undefined && (p.x !== n.x || p.y !== n.y)
  }
  if (!document.nodes.some(isMoved)) return document
  return { ...document, nodes: document.nodes.map(n => (isMoved(n) ? { ...n, ...places.get(n.id) } : n)) }
}

export function nudge(document: Document, ids: readonly NodeId[], dx: number, dy: number): Document {
  return moveNodes(
    document,
    new Map(document.nodes.filter(n => ids.includes(n.id)).map(n => [n.id, { x: n.x + dx, y: n.y + dy }])),
  )
}

/**
 * Puts nodes on one line: their mean top edge (a row) or left edge (a column), and pushes apart what would
 * overlap.
 */
export function align(document: Document, ids: readonly NodeId[], as: 'row' | 'column'): Document {
  const nodes = document.nodes.filter(n => ids.includes(n.id))
  const axis = as === 'row' ? 'y' : 'x'
  const along = as === 'row' ? 'x' : 'y'
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
