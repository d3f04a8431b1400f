/** Moves nodes about: to places, by a step, onto one line. Pure; a move to where they are changes nothing. */
import type { Document, GraphNode, NodeId } from '../../preload/contract'
import { NODE_HEIGHT, snapped, STEP_X, type Point } from './geometry'

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
  const across = as === 'row' ? 'x' : 'y'
  if (nodes.length < 2) return document
  const line = snapped({ x: nodes.reduce((s, n) => s + n[axis], 0) / nodes.length, y: 0 }).x
  const least = as === 'row' ? STEP_X : NODE_HEIGHT + 24
  let last = -Infinity
  return moveNodes(
    document,
    new Map(
      [...nodes]
        .sort((a, b) => a[across] - b[across])
        .map(n => {
          last = Math.max(n[across], last + least)
          return [n.id, as === 'row' ? { x: last, y: line } : { x: line, y: last }]
        }),
    ),
  )
}
