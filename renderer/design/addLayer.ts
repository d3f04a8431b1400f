/** Adding layers: where a new one goes, what it is wired to, and asking which it is to be. */
import { layer, type LayerKind, type NodeId } from '../../preload/contract'
import { addMerge, addNode, insertOnWire } from '../document/adding'
import { NODE_HEIGHT, NODE_WIDTH, type Point } from '../document/geometry'
import { freshId, nextOf } from '../document/neighbours'
import { connect } from '../document/wires'
import { current, edit, selectedIds } from './actions'
import { select, useFlow, type InsertPoint } from './flow'
import { focusNode, middle, reveal } from './viewport'
import { wireAt } from './wireAt'

/** Where a new node goes when nobody says: behind the selection, or behind the last node of the chain. */
function anchor(): InsertPoint {
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

/** Whether it is a merge: a layer that takes two or more wires. */
export const takesMany = (kind: LayerKind): boolean => layer(kind).ports.in > 1

/**
 * Adds a layer and selects it: on a wire, at a place, behind a node, or (with nothing said) where it most
 * likely belongs.
 */
export function addLayer(kind: LayerKind, where: InsertPoint = anchor()): NodeId {
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

/** A layer let go over the canvas: onto the wire below it, or free. `middleOf` is where the pointer is. */
export function dropLayer(kind: LayerKind, middleOf: Point): void {
  const { in: takes, out: gives } = layer(kind).ports
  const at = { x: middleOf.x - NODE_WIDTH / 2, y: middleOf.y - NODE_HEIGHT / 2 }
  focusNode(addLayer(kind, { at, wire: takes && gives ? wireAt(middleOf) : undefined }))
}

export const askForLayer = (where?: InsertPoint): void =>
  useFlow.setState({ question: { ask: 'layer', ...(where ?? anchor()) } })
export const askForTarget = (): void => {
  const from = selectedIds().at(-1)
  const node = current().nodes.find(n => n.id === from)
  if (node && layer(node.kind).ports.out > 0) useFlow.setState({ question: { ask: 'target', from: node.id } })
}
