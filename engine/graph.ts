/**
 * What a graph means: every node's shapes, costs and receptive field, or the sentence that says what is wrong. Pure.
 * The one thing to know: editor, trainer and importer all call `analyse`, so what cannot be trained cannot be built.
 */
import type { Document, GraphNode, NodeId } from './document'
import { nodesInCircles } from './circles'
import { footprint, tooLarge } from './footprint'
import { layer } from './layers'
import { formatShape, isBad, parameterCount, type Bad, type Fix, type LayerDecl, type Params, type Shape, type ValuesOf } from './spec'

/** What the graph needs to know of the data: a sample's shape and how many classes its labels have. */
export type SampleInfo = { readonly title: string; readonly shape: Shape; readonly classes: number }
/** Side lengths of what one value sees of the input (one for each spatial axis), or all of it. */
export type ReceptiveField = readonly number[] | 'everything'
export type NodeReport = {
  readonly in: Shape | null
  readonly out: Shape | null
  readonly parameters: number
  readonly multiplyAdds: number
  readonly receptiveField: ReceptiveField | null
  readonly problem: Bad | null
}
export type Problem = { readonly node: NodeId | null; readonly sentence: string; readonly fix?: Fix }
export type Analysis = {
  readonly nodes: ReadonlyMap<NodeId, NodeReport>
  readonly problems: readonly Problem[]
  /** Input to Output in order; null while anything is wrong. */
  readonly chain: readonly GraphNode[] | null
  readonly parameters: number
  readonly multiplyAdds: number
}

type Field = { size: number[]; jump: number[] } | 'everything'
const unknown: NodeReport = { in: null, out: null, parameters: 0, multiplyAdds: 0, receptiveField: null, problem: null }

export function analyse(doc: Pick<Document, 'nodes' | 'wires'>, data: SampleInfo | null): Analysis {
  const into = new Map<NodeId, NodeId[]>(),
    outOf = new Map<NodeId, NodeId[]>()
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
  const reports = new Map<NodeId, NodeReport>(),
    fields = new Map<NodeId, Field>()
  const sortable = new Set(order),
    rest = doc.nodes.filter(n => !sortable.has(n)),
    circles = nodesInCircles(
      rest.map(n => n.id),
      outOf,
    )
  for (const node of rest)
    reports.set(node.id, {
      ...unknown,
      problem: circles.has(node.id) ? { bad: `${layer(node.kind).title} is part of a circle: remove one of the wires of the loop.` } : null,
    })
  for (const node of order) {
    const from = (into.get(node.id) ?? [])[0]
    reports.set(
      node.id,
      report(
        node,
        layer(node.kind),
        into.get(node.id) ?? [],
        outOf.get(node.id) ?? [],
        from === undefined ? null : (reports.get(from) ?? null),
        data,
      ),
    )
    fields.set(node.id, fieldOf(node, reports.get(node.id) ?? unknown, from === undefined ? undefined : fields.get(from)))
    const field = fields.get(node.id),
      known = reports.get(node.id) ?? unknown
    if (known.out) reports.set(node.id, { ...known, receptiveField: field === 'everything' || !field ? 'everything' : field.size.map(whole) })
  }
  const problems: Problem[] = doc.nodes.flatMap(n => {
    const bad = reports.get(n.id)?.problem
    return bad ? [{ node: n.id, sentence: bad.bad, ...(bad.fix ? { fix: bad.fix } : {}) }] : []
  })
  problems.push(...wholeGraph(doc.nodes, reports, data))
  const total = (pick: (r: NodeReport) => number) => [...reports.values()].reduce((n, r) => n + pick(r), 0)
  return {
    nodes: reports,
    problems,
    chain: problems.length === 0 ? order : null,
    parameters: total(r => r.parameters),
    multiplyAdds: total(r => r.multiplyAdds),
  }
}

