/** Nodes dragged over the canvas: the document hears of it once, when the drag ends. */
import type { OnNodeDrag, SelectionDragHandler } from '@xyflow/react'
import { useProject } from '../document/store'
import { finishDrag } from './actions'
import { putBack, useFlow, type FlowNode } from './flow'

const startDrag = (): void => {
  useFlow.setState({ isDragOff: false })
  useProject.getState().begin('Move')
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
