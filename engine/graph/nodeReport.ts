/** What one node makes of what reaches it: its shape and costs, or what is wrong with it. Pure. */
import type { GraphNode } from '../document/document'
import { layer } from '../layers'
import { isBad, parameterCount, type Bad, type LayerDecl, type Params, type ValuesOf } from '../spec'
import { inputProblem, outputProblem, sampleShape, withHint } from './dataFit'
import { footprint, tooLarge } from './footprint'
import type { NodeReport, SampleInfo } from './types'

/** Of a node that waits for one before it. */
export const UNKNOWN: NodeReport = {
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

/** `readers` is how many wires leave the node. */
export function reportOf(
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
  const wrong = (problem: Bad): NodeReport => ({ ...UNKNOWN, in: ins[0] ?? null, ins, problem })
  const misWired = wiring(title, ports, from.length)
  if (misWired) return wrong(misWired)
  if (ins.length < from.length) return UNKNOWN // the node that is wrong says so; those behind it wait
  const out = decl.shape(x, p, ins)
  if (isBad(out)) return { ...wrong(out), in: x }
  const { kept, scratch } = footprint(decl, x, out, p)
  const large = tooLarge(title, kept + scratch)
  if (large) return { ...wrong(large), in: x }
  const known: NodeReport = {
    ...UNKNOWN,
    in: x,
    ins,
    out,
    parameters: parameterCount(decl, x, p),
    multiplyAdds: decl.multiplyAdds?.(x, p, ins) ?? 0,
  }
  const unread = endProblem(title, ports, readers)
  if (unread) return { ...known, problem: unread }
  if (node.kind === 'input' && data) return { ...known, problem: inputProblem(node, out, data) }
  if (node.kind === 'output' && data)
    return withHint({ ...known, problem: outputProblem(node, out, data) }, node, data)
  return known
}

function wiring(title: string, ports: LayerDecl['ports'], wires: number): Bad | null {
  if (wires > ports.in)
    return {
      bad: `${title} takes ${ports.in === 0 ? 'no wire' : 'one wire'} and gets ${wires}: remove the others.`,
    }
  if (ports.in > 0 && wires === 0)
    return { bad: `${title} has no input: wire the node before it to its left side.` }
  return ports.in > 1 && wires < 2
    ? { bad: `${title} joins two or more inputs and gets one: wire another node to its left side.` }
    : null
}

function endProblem(title: string, ports: LayerDecl['ports'], readers: number): Bad | null {
  if (ports.out === 1 && readers === 0)
    return { bad: `${title} leads nowhere: wire its right side to the next node.` }
  if (ports.out === 0 && readers > 0)
    return { bad: `${title} is the end of the network: remove the wire that leaves it.` }
  return null
}
