/**
 * From a graph to the operations that are really carried out. Pure.
 * Layers that only look at their input in another shape (Flatten, Output) are no operations, and where the
 * fused conv–ReLU–max-pool block is recognised one fused operation stands for its nodes.
 */
import { FUSED_BLOCK, fusedBlockOf } from './fusedBlock'
import type { Document, GraphNode, NodeId } from '../document/document'
import type { Analysis, NodeReport } from '../graph/types'
import { layer, type LayerKind } from '../layers'
import type { AnyValues, FusedBlock, LayerDecl, Params, Shape, ValuesOf } from '../spec'

export type OperationKind = LayerKind | typeof FUSED_BLOCK.kind
export const declOf = (kind: OperationKind): LayerDecl => (kind === 'block' ? FUSED_BLOCK : layer(kind))

/** What is carried out: `inputs` are the operations (or Input nodes) whose values it reads. */
export type Operation = {
  /** The node whose output it makes, and all nodes it stands for. */
  readonly node: NodeId
  readonly nodes: readonly NodeId[]
  readonly kind: OperationKind
  readonly p: AnyValues
  readonly ins: readonly Shape[]
  readonly out: Shape
  readonly inputs: readonly NodeId[]
}
export type Operations = {
  /** Behind what they read from. */
  readonly operations: readonly Operation[]
  readonly inputs: readonly GraphNode[]
  /** Output nodes, with the operation whose values they hand out. */
  readonly outputs: readonly { readonly node: GraphNode; readonly source: NodeId }[]
  /** Which operation (or Input) holds a node's output; nodes inside a block have none. */
  readonly sourceOf: ReadonlyMap<NodeId, NodeId>
}

/** Nodes that become one operation; a block where there are several. */
type Chain = { readonly nodes: readonly GraphNode[]; readonly block: FusedBlock | null }
type Graph = {
  readonly into: ReadonlyMap<NodeId, readonly NodeId[]>
  readonly outOf: ReadonlyMap<NodeId, readonly NodeId[]>
}

export function operationsOf(
  document: Pick<Document, 'wires'>,
  order: readonly GraphNode[],
  reports: Analysis['nodes'],
  isFused: boolean,
  isAnswer: boolean,
): Operations {
  const graph = wiresOf(document)
  const byId = new Map(order.map(n => [n.id, n]))
  const sourceOf = new Map<NodeId, NodeId>()
  const hidden = new Set<NodeId>()
  const operations: Operation[] = []
  const inputs: GraphNode[] = []
  const outputs: { node: GraphNode; source: NodeId }[] = []
  const sources = (id: NodeId): NodeId[] => (graph.into.get(id) ?? []).map(from => sourceOf.get(from) ?? from)
  for (const node of order) {
    const report = reports.get(node.id)
    const decl = layer(node.kind)
    if (!report?.out || hidden.has(node.id)) continue
    if (node.kind === 'input') {
      inputs.push(node)
      sourceOf.set(node.id, node.id)
    } else if (decl.isView?.(node.params as ValuesOf<Params>)) {
      const source = sources(node.id)[0] ?? node.id
      sourceOf.set(node.id, source)
      if (node.kind === 'output') outputs.push({ node, source })
    } else {
      const fused = isFused ? blockFrom(node, graph, byId, reports, isAnswer) : null
      fused?.nodes.forEach(n => hidden.add(n.id))
      const operation = operationOf(fused ?? { nodes: [node], block: null }, reports, sources(node.id))
      operations.push(operation)
      sourceOf.set(operation.node, operation.node)
    }
  }
  return { operations, inputs, outputs, sourceOf }
}

function wiresOf({ wires }: Pick<Document, 'wires'>): Graph {
  const into = new Map<NodeId, NodeId[]>()
  const outOf = new Map<NodeId, NodeId[]>()
  for (const w of wires) {
    into.set(w.to, [...(into.get(w.to) ?? []), w.from])
    outOf.set(w.from, [...(outOf.get(w.from) ?? []), w.to])
  }
  return { into, outOf }
}

/** Convolution, perhaps ReLU, max pooling, each read by the next alone; or null. */
function blockFrom(
  first: GraphNode,
  { outOf }: Graph,
  byId: ReadonlyMap<NodeId, GraphNode>,
  reports: ReadonlyMap<NodeId, NodeReport>,
  isAnswer: boolean,
): Chain | null {
  const next = (node: GraphNode): GraphNode | undefined => {
    const readers = outOf.get(node.id) ?? []
    return readers.length === 1 ? byId.get(readers[0] ?? '') : undefined
  }
  const second = next(first)
  const isRectified = second?.kind === 'activation' && second.params['function'] === 'relu'
  const pool = second && isRectified ? next(second) : second
  const block = pool && fusedBlockOf(first, pool, isRectified, reports.get(first.id)?.in ?? [], isAnswer)
  return block ? { nodes: [first, ...(second && isRectified ? [second] : []), pool], block } : null
}

function operationOf(
  { nodes, block }: Chain,
  reports: ReadonlyMap<NodeId, NodeReport>,
  inputs: readonly NodeId[],
): Operation {
  const first = nodes[0] as GraphNode
  const last = nodes.at(-1) as GraphNode
  return {
    node: last.id,
    nodes: nodes.map(n => n.id),
    kind: block ? 'block' : first.kind,
    p: block ? { convolution: first.params, block } : first.params,
    ins: reports.get(first.id)?.ins ?? [],
    out: reports.get(last.id)?.out ?? [],
    inputs,
  }
}
