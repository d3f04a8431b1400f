/**
 * Changes to the wires of a graph, as pure functions from Document to Document.
 * Each keeps the document well-formed (no dangling wire, no more wires into a node than it takes, no two
 * between the same nodes, no cycle), and returns the very same object when there is nothing to do, so that
 * no empty step enters the history. The order of the wires is the order of a merge's inputs: a wire that
 * replaces another stands in its place.
 */
import type { Document, NodeId, Wire } from '../../preload/contract'
import { downstream } from './geometry'
import { isEqual } from './history'
import { portsOf, sourcesOf } from './neighbours'

const isSameWire = (a: Wire, b: Wire): boolean => a.from === b.from && a.to === b.to
export const hasWire = (document: Document, wire: Wire): boolean =>
  document.wires.some(w => isSameWire(w, wire))

/**
 * Whether a wire may be drawn: both ends have the port, it is not there yet, it is no loop, and it closes no
 * cycle.
 */
export const canConnect = (document: Document, from: NodeId, to: NodeId): boolean =>
  from !== to &&
  portsOf(document, from).out > 0 &&
  portsOf(document, to).in > 0 &&
  !hasWire(document, { from, to }) &&
  !downstream(document, to).has(from)

/**
 * Draws a wire. A merge takes any number of them; where only one may come in, the one that is there gives
 * way.
 */
export function connect(document: Document, from: NodeId, to: NodeId): Document {
  if (!canConnect(document, from, to)) return document
  const kept = portsOf(document, to).in > 1 ? document.wires : document.wires.filter(w => w.to !== to)
  return { ...document, wires: [...kept, { from, to }] }
}

export function disconnect(document: Document, wires: readonly Wire[]): Document {
  const left = document.wires.filter(w => !wires.some(gone => isSameWire(gone, w)))
  return left.length === document.wires.length ? document : { ...document, wires: left }
}

/** Pulls an end of a wire to another node; among a merge's inputs it keeps its place. */
export function reconnect(document: Document, old: Wire, wire: Wire): Document {
  const free = disconnect(document, [old])
  if (free === document || isSameWire(old, wire) || !canConnect(free, wire.from, wire.to)) return document
  const isTaken = (w: Wire): boolean =>
    w.to === wire.to && portsOf(document, w.to).in === 1 && !isSameWire(w, old)
  return {
    ...document,
    wires: document.wires.flatMap(w => (isSameWire(w, old) ? [wire] : isTaken(w) ? [] : [w])),
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

/** The node takes its place on the wire. */
export const splice = (document: Document, wire: Wire, id: NodeId): Document => ({
  ...document,
  wires: document.wires.flatMap(w =>
    isSameWire(w, wire)
      ? [
          { from: w.from, to: id },
          { from: id, to: w.to },
        ]
      : [w],
  ),
})
