/**
 * What a person can do on the canvas, each as one undo step. Mouse, keyboard, menu and command list all call
 * these.
 */
import { isBad, type Document, type NodeId, type Wire } from '../../preload/contract'
import { arrange } from '../document/arrange'
import { copyNodes, duplicate, pasteNodes } from '../document/clipboard'
import type { Point } from '../document/geometry'
import { nextOf } from '../document/neighbours'
import { removeNodes } from '../document/nodes'
import { align, nudge } from '../document/placing'
import { useProject } from '../document/store'
import { canConnect, connect, disconnect, orderInputs, reconnect } from '../document/wires'
import { say } from '../ui/say'
import { select, useFlow } from './flow'
import { focusNode, perRow } from './viewport'

export const edit = (label: string, change: (d: Document) => Document): void =>
  useProject.getState().edit(label, change)
export const current = (): Document => useProject.getState().document
export const selectedIds = (): readonly NodeId[] => useFlow.getState().selected

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
