/**
 * Nodes as text and back, for copy, cut, paste and duplicate.
 * Pasted text passes through `parseDocument` like a file does, so nothing enters unchecked.
 */
import {
  emptyDocument,
  isBad,
  parseDocument,
  type Bad,
  type Document,
  type GraphNode,
  type NodeId,
  type Wire,
} from '../../preload/contract'
import { NODE_HEIGHT, snapped, type Point } from './geometry'
import { freshId } from './neighbours'

const FORMAT = 'receptive-nodes'
type Pasted = { readonly document: Document; readonly ids: readonly NodeId[] }

/** The nodes and the wires among them. */
export function copyNodes(document: Document, ids: readonly NodeId[]): string {
  const chosen = new Set(ids)
  return JSON.stringify(
    {
      format: FORMAT,
      nodes: document.nodes.filter(n => chosen.has(n.id)),
      wires: document.wires.filter(w => chosen.has(w.from) && chosen.has(w.to)),
    },
    null,
    2,
  )
}

/**
 * Adds copied nodes, under ids of their own, with their top left corner at `at` (or a little below where they
 * were).
 */
export function pasteNodes(document: Document, text: string, at?: Point): Pasted | Bad {
  const found = readNodes(text)
  if (isBad(found)) return found
  const left = Math.min(...found.nodes.map(n => n.x))
  const top = Math.min(...found.nodes.map(n => n.y))
  const by = at ? { x: at.x - left, y: at.y - top } : { x: 0, y: NODE_HEIGHT + 24 }
  return insert(document, found.nodes, found.wires, by)
}

export function duplicate(document: Document, ids: readonly NodeId[]): Pasted {
  const nodes = document.nodes.filter(n => ids.includes(n.id))
  if (nodes.length === 0) return { document, ids: [] }
  const tall = Math.max(...nodes.map(n => n.y)) - Math.min(...nodes.map(n => n.y)) + NODE_HEIGHT
  return insert(
    document,
    nodes,
    document.wires.filter(w => ids.includes(w.from) && ids.includes(w.to)),
    { x: 0, y: tall + 24 },
  )
}

function readNodes(text: string): { nodes: readonly GraphNode[]; wires: readonly Wire[] } | Bad {
  const nothing = { bad: 'The clipboard holds no layers: copy some from a canvas first.' }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== FORMAT)
      return nothing
    const parsed = parseDocument({
      ...emptyDocument(),
      nodes: 'nodes' in value ? value.nodes : [],
      wires: 'wires' in value ? value.wires : [],
    })
    return isBad(parsed) ? parsed : parsed.nodes.length === 0 ? nothing : parsed
  } catch {
    return nothing
  }
}

function insert(document: Document, nodes: readonly GraphNode[], wires: readonly Wire[], by: Point): Pasted {
  const named = new Map<NodeId, NodeId>()
  let next = document
  while (nodes.some(n => document.nodes.some(m => m.x === n.x + by.x && m.y === n.y + by.y)))
    by = { x: by.x + 24, y: by.y + 24 }
  for (const n of nodes) {
    const id = freshId(next, n.kind)
    named.set(n.id, id)
    next = { ...next, nodes: [...next.nodes, { ...n, id, ...snapped({ x: n.x + by.x, y: n.y + by.y }) }] }
  }
  const added = wires.flatMap(w => {
    const from = named.get(w.from)
    const to = named.get(w.to)
    return from && to ? [{ from, to }] : []
  })
  return { document: { ...next, wires: [...next.wires, ...added] }, ids: [...named.values()] }
}
