/** A graph as a list for reading: every node with its name, its report and where it reads from. Pure. */
import {
  analyse,
  layer,
  type Document,
  type GraphNode,
  type NodeReport,
  type SampleInfo,
} from '../../preload/contract'
import { inOrder } from './order'

export type Link = {
  readonly node: GraphNode
  readonly report: NodeReport | undefined
  readonly summary: string
  /** Its title, with a number where there are several of its kind. */
  readonly name: string
  /** The names of the nodes it reads from, in the order of their wires. */
  readonly sources: readonly string[]
  /** The same where the order of the list does not tell: it is not just the node before it in the list. */
  readonly from: readonly string[] | null
}

/** Every node of the graph, behind those it reads from; branches one after another. */
export function linksOf(doc: Document, info: SampleInfo | null): readonly Link[] {
  const { nodes: reports } = analyse(doc, info)
  const order = inOrder(doc)
  const names = namesOf(order)
  return order.map((node, i) => {
    const ids = doc.wires.flatMap(w => (w.to === node.id ? [w.from] : []))
    const sources = ids.map(id => names.get(id) ?? id)
    const isPlain = ids.length === 0 || (ids.length === 1 && ids[0] === order[i - 1]?.id)
    return {
      node,
      report: reports.get(node.id),
      summary: layer(node.kind).summary(node.params as never),
      name: names.get(node.id) ?? node.id,
      sources,
      from: isPlain ? null : sources,
    }
  })
}

function namesOf(order: readonly GraphNode[]): ReadonlyMap<string, string> {
  const seen = new Map<string, number>()
  return new Map(
    order.map(({ id, kind }) => {
      const n = (seen.get(kind) ?? 0) + 1
      seen.set(kind, n)
      return [
        id,
        order.filter(m => m.kind === kind).length > 1 ? `${layer(kind).title} ${n}` : layer(kind).title,
      ]
    }),
  )
}
