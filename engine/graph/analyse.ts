/**
 * What a graph means: every node's shapes, costs and receptive field, or the sentence that says what is
 * wrong. Pure.
 * Editor, trainer and importer all call `analyse`, so what cannot be trained cannot be built.
 */
import type { Document, GraphNode, NodeId } from '../document/document'
import { nodesInCycles } from './cycles'
import { fieldOf, type Field } from './receptiveField'
import type { NumberScale } from '../datasets/dataset'
import { footprint, tooLarge } from './footprint'
import { layer } from '../layers'
import { isStandardised } from '../layers/output'
import { isBad, parameterCount, type Bad, type LayerDecl, type Params, type ValuesOf } from '../spec'
import type { Analysis, NodeReport, NumberSpread, Problem, SampleInfo } from './types'
import { sampleShape, strangeInput, strangeOutput, withHint } from './dataFit'

const unknown: NodeReport = {
  in: null,
  ins: [],
  out: null,
  parameters: 0,
  multiplyAdds: 0,
  receptiveField: null,
  centres: null,
  problem: null,
  hint: null,
}

export function analyse(doc: Pick<Document, 'nodes' | 'wires'>, data: SampleInfo | null): Analysis {
  const into = new Map<NodeId, NodeId[]>()
  const outOf = new Map<NodeId, NodeId[]>()
  const note = (map: Map<NodeId, NodeId[]>, key: NodeId, id: NodeId): void => {
    const known = map.get(key)
    if (known) known.push(id)
    else map.set(key, [id])
  }
  for (const w of doc.wires) {
    note(into, w.to, w.from)
    note(outOf, w.from, w.to)
  }
  const order = sorted(doc.nodes, into, outOf)
  const reports = new Map<NodeId, NodeReport>()
  const fields = new Map<NodeId, Field>()
  const sortable = new Set(order)
  const rest = doc.nodes.filter(n => !sortable.has(n))
  const circles = nodesInCycles(
    rest.map(n => n.id),
    outOf,
  )
  for (const node of rest)
    reports.set(node.id, {
      ...unknown,
      problem: circles.has(node.id)
        ? { bad: `${layer(node.kind).title} is part of a circle: remove one of the wires of the loop.` }
        : null,
    })
  for (const node of order) {
    const from = into.get(node.id) ?? []
    const known = report(
      node,
      from.map(id => reports.get(id) ?? unknown),
      outOf.get(node.id)?.length ?? 0,
      data,
    )
    const field = fieldOf(
      layer(node.kind),
      node.params,
      known,
      from.map(id => fields.get(id)),
    )
    fields.set(node.id, field)
    reports.set(node.id, known.out ? { ...known, ...seen(field) } : known)
  }
  const problems: Problem[] = doc.nodes.flatMap(n => {
    const bad = reports.get(n.id)?.problem
    return bad ? [{ node: n.id, sentence: bad.bad, ...(bad.fix ? { fix: bad.fix } : {}) }] : []
  })
  if (data?.problem) problems.push({ node: null, sentence: data.problem })
  problems.push(...wholeGraph(doc.nodes, reports, data))
  const total = (pick: (r: NodeReport) => number) => [...reports.values()].reduce((n, r) => n + pick(r), 0)
  return {
    nodes: reports,
    problems,
    order: problems.length === 0 ? order : null,
    parameters: total(r => r.parameters),
    multiplyAdds: total(r => r.multiplyAdds),
  }
}

/**
 * Behind layers that enlarge, sizes have fractions, and whole input values count; behind strides as well it
 * is an upper bound.
 */
function seen(field: Field): Pick<NodeReport, 'receptiveField' | 'centres'> {
  if (field === 'everything') return { receptiveField: 'everything', centres: null }
  const { size, start, jump } = field
  return { receptiveField: size.map(n => Math.floor(n + 1e-9)), centres: start && { start, step: jump } }
}

