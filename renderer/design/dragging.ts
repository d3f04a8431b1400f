/** Nodes dragged over the canvas: the document hears of it once, when the drag ends. */
import type { OnNodeDrag, SelectionDragHandler } from '@xyflow/react'
import type { NodeId } from '../../preload/contract'
import { moveOntoWire } from '../document/adding'
import { NODE_HEIGHT, NODE_WIDTH, snapped, type Point } from '../document/geometry'
import { moveNodes } from '../document/placing'
import { useProject } from '../document/store'
import { edit } from './actions'
import { putBack, useFlow, type FlowNode } from './flow'
import { wireAt } from './wireAt'

/** The end of a drag: the new places, and, for a single unwired node, the wire it was let go on. One step. */
function finishDrag(places: ReadonlyMap<NodeId, Point>): void {
  const [id] = places.keys()
  const at = id === undefined ? undefined : places.get(id)
  edit(places.size === 1 ? 'Move' : `Move ${places.size} layers`, d => {
    const moved = moveNodes(d, new Map([...places].map(([n, p]) => [n, snapped(p)])))
    const wire =
      places.size === 1 && at ? wireAt({ x: at.x + NODE_WIDTH / 2, y: at.y + NODE_HEIGHT / 2 }) : undefined
    return id !== undefined && wire && wire.from !== id && wire.to !== id
      ? moveOntoWire(moved, wire, id)
      : moved
  })
}

const startDrag = (): void => {
  useFlow.setState({ isDragOff: false })
  useProject.getState().beginGesture('Move')
}
function endDrag(moved: readonly FlowNode[]): void {
  const { isInGesture, cancel } = useProject.getState()
  if (!isInGesture) return putBack() // called off with Escape, or ended by undo
  cancel() // the gesture only held the mark: the places come in one edit
  finishDrag(new Map(moved.map(n => [n.id, n.position])))
}
const stopDrag: OnNodeDrag<FlowNode> = (_event, _node, nodes) => endDrag(nodes)
const stopSelectionDrag: SelectionDragHandler<FlowNode> = (_event, nodes) => endDrag(nodes)

export const dragHandlers = {
  onNodeDragStart: startDrag,
  onNodeDragStop: stopDrag,
  onSelectionDragStart: startDrag,
  onSelectionDragStop: stopSelectionDrag,
} as const
