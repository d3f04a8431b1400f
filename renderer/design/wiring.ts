/** Wires drawn, and pulled from port to port, with the pointer. */
import type { Connection, FinalConnectionState, OnConnectStart } from '@xyflow/react'
import type { NodeId, Wire } from '../../preload/contract'
import { NODE_HEIGHT, NODE_WIDTH } from '../document/geometry'
import { askForLayer } from './addLayer'
import { canWire, rewire, unwire, wireUp } from './actions'
import classes from './Canvas.module.css'
import { canvas, useFlow, type FlowEdge } from './flow'

/**
 * The wire whose end is being pulled off, and whether it has found a new port; if it finds none, it is
 * removed.
 */
let pulled: Wire | undefined
let isRewired = false
const isValid = (c: Connection | FlowEdge): boolean => canWire(c.source, c.target, pulled)
const connect = (c: Connection): void => wireUp(c.source, c.target)

const startWire: OnConnectStart = (_event, { nodeId, handleType }) => {
  if (nodeId === null) return
  const can = (id: NodeId): boolean =>
    handleType === 'source' ? canWire(nodeId, id, pulled) : canWire(id, nodeId, pulled)
  useFlow.setState(({ nodes }) => ({
    nodes: nodes.map(n => (n.id === nodeId || can(n.id) ? n : { ...n, className: classes['dimmed'] ?? '' })),
  }))
}
/** A wire let go over nothing asks what should stand there. */
function endWire(event: globalThis.MouseEvent | TouchEvent, state: FinalConnectionState): void {
  useFlow.setState(({ nodes }) => ({ nodes: nodes.map(n => (n.className ? { ...n, className: '' } : n)) }))
  const at =
    canvas.flow && 'clientX' in event
      ? canvas.flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      : null
  if (state.toNode || !state.fromNode || !at || !canvas.element?.contains(event.target as Element)) return
  const id = state.fromNode.id
  const isForward = state.fromHandle?.type === 'source'
  askForLayer(
    isForward
      ? { after: id, at: { x: at.x, y: at.y - NODE_HEIGHT / 2 } }
      : { before: id, at: { x: at.x - NODE_WIDTH, y: at.y - NODE_HEIGHT / 2 } },
  )
}

const startRewiring = (_event: unknown, edge: FlowEdge): void => {
  isRewired = false
  pulled = { from: edge.source, to: edge.target }
}
const rewireTo = (old: FlowEdge, c: Connection): void => {
  isRewired = true
  rewire({ from: old.source, to: old.target }, { from: c.source, to: c.target })
}
const endRewiring = (_event: unknown, edge: FlowEdge): void => {
  pulled = undefined
  if (!isRewired) unwire([{ from: edge.source, to: edge.target }])
}
const askOnWire = (_event: unknown, edge: FlowEdge): void =>
  askForLayer({ wire: { from: edge.source, to: edge.target } })

export const wireHandlers = {
  isValidConnection: isValid,
  onConnect: connect,
  onConnectStart: startWire,
  onConnectEnd: endWire,
  onReconnectStart: startRewiring,
  onReconnect: rewireTo,
  onReconnectEnd: endRewiring,
  onEdgeDoubleClick: askOnWire,
} as const
