/** React Flow with everything it is told: what is drawn, how, and who hears the pointer. */
import { Background, BackgroundVariant, ReactFlow, useStore } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useEffect } from 'react'
import { GRID } from '../document/geometry'
import { dragHandlers } from './dragging'
import { applyToEdges, applyToNodes, canvas, useFlow, type FlowEdge, type FlowNode } from './flow'
import { LayerNode } from './LayerNode'
import { fit } from './viewport'
import { WireEdge } from './WireEdge'
import { wireHandlers } from './wiring'

const show = (flow: NonNullable<typeof canvas.flow>): void => {
  canvas.flow = flow
  fit(false)
}

/** Below this zoom the canvas shows less of each node. */
const FAR = 0.5

/** Says on the canvas element that it is seen from afar; draws nothing, and wakes only when that changes. */
function Distance() {
  const isFar = useStore(s => s.transform[2] < FAR)
  useEffect(() => {
    canvas.element?.toggleAttribute('data-far', isFar)
  }, [isFar])
  return null
}
const distance = <Distance />

const background = (
  <Background
    variant={BackgroundVariant.Dots}
    gap={24}
    size={1.5}
    color="var(--canvas-dot)"
    bgColor="var(--canvas)"
  />
)

const selectingKeys = ['Shift', 'Control', 'Meta']
const settings = {
  nodeTypes: { layer: LayerNode },
  edgeTypes: { wire: WireEdge },
  connectionRadius: 36,
  reconnectRadius: 14,
  deleteKeyCode: null,
  selectionKeyCode: 'Shift',
  multiSelectionKeyCode: selectingKeys,
  panActivationKeyCode: null,
  disableKeyboardA11y: true,
  snapToGrid: true,
  snapGrid: [GRID, GRID] as [number, number],
  minZoom: 0.1,
  maxZoom: 2,
  zoomOnDoubleClick: false,
  nodeDragThreshold: 3,
  elevateNodesOnSelect: false,
  elevateEdgesOnSelect: false,
  proOptions: { hideAttribution: true },
}

/**
 * Drawn again on every frame of a drag, so nothing it hands on may be made anew: one new function redraws
 * every wire. All nodes stay in the page: leaving out those not in view gains nothing with 200 in view and 1
 * to 3 frames a second close up, and would leave the keyboard and screen readers without the rest of the
 * network.
 */
export function FlowView() {
  const nodes = useFlow(s => s.nodes)
  const edges = useFlow(s => s.edges)
  return (
    <ReactFlow<FlowNode, FlowEdge>
      {...settings}
      {...dragHandlers}
      {...wireHandlers}
      nodes={nodes}
      edges={edges}
      onNodesChange={applyToNodes}
      onEdgesChange={applyToEdges}
      onInit={show}
    >
      {background}
      {distance}
    </ReactFlow>
  )
}
