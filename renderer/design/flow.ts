/**
 * The document as React Flow sees it, with what React Flow keeps beside it: selection, measured sizes, the
 * place of a node while it is dragged. The document flows in, and nothing flows back but at the end of a drag
 * (actions.ts); objects are reused while their node is unchanged, so React Flow redraws only what an edit
 * touched.
 */
import {
  applyEdgeChanges,
  applyNodeChanges,
  type Edge,
  type EdgeChange,
  type Node,
  type NodeChange,
  type ReactFlowInstance,
} from '@xyflow/react'
import { create } from 'zustand'
import { type Document, type GraphNode, type NodeId, type Wire, layer } from '../../preload/contract'
import { useProject } from '../document/store'
import type { Point } from '../document/geometry'
import { keepRoute, routesOf, type Route } from './routes'

export type FlowNode = Node<Pick<GraphNode, 'kind' | 'params'>, 'layer'>
export type FlowEdge = Edge<Route, 'wire'>
/** Where a layer is to be added. */
export type InsertPoint = {
  readonly after?: NodeId | undefined
  /** Several that are selected: a merge takes all of them, any other layer goes behind `after`. */
  readonly all?: readonly NodeId[] | undefined
  readonly before?: NodeId | undefined
  readonly wire?: Wire | undefined
  readonly at?: Point | undefined
}
/** A list waiting for a choice: a layer to add somewhere, or a node to draw a wire to. */
export type Question =
  ({ readonly ask: 'layer' } & InsertPoint) | { readonly ask: 'target'; readonly from: NodeId }

type Flow = {
  readonly nodes: FlowNode[]
  readonly edges: FlowEdge[]
  readonly selected: readonly NodeId[]
  readonly selectedWires: readonly Wire[]
  readonly question: Question | null
  /** Escape was pressed while dragging: what the pointer still does is ignored. */
  readonly isDragOff: boolean
  /** Where a connection being drawn may not end. */
  readonly dimmed: ReadonlySet<NodeId> | null
}

const edgeId = (w: Wire): string => `${w.from}→${w.to}`

function flowNode(n: GraphNode, old: FlowNode | undefined): FlowNode {
  const isSame = old?.data.kind === n.kind && old.data.params === n.params
  if (old && isSame && old.position.x === n.x && old.position.y === n.y && !old.dragging) return old
  const data = old && isSame ? old.data : { kind: n.kind, params: n.params }
  return {
    ...old,
    id: n.id,
    type: 'layer',
    position: { x: n.x, y: n.y },
    data,
    dragging: false,
    ariaLabel: `${layer(n.kind).title}, ${n.id}`,
  }
}

function flowEdge(w: Wire, route: Route, old: FlowEdge | undefined): FlowEdge {
  const data = keepRoute(old?.data, route)
  return old?.data === data
    ? old
    : { ...old, id: edgeId(w), type: 'wire', source: w.from, target: w.to, data }
}

const noRoute: Route = { end: 0, lane: null }
function flowOf(document: Document, before: Pick<Flow, 'nodes' | 'edges'>): Pick<Flow, 'nodes' | 'edges'> {
  const nodes = new Map(before.nodes.map(n => [n.id, n]))
  const edges = new Map(before.edges.map(e => [e.id, e]))
  const routes = routesOf(document)
  return {
    nodes: document.nodes.map(n => flowNode(n, nodes.get(n.id))),
    edges: document.wires.map(w => flowEdge(w, routes.get(w) ?? noRoute, edges.get(edgeId(w)))),
  }
}

const selection = (
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
): Pick<Flow, 'selected' | 'selectedWires'> => ({
  selected: nodes.filter(n => n.selected).map(n => n.id),
  selectedWires: edges.filter(e => e.selected).map(e => ({ from: e.source, to: e.target })),
})

export const useFlow = create<Flow>(() => {
  const first = flowOf(useProject.getState().document, { nodes: [], edges: [] })
  return { ...first, selected: [], selectedWires: [], question: null, isDragOff: false, dimmed: null }
})
useProject.subscribe((after, before) => {
  if (after.document.nodes === before.document.nodes && after.document.wires === before.document.wires) return
  const isOther = after.project?.id !== before.project?.id
  const next = flowOf(after.document, isOther ? { nodes: [], edges: [] } : useFlow.getState())
  useFlow.setState({ ...next, ...selection(next.nodes, next.edges) })
})

/** The changes that are React Flow's own business; adding and removing is the document's. */
export function applyToNodes(changes: NodeChange<FlowNode>[]): void {
  const { isDragOff } = useFlow.getState()
  const wanted = changes.filter(
    c => c.type === 'dimensions' || c.type === 'select' || (c.type === 'position' && !isDragOff),
  )
  if (wanted.length === 0) return
  const nodes = applyNodeChanges(wanted, useFlow.getState().nodes)
  useFlow.setState(
    wanted.some(c => c.type === 'select')
      ? { nodes, ...selection(nodes, useFlow.getState().edges) }
      : { nodes },
  )
}
export function applyToEdges(changes: EdgeChange<FlowEdge>[]): void {
  const wanted = changes.filter(c => c.type === 'select')
  if (wanted.length === 0) return
  const edges = applyEdgeChanges(wanted, useFlow.getState().edges)
  useFlow.setState({ edges, ...selection(useFlow.getState().nodes, edges) })
}

export function select(ids: readonly NodeId[], wires: readonly Wire[] = []): void {
  const chosen = new Set(ids)
  const lines = new Set(wires.map(edgeId))
  const flow = useFlow.getState()
  const nodes = flow.nodes.map(n =>
    Boolean(n.selected) === chosen.has(n.id) ? n : { ...n, selected: chosen.has(n.id) },
  )
  const edges = flow.edges.map(e =>
    Boolean(e.selected) === lines.has(e.id) ? e : { ...e, selected: lines.has(e.id) },
  )
  useFlow.setState({ nodes, edges, ...selection(nodes, edges) })
}

/** Puts every node back to where the document has it: the end of a drag that was called off. */
export function putBack(): void {
  useFlow.setState(flow => ({
    isDragOff: true,
    nodes: flowOf(useProject.getState().document, flow).nodes.map(n =>
      n.dragging ? { ...n, dragging: false } : n,
    ),
  }))
}

/** The canvas on screen, for what only it can do: fitting, and turning screen places into canvas places. */
export const canvas: { flow: ReactFlowInstance<FlowNode, FlowEdge> | null; element: HTMLElement | null } = {
  flow: null,
  element: null,
}
