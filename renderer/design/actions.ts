/**
 * What a person can do on the canvas, each as one undo step. Mouse, keyboard, menu and command list all call
 * these.
 */
import { addMerge, addNode, insertOnWire, moveOntoWire } from '../document/adding'
import { align, moveNodes, nudge } from '../document/placing'
import { canConnect, connect, disconnect, orderInputs, reconnect } from '../document/wires'
import { freshId, nextOf } from '../document/neighbours'
import { removeNodes } from '../document/nodes'
import { arrange } from '../document/arrange'
import { copyNodes, duplicate, pasteNodes } from '../document/clipboard'
import {
  distanceToLine,
  inlet,
  NODE_HEIGHT,
  NODE_WIDTH,
  outlet,
  snapped,
  type Point,
} from '../document/geometry'
import { useProject } from '../document/store'
import { isBad, layer, type Document, type LayerKind, type NodeId, type Wire } from '../../preload/contract'
import { say } from '../ui/say'
import { select, useFlow } from './flow'
import { focusNode, middle, perRow, reveal } from './viewport'

const edit = (label: string, change: (d: Document) => Document): void =>
  useProject.getState().edit(label, change)
const current = (): Document => useProject.getState().document
export const selectedIds = (): readonly NodeId[] => useFlow.getState().selected

/** Where a new node goes when nobody says: behind the selection, or behind the last node of the chain. */
function anchor(): Where {
  const selected = selectedIds()
  const after = selected.at(-1)
  if (after !== undefined) return selected.length > 1 ? { after, all: selected } : { after }
  const { nodes, wires } = current()
  const open = nodes.filter(
    n =>
      nextOf(current(), n.id) === undefined &&
      (wires.some(w => w.to === n.id) || layer(n.kind).ports.in === 0),
  )
  return { after: (open.at(-1) ?? nodes.at(-1))?.id }
}

export type Where = {
  readonly after?: NodeId | undefined
  /** Several that are selected: a merge takes all of them, any other layer goes behind `after`. */
  readonly all?: readonly NodeId[] | undefined
  readonly before?: NodeId | undefined
  readonly wire?: Wire | undefined
  readonly at?: Point | undefined
}

/** Whether it is a merge: a layer that takes two or more wires. */
export const takesMany = (kind: LayerKind): boolean => layer(kind).ports.in > 1

/**
 * Adds a layer and selects it: on a wire, at a place, behind a node, or (with nothing said) where it most
 * likely belongs.
 */
export function addLayer(kind: LayerKind, where: Where = anchor()): NodeId {
  const document = current()
  const id = freshId(document, kind)
  const { wire, at, after, all, before } = where
  edit(`Add ${layer(kind).title}`, d => {
    if (wire) return insertOnWire(d, wire, kind, id, { at })
    if (at && after !== undefined) return connect(addNode(d, kind, id, { at }), after, id)
    if (at && before !== undefined) return connect(addNode(d, kind, id, { at }), id, before)
    if (all && takesMany(kind)) return addMerge(d, kind, id, all)
    return addNode(d, kind, id, at ? { at } : after !== undefined ? { after } : { at: middle() })
  })
  select([id])
  reveal(id)
  return id
}

/** The wire under a place (of a node's middle), if there is one near enough. */
export function wireAt(at: Point): Wire | undefined {
  const { nodes, wires } = current()
  const byId = new Map(nodes.map(n => [n.id, n]))
  const near = wires
    .map(wire => {
      const from = byId.get(wire.from)
      const to = byId.get(wire.to)
      return { wire, distance: from && to ? distanceToLine(at, outlet(from), inlet(to)) : Infinity }
    })
    .sort((a, b) => a.distance - b.distance)[0]
  return near && near.distance < NODE_HEIGHT / 2 ? near.wire : undefined
}

