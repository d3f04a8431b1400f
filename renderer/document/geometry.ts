/**
 * Where nodes lie: sizes, steps and free places, in canvas pixels. x and y are a node's top left corner.
 * Pure.
 */
import type { Document, GraphNode, NodeId, Wire } from '../../preload/contract'

export const NODE_WIDTH = 212
export const NODE_HEIGHT = 84
/** Everything lies on this grid. */
export const GRID = 4
/** From one node of a chain to the next. */
export const STEP_X = NODE_WIDTH + 48
/** From one row to the next: leaves room for the sentence under a node that is wrong. */
export const STEP_Y = NODE_HEIGHT + 92

export type Point = { readonly x: number; readonly y: number }
export const snap = (n: number): number => Math.round(n / GRID) * GRID || 0
export const snapped = (p: Point): Point => ({ x: snap(p.x), y: snap(p.y) })

const touches = (a: Point, b: Point): boolean =>
  Math.abs(a.x - b.x) < NODE_WIDTH + 8 && Math.abs(a.y - b.y) < NODE_HEIGHT + 8

/** The given place, or the next free one below it. */
export function freePlace(nodes: readonly GraphNode[], wanted: Point): Point {
  let place = snapped(wanted)
  for (let i = 0; i <= nodes.length && nodes.some(n => touches(n, place)); i++)
    place = { x: place.x, y: place.y + STEP_Y }
  return place
}

/** Every node that can be reached from `start` along the wires, without `start`. */
export function downstream(document: Pick<Document, 'wires'>, start: NodeId): Set<NodeId> {
  const found = new Set<NodeId>()
  const waiting = [start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const w of document.wires)
      if (w.from === id && !found.has(w.to)) {
        found.add(w.to)
        waiting.push(w.to)
      }
  return found
}

/** Moves `next` and what follows it right until `next` no longer lies on a node placed at `place`. */
export function makeRoom(document: Document, place: Point, next: NodeId): Document {
  const node = document.nodes.find(n => n.id === next)
  return node && touches(node, place) ? shift(document, node, place.x + STEP_X - node.x) : document
}

/**
 * Moves what lies behind a wire right until a node placed at `place` fits before it, whatever row that is in.
 */
export function makeWay(document: Document, wire: Wire, place: Point): Document {
  const from = document.nodes.find(n => n.id === wire.from)
  const to = document.nodes.find(n => n.id === wire.to)
  return from && to && to.x > from.x && to.x < place.x + STEP_X
    ? shift(document, to, place.x + STEP_X - to.x)
    : document
}

/**
 * Moves a node, and all that follow it along wires that run to the right: the next row of a broken chain
 * stays.
 */
function shift(document: Document, first: GraphNode, by: number): Document {
  const xOf = new Map(document.nodes.map(n => [n.id, n.x]))
  const moving = new Set([first.id])
  for (const id of moving)
    for (const w of document.wires)
      if (w.from === id && (xOf.get(w.to) ?? 0) > (xOf.get(id) ?? 0)) moving.add(w.to)
  return { ...document, nodes: document.nodes.map(n => (moving.has(n.id) ? { ...n, x: n.x + snap(by) } : n)) }
}

/** The middle of a node's right and left handle. */
export const outlet = (n: Point): Point => ({ x: n.x + NODE_WIDTH, y: n.y + NODE_HEIGHT / 2 })
export const inlet = (n: Point): Point => ({ x: n.x, y: n.y + NODE_HEIGHT / 2 })

/** How far a point lies from the straight line between two others. */
export function distanceToLine(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const long = dx * dx + dy * dy
  const t = long === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / long))
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy)
}