/** Kahn's order; nodes on a circle, and behind one, are left out. */
function sorted(nodes: readonly GraphNode[], into: ReadonlyMap<NodeId, NodeId[]>, outOf: ReadonlyMap<NodeId, NodeId[]>): GraphNode[] {
  const byId = new Map(nodes.map(n => [n.id, n])),
    waiting = new Map(nodes.map(n => [n.id, into.get(n.id)?.length ?? 0]))
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
  decl: LayerDecl,
  into: readonly NodeId[],
  outOf: readonly NodeId[],
  from: NodeReport | null,
  data: SampleInfo | null,
): NodeReport {
  const problem = (bad: string): NodeReport => ({ ...unknown, in: from?.out ?? null, problem: { bad } })
  if (into.length > decl.ports.in)
    return problem(`${decl.title} takes ${decl.ports.in === 0 ? 'no wire' : 'one wire'} and gets ${into.length}: remove the others.`)
  if (decl.ports.in === 1 && into.length === 0) return problem(`${decl.title} has no input: wire the node before it to its left side.`)
  if (decl.ports.in === 1 && !from?.out) return unknown // the node that is wrong says so; those behind it wait
  const x = decl.ports.in === 0 ? (data?.shape ?? []) : (from?.out ?? []),
    p = node.params as ValuesOf<Params>
  const out = decl.shape(x, p)
  if (isBad(out)) return { ...unknown, in: x, problem: out }
  const { kept, scratch } = footprint(decl, x, out, p),
    large = tooLarge(decl.title, kept + scratch)
  if (large) return { ...unknown, in: x, problem: large }
  const known: NodeReport = {
    in: x,
    out,
    parameters: parameterCount(decl, x, p),
    multiplyAdds: decl.multiplyAdds?.(x, p) ?? 0,
    receptiveField: null,
    problem: null,
  }
  if (decl.ports.out === 1 && outOf.length === 0)
    return { ...known, problem: { bad: `${decl.title} leads nowhere: wire its right side to the next node.` } }
  if (decl.ports.out === 0 && outOf.length > 0)
    return { ...known, problem: { bad: `${decl.title} is the end of the network: remove the wire that leaves it.` } }
  if (outOf.length > 1)
    return {
      ...known,
      problem: { bad: `${decl.title} is wired to ${outOf.length} nodes; a network is one chain from Input to Output: remove the other wires.` },
    }
  if (node.kind === 'input' && data && !sameShape(out, data.shape))
    return {
      ...known,
      problem: {
        bad: `Input is ${formatShape(out)}, but the samples of ${data.title} are ${formatShape(data.shape)}.`,
        fix: { label: 'Follow the data set', set: { shape: 'data' } },
      },
    }
  if (node.kind === 'output' && data && out[0] !== data.classes)
    return {
      ...known,
      problem: {
        bad: `The network ends in ${out[0]} scores, but ${data.title} has ${data.classes} classes.`,
        fix: { label: `Give it ${data.classes} units`, setPrevious: { units: data.classes } },
      },
    }
  return known
}

const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((n, i) => n === b[i])

/** Behind layers that enlarge, sizes have fractions, and whole input values count; behind strides as well it is an upper bound. */
const whole = (n: number): number => Math.floor(n + 1e-9)

/** r ← r + (kernel − 1)·dilation·jump, jump ← jump·stride, for each axis. */
function fieldOf(node: GraphNode, r: NodeReport, before: Field | undefined): Field {
  const decl = layer(node.kind)
  if (decl.ports.in === 0) {
    const rank = Math.max((r.out?.length ?? 1) - 1, 1)
    return { size: Array.from({ length: rank }, () => 1), jump: Array.from({ length: rank }, () => 1) }
  }
  if (!before || before === 'everything' || decl.seesEverything) return 'everything'
  const window = r.in && r.out ? (decl.field ?? decl.window)?.(r.in, node.params as ValuesOf<Params>) : undefined
  if (!window) return before
  const skip = 2 - before.size.length // 1-D uses the horizontal axis only
  return {
    size: before.size.map((s, i) => s + ((window.kernel[i + skip] ?? 1) - 1) * (window.dilation[i + skip] ?? 1) * (before.jump[i] ?? 1)),
    jump: before.jump.map((j, i) => j * (window.strides[i + skip] ?? 1)),
  }
}

function wholeGraph(nodes: readonly GraphNode[], reports: ReadonlyMap<NodeId, NodeReport>, data: SampleInfo | null): Problem[] {
  const count = (kind: string) => nodes.filter(n => n.kind === kind).length
  if (nodes.length === 0) return [{ node: null, sentence: 'The canvas is empty: add an Input to begin.' }]
  const problems: Problem[] = []
  for (const [kind, title] of [
    ['input', 'Input'],
    ['output', 'Output'],
  ] as const) {
    if (count(kind) === 0) problems.push({ node: null, sentence: `The network has no ${title}: add one from the palette.` })
    if (count(kind) > 1)
      problems.push({
        node: nodes.filter(n => n.kind === kind)[1]?.id ?? null,
        sentence: `The network has ${count(kind)} ${title} nodes; it needs exactly one.`,
      })
  }
  if (!data) problems.push({ node: null, sentence: 'No data set is chosen: pick one in Data.' })
  const total = [...reports.values()].reduce((n, r) => n + r.parameters, 0)
  if (problems.length === 0 && total === 0 && [...reports.values()].every(r => r.problem === null && r.out))
    problems.push({ node: null, sentence: 'Nothing here can learn: add a Conv or a Dense layer.' })
  const large = problems.length === 0 ? tooLarge('The whole network', bytesOf(nodes, reports)) : null
  if (large) problems.push({ node: null, sentence: large.bad })
  return problems
}

/** What all layers together cannot do without. */
function bytesOf(nodes: readonly GraphNode[], reports: ReadonlyMap<NodeId, NodeReport>): number {
  let bytes = 0,
    largestScratch = 0
  for (const node of nodes) {
    const { in: x, out } = reports.get(node.id) ?? unknown
    if (!x || !out) continue
    const { kept, scratch } = footprint(layer(node.kind), x, out, node.params as ValuesOf<Params>)
    bytes += kept
    largestScratch = Math.max(largestScratch, scratch)
  }
  return bytes + largestScratch
}