/** A layer let go over the canvas: onto the wire below it, or free. `middleOf` is where the pointer is. */
export function dropLayer(kind: LayerKind, middleOf: Point): void {
  const { in: takes, out: gives } = layer(kind).ports
  const at = { x: middleOf.x - NODE_WIDTH / 2, y: middleOf.y - NODE_HEIGHT / 2 }
  focusNode(addLayer(kind, { at, wire: takes && gives ? wireAt(middleOf) : undefined }))
}

/** The end of a drag: the new places, and, for a single unwired node, the wire it was let go on. One step. */
export function finishDrag(places: ReadonlyMap<NodeId, Point>): void {
  const [id] = places.keys()
  const at = id === undefined ? undefined : places.get(id)
  edit(places.size === 1 ? 'Move' : `Move ${places.size} layers`, d => {
    const moved = moveNodes(d, new Map([...places].map(([n, p]) => [n, snapped(p)])))
    const wire =
      places.size === 1 && at ? wireAt({ x: at.x + NODE_WIDTH / 2, y: at.y + NODE_HEIGHT / 2 }) : undefined
    return id !== undefined && wire && wire.from !== id && wire.to !== id
      ? moveOntoWire(moved, wire, id)
      : moved
  })
}

export const wireUp = (from: NodeId, to: NodeId): void => edit('Connect', d => connect(d, from, to))
export const rewire = (old: Wire, wire: Wire): void => edit('Rewire', d => reconnect(d, old, wire))
export const reorderInputs = (id: NodeId, sources: readonly NodeId[]): void =>
  edit('Reorder inputs', d => orderInputs(d, id, sources))
export const unwire = (wires: readonly Wire[]): void => edit('Remove wire', d => disconnect(d, wires))
/** `old` is a wire whose end is being pulled elsewhere: its own port is free for it. */
export const canWire = (from: NodeId, to: NodeId, old?: Wire): boolean =>
  canConnect(old ? disconnect(current(), [old]) : current(), from, to)

export function deleteSelection(): void {
  const { selected, selectedWires } = useFlow.getState()
  if (selected.length === 0) {
    if (selectedWires.length > 0) unwire(selectedWires)
    return
  }
  const document = current()
  const next = nextOf(document, selected.at(-1) ?? '')
  edit(selected.length === 1 ? 'Delete layer' : `Delete ${selected.length} layers`, d =>
    removeNodes(disconnect(d, selectedWires), selected),
  )
  const heir = next !== undefined && !selected.includes(next) ? next : undefined
  select(heir === undefined ? [] : [heir])
  focusNode(heir)
}

export function duplicateSelection(): void {
  if (selectedIds().length === 0) return
  const copy = duplicate(current(), selectedIds())
  edit('Duplicate', () => copy.document)
  select(copy.ids)
  focusNode(copy.ids[0])
}

export const copySelection = (): string | null =>
  selectedIds().length === 0 ? null : copyNodes(current(), selectedIds())

export function paste(text: string, at?: Point): void {
  const pasted = pasteNodes(current(), text, at)
  if (isBad(pasted)) return say('info', pasted.bad)
  edit('Paste', () => pasted.document)
  select(pasted.ids)
  focusNode(pasted.ids[0])
}

export const selectAll = (): void => select(current().nodes.map(n => n.id))
export const nudgeSelection = (dx: number, dy: number): void =>
  useProject
    .getState()
    .edit('Nudge', d => nudge(d, selectedIds(), dx, dy), `nudge ${selectedIds().join(' ')}`)
export const arrangeAll = (): void => edit('Arrange', d => arrange(d, perRow()))
export const alignSelection = (as: 'row' | 'column'): void => edit('Align', d => align(d, selectedIds(), as))

export const askForLayer = (where?: Where): void =>
  useFlow.setState({ question: { ask: 'layer', ...(where ?? anchor()) } })
export const askForTarget = (): void => {
  const from = selectedIds().at(-1)
  const node = current().nodes.find(n => n.id === from)
  if (node && layer(node.kind).ports.out > 0) useFlow.setState({ question: { ask: 'target', from: node.id } })
}
