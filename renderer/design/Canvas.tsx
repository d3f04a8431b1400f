/**
 * The canvas: React Flow as a view of the document.
 * All state is in flow.ts; while a node is dragged only React Flow's own positions change, and the
 * document hears of it once, when the drag ends.
 */
import {
  Background,
  BackgroundVariant,
  ReactFlow,
  useStore,
  type Connection,
  type FinalConnectionState,
  type OnConnectStart,
  type OnNodeDrag,
  type SelectionDragHandler,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useEffect, useRef, type DragEvent, type FocusEvent, type MouseEvent } from 'react'
import { isLayerKind, type NodeId, type Wire } from '../../preload/contract'
import { GRID, NODE_HEIGHT, NODE_WIDTH } from '../document/geometry'
import { useProject } from '../document/store'
import { askForLayer, canWire, dropLayer, finishDrag, rewire, unwire, wireUp } from './actions'
import classes from './Canvas.module.css'
import { EmptyCanvas } from './EmptyCanvas'
import {
  applyToEdges,
  applyToNodes,
  canvas,
  putBack,
  select,
  useFlow,
  type FlowEdge,
  type FlowNode,
} from './flow'
import { LayerNode } from './LayerNode'
import { QuickList } from './QuickList'
import { followStrips } from './strips'
import { fit, fitSoon, isFitted } from './viewport'
import { WireEdge } from './WireEdge'

export const LAYER_MIME = 'application/x-receptive-layer'
const nodeTypes = { layer: LayerNode }
const edgeTypes = { wire: WireEdge }
const snapGrid: [number, number] = [GRID, GRID]
const selectingKeys = ['Shift', 'Control', 'Meta']
const proOptions = { hideAttribution: true }

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

function onDoubleClick(event: MouseEvent): void {
  if (
    !(event.target instanceof Element) ||
    !event.target.classList.contains('react-flow__pane') ||
    !canvas.flow
  )
    return
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
/** A node or wire reached with Tab is the selected one, so that every key means it. */
function selectFocused({ target }: FocusEvent): void {
  const id = target.matches(':focus-visible') ? target.getAttribute('data-id') : null
  const { selected, edges } = useFlow.getState()
  if (id === null) return
  const edge = target.matches('.react-flow__edge') ? edges.find(e => e.id === id) : undefined
  if (edge) select([], [{ from: edge.source, to: edge.target }])
  else if (target.matches('.react-flow__node') && !selected.includes(id)) select([id])
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
const show = (flow: NonNullable<typeof canvas.flow>): void => {
  canvas.flow = flow
  fit(false)
}

/**
 * Fits again when the window or a panel changes size, unless the view has been moved since it last fitted.
 */
function followSize(): (() => void) | undefined {
  const element = canvas.element
  if (!element) return undefined
  let before = { width: element.clientWidth, height: element.clientHeight }
  const observer = new ResizeObserver(() => {
    const now = { width: element.clientWidth, height: element.clientHeight }
    if (now.width === before.width && now.height === before.height) return
    if (isFitted(before)) fitSoon(false)
    before = now
  })
  observer.observe(element)
  return () => observer.disconnect()
}

export function Canvas() {
  const isEmpty = useFlow(s => s.nodes.length === 0)
  const project = useProject(s => s.project?.id)
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    canvas.element = element.current
    return () => {
      canvas.element = null
      canvas.flow = null
    }
  }, [])
  useEffect(followStrips, [])
  useEffect(followSize, [])
  useEffect(() => {
    const frame = requestAnimationFrame(() => fit(false))
    return () => cancelAnimationFrame(frame)
  }, [project])
  return (
    <div
      ref={element}
      className={classes['canvas']}
      tabIndex={-1}
      role="region"
      aria-label="Network"
      onDoubleClick={onDoubleClick}
      onDragOver={allowDrop}
      onDrop={onDrop}
      onFocus={selectFocused}
    >
      <View />
      {isEmpty && <EmptyCanvas />}
      <QuickList />
    </div>
  )
}

const background = (
  <Background
    variant={BackgroundVariant.Dots}
    gap={24}
    size={1.5}
    color="var(--canvas-dot)"
    bgColor="var(--canvas)"
  />
)

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

/**
 * Drawn again on every frame of a drag, so nothing it hands on may be made anew: one new function redraws
 * every wire. All nodes stay in the page: leaving out those not in view gains nothing with 200 in view and 1
 * to 3 frames a second close up, and would leave the keyboard and screen readers without the rest of the
 * network.
 */
function View() {
  const nodes = useFlow(s => s.nodes)
  const edges = useFlow(s => s.edges)
  return (
    <ReactFlow<FlowNode, FlowEdge>
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={applyToNodes}
      onEdgesChange={applyToEdges}
      onInit={show}
      onNodeDragStart={startDrag}
      onNodeDragStop={stopDrag}
      onSelectionDragStart={startDrag}
      onSelectionDragStop={stopSelectionDrag}
      isValidConnection={isValid}
      onConnect={connect}
      onConnectStart={startWire}
      onConnectEnd={endWire}
      connectionRadius={36}
      onReconnectStart={startRewiring}
      onReconnect={rewireTo}
      onReconnectEnd={endRewiring}
      onEdgeDoubleClick={askOnWire}
      deleteKeyCode={null}
      selectionKeyCode="Shift"
      multiSelectionKeyCode={selectingKeys}
      panActivationKeyCode={null}
      disableKeyboardA11y
      snapToGrid
      snapGrid={snapGrid}
      minZoom={0.1}
      maxZoom={2}
      zoomOnDoubleClick={false}
      nodeDragThreshold={3}
      elevateNodesOnSelect={false}
      elevateEdgesOnSelect={false}
      proOptions={proOptions}
      reconnectRadius={14}
    >
      {background}
      {distance}
    </ReactFlow>
  )
}