/** Kahn's order; nodes on a circle, and behind one, are left out. */
function sorted(
  nodes: readonly GraphNode[],
  into: ReadonlyMap<NodeId, NodeId[]>,
  outOf: ReadonlyMap<NodeId, NodeId[]>,
): GraphNode[] {
  const byId = new Map(nodes.map(n => [n.id, n]))
  const waiting = new Map(nodes.map(n => [n.id, into.get(n.id)?.length ?? 0]))
  const order = nodes.filter(n => waiting.get(n.id) === 0)
  for (const node of order)
    for (const next of outOf.get(node.id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1
      waiting.set(next, left)
      const n = byId.get(next)
      if (left === 0 && n) order.push(n)
    }
  return order
}

function report(
  node: GraphNode,
  from: readonly NodeReport[],
  readers: number,
  data: SampleInfo | null,
): NodeReport {
  const decl = layer(node.kind)
  const { title, ports } = decl
  const p = node.params as ValuesOf<Params>
  const ins = from.flatMap(r => (r.out ? [r.out] : []))
  const x = ports.in === 0 ? sampleShape(node, data) : (ins[0] ?? [])
  const wrong = (problem: Bad): NodeReport => ({ ...unknown, in: ins[0] ?? null, ins, problem })
  const misWired = wiring(title, ports, from.length)
  if (misWired) return wrong({ bad: misWired })
  if (ins.length < from.length) return unknown // the node that is wrong says so; those behind it wait
  const out = decl.shape(x, p, ins)
  if (isBad(out)) return { ...wrong(out), in: x }
  const { kept, scratch } = footprint(decl, x, out, p)
  const large = tooLarge(title, kept + scratch)
  if (large) return { ...wrong(large), in: x }
  const known: NodeReport = {
    in: x,
    ins,
    out,
    parameters: parameterCount(decl, x, p),
    multiplyAdds: decl.multiplyAdds?.(x, p, ins) ?? 0,
    receptiveField: null,
    centres: null,
    problem: null,
    hint: null,
  }
  if (ports.out === 1 && readers === 0)
    return { ...known, problem: { bad: `${title} leads nowhere: wire its right side to the next node.` } }
  if (ports.out === 0 && readers > 0)
    return {
      ...known,
      problem: { bad: `${title} is the end of the network: remove the wire that leaves it.` },
    }
  if (node.kind === 'input' && data) return { ...known, problem: strangeInput(node, out, data) }
  if (node.kind === 'output' && data)
    return withHint({ ...known, problem: strangeOutput(node, out, data) }, node, data)
  return known
}

function wiring(title: string, ports: LayerDecl['ports'], wires: number): string | null {
  if (wires > ports.in)
    return `${title} takes ${ports.in === 0 ? 'no wire' : 'one wire'} and gets ${wires}: remove the others.`
  if (ports.in > 0 && wires === 0) return `${title} has no input: wire the node before it to its left side.`
  return ports.in > 1 && wires < 2
    ? `${title} joins two or more inputs and gets one: wire another node to its left side.`
    : null
}

export const spreadsOf = (
  names: readonly string[],
  { mean, deviation }: NumberScale,
): readonly NumberSpread[] =>
  names.map((name, i) => ({ name, mean: mean[i] ?? 0, deviation: deviation[i] ?? 1 }))
/** Whether the loss of any Output is taken of standardised numbers. */
export const learnsStandardised = ({ nodes }: Pick<Document, 'nodes'>): boolean =>
  nodes.some(n => n.kind === 'output' && isStandardised(n.params))

function wholeGraph(
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
  if (!data) problems.push({ node: null, sentence: 'No data set is chosen: pick one in Data.' })
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
    const { in: x, out } = reports.get(node.id) ?? unknown
    if (!x || !out) continue
    const { kept, scratch } = footprint(layer(node.kind), x, out, node.params as ValuesOf<Params>)
    bytes += kept
    largestScratch = Math.max(largestScratch, scratch)
  }
  return bytes + largestScratch
}
