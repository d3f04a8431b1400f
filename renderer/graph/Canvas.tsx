/**
 * The canvas: React Flow as a view of the document.
 * The one thing to know: all state is in flow.ts; while a node is dragged only React Flow's own positions change, and the
 * document hears of it once, when the drag ends.
 */
import { Background, BackgroundVariant, ReactFlow, type Connection, type FinalConnectionState, type OnConnectStart, type OnNodeDrag, type SelectionDragHandler } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useEffect, useRef, type DragEvent, type FocusEvent, type MouseEvent } from 'react'
import { isLayerKind, type NodeId } from '../../preload/contract'
import { GRID } from '../document/geometry'
import { useProject } from '../document/store'
import { askForLayer, canWire, dropLayer, finishDrag, rewire, unwire, wireUp } from './actions'
import classes from './Canvas.module.css'
import { EmptyCanvas, type EmptyCanvasProps } from './EmptyCanvas'
import { applyToEdges, applyToNodes, canvas, putBack, select, useFlow, type FlowEdge, type FlowNode } from './flow'
import { LayerNode } from './LayerNode'
import { QuickList } from './QuickList'
import { fit } from './viewport'
import { WireEdge } from './WireEdge'

export const LAYER_MIME = 'application/x-receptive-layer'
const nodeTypes = { layer: LayerNode }
const edgeTypes = { wire: WireEdge }
const snapGrid: [number, number] = [GRID, GRID]
const selectingKeys = ['Shift', 'Control', 'Meta']
const proOptions = { hideAttribution: true }

const startDrag: OnNodeDrag<FlowNode> = () => { useFlow.setState({ isDragOff: false }); useProject.getState().begin('Move') }
function endDrag(moved: readonly FlowNode[]): void {
  const { isInGesture, cancel } = useProject.getState()
  if (!isInGesture) return putBack() // called off with Escape, or ended by undo
  cancel() // the gesture only held the mark: the places come in one edit
  finishDrag(new Map(moved.map(n => [n.id, n.position])))
}
const stopDrag: OnNodeDrag<FlowNode> = (_event, _node, nodes) => endDrag(nodes)
const stopSelectionDrag: SelectionDragHandler<FlowNode> = (_event, nodes) => endDrag(nodes)

const isValid = (c: Connection | FlowEdge): boolean => canWire(c.source, c.target)
const connect = (c: Connection): void => wireUp(c.source, c.target)

const startWire: OnConnectStart = (_event, { nodeId, handleType }) => {
  if (nodeId === null) return
  const can = (id: NodeId): boolean => (handleType === 'source' ? canWire(nodeId, id) : canWire(id, nodeId))
  useFlow.setState(({ nodes }) => ({ nodes: nodes.map(n => (n.id === nodeId || can(n.id) ? n : { ...n, className: classes['dimmed'] ?? '' })) }))
}
/** A wire let go over nothing asks what should stand there. */
function endWire(event: globalThis.MouseEvent | TouchEvent, state: FinalConnectionState): void {
  useFlow.setState(({ nodes }) => ({ nodes: nodes.map(n => (n.className ? { ...n, className: '' } : n)) }))
  const at = canvas.flow && 'clientX' in event ? canvas.flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }) : null
  if (state.toNode || !state.fromNode || !at || !canvas.element?.contains(event.target as Element)) return
  const id = state.fromNode.id, isForward = state.fromHandle?.type === 'source'
  askForLayer(isForward ? { after: id, at: { x: at.x, y: at.y - 42 } } : { before: id, at: { x: at.x - 192, y: at.y - 42 } })
}

function onDoubleClick(event: MouseEvent): void {
  if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane') || !canvas.flow) return
  askForLayer({ at: canvas.flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }) })
}
function allowDrop(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(LAYER_MIME)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
}
function onDrop(event: DragEvent): void {
  const kind = event.dataTransfer.getData(LAYER_MIME)
  if (!isLayerKind(kind) || !canvas.flow) return
  event.preventDefault()
  dropLayer(kind, canvas.flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }))
}
/** A node reached with Tab is the selected one, so that every key means it. */
function selectFocused(event: FocusEvent): void {
  const id = event.target instanceof HTMLElement && event.target.matches('.react-flow__node:focus-visible') ? event.target.dataset['id'] : undefined
  if (id !== undefined && !useFlow.getState().selected.includes(id)) select([id])
}

export function Canvas(props: EmptyCanvasProps) {
  const nodes = useFlow(s => s.nodes), edges = useFlow(s => s.edges), project = useProject(s => s.project?.id)
  const element = useRef<HTMLDivElement>(null), reconnected = useRef(false)
  useEffect(() => {
    canvas.element = element.current
    return () => { canvas.element = null; canvas.flow = null }
  }, [])
  useEffect(() => { const frame = requestAnimationFrame(() => fit(false)); return () => cancelAnimationFrame(frame) }, [project])
  return (
    <div ref={element} className={classes['canvas']} tabIndex={-1} role="region" aria-label="Network" onDoubleClick={onDoubleClick} onDragOver={allowDrop} onDrop={onDrop} onFocus={selectFocused}>
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} onNodesChange={applyToNodes} onEdgesChange={applyToEdges}
        onInit={flow => { canvas.flow = flow; fit(false) }}
        onNodeDragStart={startDrag} onNodeDragStop={stopDrag} onSelectionDragStart={() => startDrag(null as never, null as never, [])} onSelectionDragStop={stopSelectionDrag}
        isValidConnection={isValid} onConnect={connect} onConnectStart={startWire} onConnectEnd={endWire} connectionRadius={36}
        onReconnectStart={() => { reconnected.current = false }}
        onReconnect={(old, c) => { reconnected.current = true; rewire({ from: old.source, to: old.target }, { from: c.source, to: c.target }) }}
        onReconnectEnd={(_event, edge) => { if (!reconnected.current) unwire([{ from: edge.source, to: edge.target }]) }}
        onEdgeDoubleClick={(_event, edge) => askForLayer({ wire: { from: edge.source, to: edge.target } })}
        deleteKeyCode={null} selectionKeyCode="Shift" multiSelectionKeyCode={selectingKeys} panActivationKeyCode={null}
        disableKeyboardA11y snapToGrid snapGrid={snapGrid} minZoom={0.1} maxZoom={2} zoomOnDoubleClick={false} nodeDragThreshold={3}
        elevateNodesOnSelect={false} elevateEdgesOnSelect={false} proOptions={proOptions} reconnectRadius={14}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--canvas-dot)" bgColor="var(--canvas)" />
      </ReactFlow>
      {nodes.length === 0 && <EmptyCanvas {...props} />}
      <QuickList />
    </div>
  )
}
