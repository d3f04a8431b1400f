/** What is wrong with a graph as a whole, where every node by itself is right. Pure. */
import type { GraphNode, NodeId } from '../document/document'
import { layer } from '../layers'
import type { Params, ValuesOf } from '../spec'
import { footprint, tooLarge } from './footprint'
import { UNKNOWN } from './nodeReport'
import type { NodeReport, Problem, SampleInfo } from './types'

export const NO_DATASET = 'No data set is chosen: pick one in Data.'

export function graphProblems(
  nodes: readonly GraphNode[],
  reports: ReadonlyMap<NodeId, NodeReport>,
  data: SampleInfo | null,
): Problem[] {
  const count = (kind: string) => nodes.filter(n => n.kind === kind).length
  if (nodes.length === 0) return [{ node: null, sentence: 'The canvas is empty: add an Input to begin.' }]
  const problems: Problem[] = []
  for (const [kind, title] of [
    ['input', 'Input'],
    ['output', 'Output'],
  ] as const)
    if (count(kind) === 0)
      problems.push({ node: null, sentence: `The network has no ${title}: add one from the palette.` })
  if (!data) problems.push({ node: null, sentence: NO_DATASET })
  if (
    problems.length === 0 &&
    [...reports.values()].every(r => r.problem === null && r.out) &&
    !nodes.some(n => canLearn(n, reports.get(n.id)))
  )
    problems.push({ node: null, sentence: 'Nothing here can learn: add a Conv or a Dense layer.' })
  const large = problems.length === 0 ? tooLarge('The whole network', bytesOf(nodes, reports)) : null
  if (large) problems.push({ node: null, sentence: large.bad })
  return problems
}

const canLearn = (node: GraphNode, r: NodeReport | undefined): boolean =>
  layer(node.kind)
    .weights(r?.in ?? [], node.params as ValuesOf<Params>)
    .some(w => !w.isFrozen)

/** What all layers together cannot do without. */
function bytesOf(nodes: readonly GraphNode[], reports: ReadonlyMap<NodeId, NodeReport>): number {
  let bytes = 0
  let largestScratch = 0
  for (const node of nodes) {
    const { in: x, out } = reports.get(node.id) ?? UNKNOWN
    if (!x || !out) continue
    const { kept, scratch } = footprint(layer(node.kind), x, out, node.params as ValuesOf<Params>)
    bytes += kept
    largestScratch = Math.max(largestScratch, scratch)
  }
  return bytes + largestScratch
}
