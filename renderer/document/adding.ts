/** Adds layers to a graph: beside a node, on a wire, joining several. Pure; documents stay well-formed. */
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
import { downstream, freePlace, makeRoom, makeWay, snapped, STEP_X, type Point } from './geometry'
import { nodeOf, portsOf, previousOf, readersOf } from './neighbours'
import { connect, orderInputs, splice } from './wires'

type Placing = {
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
  const mine = portsOf(document, id)
  const isWired = document.wires.some(w => w.from === id || w.to === id)
  return isWired || mine.in === 0 || mine.out === 0 ? document : splice(document, wire, id)
}
