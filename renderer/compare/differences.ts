/** The settings in which experiments differ, and only those. Pure. */
import {
  DATA,
  isMeant,
  TRAINING,
  layer,
  type AnyValues,
  type Document,
  type Experiment,
  type Param,
  type Params,
} from '../../preload/contract'
import { linksOf } from '../document/links'

type Difference = { readonly label: string; readonly values: readonly string[] }

function valueInWords(p: Param | undefined, v: unknown): string {
  if (v === undefined) return '–'
  if (p?.type === 'choice') return p.of.find(o => o.value === v)?.label ?? String(v)
  if (typeof v === 'boolean') return v ? 'on' : 'off'
  if (!Array.isArray(v)) return v === '' ? '–' : String(v)
  return v.length === 0 ? '–' : v.join(p?.type === 'axes' || p?.type === 'shape' ? '×' : ' ')
}

/**
 * Labels of a node's settings hold this; a node that one of the networks lacks is told by the row of layers.
 */
const OF_NODE = ' · '

function settings(d: Document): Map<string, string> {
  const out = new Map<string, string>()
  const add = (params: Params, values: AnyValues, prefix = '') => {
    for (const [name, p] of Object.entries(params))
      if (isMeant(p, values)) out.set(prefix + p.label, valueInWords(p, values[name]))
  }
  add(TRAINING, d.training)
  add(DATA, d.data)
  // Nodes are told apart by kind and by their number of that kind along the wires: “Conv 2D 2 · Filters”.
  const seen = new Map<string, number>()
  const links = linksOf(d, null)
  out.set('Layers', links.map(l => layer(l.node.kind).title).join(' → '))
  for (const { node, sources } of links) {
    const { title, params, ports } = layer(node.kind)
    const n = (seen.get(node.kind) ?? 0) + 1
    seen.set(node.kind, n)
    add(params, node.params, `${title} ${n}${OF_NODE}`)
    if (ports.in > 1) out.set(`${title} ${n}${OF_NODE}Inputs`, sources.join(', '))
  }
  return out
}

const MOST_NAMED = 8
/** Samples by the number they have on screen, those first that not all experiments leave out. */
function leftOut(experiments: readonly Experiment[]): Difference | null {
  const lists = experiments.map(e => e.document.data.excluded ?? [])
  const sets = lists.map(l => new Set(l))
  const own = lists.map(l => l.filter(i => !sets.every(s => s.has(i))))
  if (own.every(l => l.length === 0)) return null
  const words = (all: readonly number[], those: readonly number[]): string => {
    if (all.length === 0) return '–'
    const named = those.slice(0, MOST_NAMED).map(i => i + 1)
    const more = all.length - named.length
    const counted = all.length === 1 ? '1 sample' : `${all.length} samples`
    if (named.length === 0) return counted
    return `${counted}: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  }
  return { label: 'Samples left out', values: lists.map((l, i) => words(l, own[i] ?? [])) }
}

export function differences(experiments: readonly Experiment[]): readonly Difference[] {
  const each = experiments.map(e => settings(e.document))
  const labels = [...new Set(each.flatMap(m => [...m.keys()]))]
  const rows = labels
    .filter(label => !label.includes(OF_NODE) || each.every(m => m.has(label)))
    .map(label => ({ label, values: each.map(m => m.get(label) ?? '–') }))
  const data = { label: 'Data set', values: experiments.map(e => e.dataset) }
  const prints = { label: 'Data fingerprint', values: experiments.map(e => e.fingerprint.slice(0, 12)) }
  const left = leftOut(experiments)
  return [
    data,
    prints,
    ...(left ? [left] : []),
    ...rows,
    { label: 'Threads', values: experiments.map(e => String(e.threads)) },
  ].filter(row => new Set(row.values).size > 1)
}
