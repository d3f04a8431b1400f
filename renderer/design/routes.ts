/**
 * How a wire runs from port to port so that it can be followed: which place on a merge's port it takes, and
 * whether it goes around nodes that stand in its way, as the short cut of a residual block does. Pure.
 * Routes are worked out from the document, not while a node is dragged; a route that is still
 * the same keeps its identity, so that React Flow redraws no wire for nothing.
 */
import { type Document, type GraphNode, type NodeId, type Wire, layer } from '../../preload/contract'
import { inlet, NODE_HEIGHT, NODE_WIDTH, outlet, STEP_X, STEP_Y } from '../document/geometry'

export type Route = {
  /** How far below the middle of the port the wire ends. */
  readonly end: number
  /**
   * The height at which it runs past what stands in its way, or back to an earlier column; null where it need
   * not.
   */
  readonly lane: number | null
}
type Routes = ReadonlyMap<Wire, Route>

/** A merge's port is this long, and its wires end at most this far from each other. */
const PORT_LENGTH = 40
const WIRE_GAP = 12
/** How far a wire that runs back goes sideways from its nodes. */
const ASIDE = 18
/** Between a lane and the nodes above or below, and between lanes. */
const CLEAR = 20
const LANE_GAP = 12

export function routesOf({ nodes, wires }: Pick<Document, 'nodes' | 'wires'>): Routes {
  const byId = new Map(nodes.map(n => [n.id, n]))
  const ends = endsOf(wires, byId)
  const lanes: Lane[] = []
  const routes = new Map<Wire, Route>()
  // Short wires first: their lanes lie closer to the nodes.
  const wide = (w: Wire): number => Math.abs((byId.get(w.to)?.x ?? 0) - (byId.get(w.from)?.x ?? 0))
  for (const w of wires.toSorted((a, b) => wide(a) - wide(b))) {
    const from = byId.get(w.from)
    const to = byId.get(w.to)
    if (!from || !to) continue
    const isBack = to.x < from.x + NODE_WIDTH
    routes.set(w, {
      end: ends.get(w) ?? 0,
      lane: isBack ? laneBack(nodes, from, to, lanes) : laneFor(nodes, from, to, lanes),
    })
  }
  return routes
}

/**
 * Where each wire ends on its merge's port, from top to bottom: in the order of the channels where that means
 * something, and otherwise so that wires do not cross.
 */
function endsOf(wires: readonly Wire[], byId: ReadonlyMap<NodeId, GraphNode>): ReadonlyMap<Wire, number> {
  const into = new Map<NodeId, Wire[]>()
  const ends = new Map<Wire, number>()
  for (const w of wires) into.set(w.to, [...(into.get(w.to) ?? []), w])
  for (const [id, list] of into) {
    const node = byId.get(id)
    if (!node || layer(node.kind).ports.in <= 1) continue
    // A source further away in the same row comes by a lane above.
    const height = (w: Wire): number => (byId.get(w.from)?.y ?? 0) + (byId.get(w.from)?.x ?? 0) / 1e4
    const order = node.kind === 'concatenate' ? list : list.toSorted((a, b) => height(a) - height(b))
    // A wire that comes straight stays straight; the others end above and below it.
    const straight = order.findLastIndex(w => byId.get(w.from)?.y === node.y)
    const middle = straight < 0 ? (order.length - 1) / 2 : straight
    const gap = Math.min(WIRE_GAP, (PORT_LENGTH / 2 - 6) / Math.max(1, middle, order.length - 1 - middle))
    order.forEach((w, i) => ends.set(w, (i - middle) * gap))
  }
  return ends
}

type Lane = { readonly left: number; readonly right: number; readonly y: number }

const blocks = (n: GraphNode, y: number): boolean => n.y < y + CLEAR - 1 && n.y + NODE_HEIGHT > y - CLEAR + 1
/** The first free lane from `y` on, upwards or downwards, where several would lie on each other. */
function ownLane(lanes: Lane[], left: number, right: number, y: number, step: number): number {
  while (lanes.some(l => l.left < right && l.right > left && Math.abs(l.y - y) < LANE_GAP)) y += step
  lanes.push({ left, right, y })
  return y
}

/**
 * Back to an earlier column: between the rows, in the middle, or where that is taken next to one of its two
 * nodes.
 */
function laneBack(nodes: readonly GraphNode[], from: GraphNode, to: GraphNode, lanes: Lane[]): number {
  const left = to.x - ASIDE
  const right = from.x + NODE_WIDTH + ASIDE
  const beside = (STEP_Y - NODE_HEIGHT) / 2
  const near = nodes.filter(n => n.x < right && n.x + NODE_WIDTH > left)
  const isFree = (y: number): boolean => !near.some(n => blocks(n, y))
  const middle = (outlet(from).y + inlet(to).y) / 2
  const isDown = to.y >= from.y
  const besideTo = isDown ? to.y - beside : to.y + NODE_HEIGHT + beside
  const besideFrom = isDown ? from.y + NODE_HEIGHT + beside : from.y - beside
  const y = [middle, besideTo, besideFrom].find(isFree) ?? Math.min(...near.map(n => n.y)) - CLEAR
  return ownLane(lanes, left, right, y, LANE_GAP)
}

function laneFor(nodes: readonly GraphNode[], from: GraphNode, to: GraphNode, lanes: Lane[]): number | null {
  if (to.x - from.x < STEP_X * 1.5) return null
  const a = outlet(from)
  const b = inlet(to)
  const between = nodes.filter(n => n !== from && n !== to && n.x + NODE_WIDTH > a.x && n.x < b.x)
  const straightAt = (x: number): number =>
    a.y + (b.y - a.y) * Math.min(1, Math.max(0, (x - a.x) / (b.x - a.x)))
  const inTheWay = between.filter(n => blocks(n, straightAt(n.x)) || blocks(n, straightAt(n.x + NODE_WIDTH)))
  if (inTheWay.length === 0) return null
  let y = Math.min(...inTheWay.map(n => n.y)) - CLEAR
  for (
    let blocked = between.filter(n => blocks(n, y));
    blocked.length > 0;
    blocked = between.filter(n => blocks(n, y))
  )
    y = Math.min(...blocked.map(n => n.y)) - CLEAR
  return ownLane(lanes, a.x, b.x, y, -LANE_GAP)
}

const sameRoute = (a: Route, b: Route): boolean => a.end === b.end && a.lane === b.lane
export const keepRoute = (old: Route | undefined, now: Route): Route =>
  old && sameRoute(old, now) ? old : now

/** From port to port by way of the lane: two bends up, straight on, two bends down. */
export function lanePath(ax: number, ay: number, bx: number, by: number, lane: number): string {
  const bend = Math.min(48, (bx - ax) / 4)
  return (
    `M${ax},${ay} C${ax + bend * 0.7},${ay} ${ax + bend * 0.3},${lane} ${ax + bend},${lane} ` +
    `L${bx - bend},${lane} C${bx - bend * 0.3},${lane} ${bx - bend * 0.7},${by} ${bx},${by}`
  )
}
