/** The wire that lies under a place of the canvas. */
import type { Wire } from '../../preload/contract'
import { distanceToLine, inlet, NODE_HEIGHT, outlet, type Point } from '../document/geometry'
import { useProject } from '../document/store'

/** The wire under a place (of a node's middle), if there is one near enough. */
export function wireAt(at: Point): Wire | undefined {
  const { nodes, wires } = useProject.getState().document
  const byId = new Map(nodes.map(n => [n.id, n]))
  const near = wires
    .map(wire => {
      const from = byId.get(wire.from)
      const to = byId.get(wire.to)
      return { wire, distance: from && to ? distanceToLine(at, outlet(from), inlet(to)) : Infinity }
    })
    .sort((a, b) => a.distance - b.distance)[0]
  return near && near.distance < NODE_HEIGHT / 2 ? near.wire : undefined
}
