/**
 * What a graph means: every node's shapes, costs and receptive field, or the sentence that says what is
 * wrong. Pure.
 * Editor, trainer and importer all call `analyse`, so what cannot be trained cannot be built.
 */
import type { NumberScale } from '../datasets/dataset'
import type { Document, GraphNode, NodeId } from '../document/document'
import { layer } from '../layers'
import { isStandardised } from '../layers/output'
import { nodesInCycles } from './cycles'
import { graphProblems } from './graphProblems'
import { reportOf, UNKNOWN } from './nodeReport'
import { sortedNodes, wiringOf, type Wiring } from './order'
import { receptiveFieldOf, type FieldGeometry } from './receptiveField'
import type { Analysis, NodeReport, NumberSpread, Problem, SampleInfo } from './types'

/**
 * What a network means: of each node its shapes `[height, width, channels]`, parameters, multiply-adds of one
 * sample, receptive field, and what is wrong with it; then of the whole. Without `data`, shapes follow where
 * the Input has one of its own.
 */
export function analyse(doc: Pick<Document, 'nodes' | 'wires'>, data: SampleInfo | null): Analysis {
  const wiring = wiringOf(doc.wires)
  const order = sortedNodes(doc.nodes, wiring)
  const reports = new Map([
    ...unsortedReports(doc.nodes, order, wiring),
    ...sortedReports(order, wiring, data),
  ])
  const problems: Problem[] = doc.nodes.flatMap(n => {
    const bad = reports.get(n.id)?.problem
    return bad ? [{ node: n.id, sentence: bad.bad, ...(bad.fix ? { fix: bad.fix } : {}) }] : []
  })
  if (data?.problem) problems.push({ node: null, sentence: data.problem })
  problems.push(...graphProblems(doc.nodes, reports, data))
  const total = (pick: (r: NodeReport) => number) => [...reports.values()].reduce((n, r) => n + pick(r), 0)
  return {
    nodes: reports,
    problems,
    order: problems.length === 0 ? order : null,
    parameters: total(r => r.parameters),
    multiplyAdds: total(r => r.multiplyAdds),
  }
}

/** Of nodes in a cycle, and of those behind one. */
function unsortedReports(
  nodes: readonly GraphNode[],
  order: readonly GraphNode[],
  { outOf }: Wiring,
): Map<NodeId, NodeReport> {
  const sorted = new Set(order)
  const rest = nodes.filter(n => !sorted.has(n))
  const cycles = nodesInCycles(
    rest.map(n => n.id),
    outOf,
  )
  const problemOf = ({ id, kind }: GraphNode) =>
    cycles.has(id)
      ? { bad: `${layer(kind).title} is part of a circle: remove one of the wires of the loop.` }
      : null
  return new Map(rest.map(node => [node.id, { ...UNKNOWN, problem: problemOf(node) }]))
}

function sortedReports(
  order: readonly GraphNode[],
  { into, outOf }: Wiring,
  data: SampleInfo | null,
): Map<NodeId, NodeReport> {
  const reports = new Map<NodeId, NodeReport>()
  const fields = new Map<NodeId, FieldGeometry>()
  for (const node of order) {
    const from = into.get(node.id) ?? []
    const ins = from.map(id => reports.get(id) ?? UNKNOWN)
    const known = reportOf(node, ins, outOf.get(node.id)?.length ?? 0, data)
    const before = from.map(id => fields.get(id))
    const field = receptiveFieldOf(layer(node.kind), node.params, known, before)
    fields.set(node.id, field)
    reports.set(node.id, known.out ? { ...known, ...seen(field) } : known)
  }
  return reports
}

/**
 * Behind layers that enlarge, sizes have fractions, and whole input values count; behind strides as well it
 * is an upper bound.
 */
function seen(field: FieldGeometry): Pick<NodeReport, 'receptiveField' | 'centres'> {
  if (field === 'everything') return { receptiveField: 'everything', centres: null }
  const { size, start, jump } = field
  return { receptiveField: size.map(n => Math.floor(n + 1e-9)), centres: start && { start, step: jump } }
}

export const spreadsOf = (
  names: readonly string[],
  { mean, deviation }: NumberScale,
): readonly NumberSpread[] =>
  names.map((name, i) => ({ name, mean: mean[i] ?? 0, deviation: deviation[i] ?? 1 }))
/** Whether the loss of any Output is taken of standardised numbers. */
export const learnsStandardised = ({ nodes }: Pick<Document, 'nodes'>): boolean =>
  nodes.some(n => n.kind === 'output' && isStandardised(n.params))
