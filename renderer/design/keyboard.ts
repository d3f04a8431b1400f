/**
 * Every key of the Design workspace, in one table that the inspector also shows.
 * Letters count only on the canvas, never while somebody types; Ctrl keys count in the whole
 * workspace, so that undo works right after typing in the inspector.
 */
import { readersOf, sourcesOf } from '../document/operations'
import { useProject } from '../document/store'
import type { GraphNode, NodeId } from '../../preload/contract'
import {
  arrangeAll,
  askForLayer,
  askForTarget,
  deleteSelection,
  duplicateSelection,
  nudgeSelection,
  redo,
  selectAll,
  selectedIds,
  undo,
} from './actions'
import { canvas, putBack, select, useFlow } from './flow'
import { fit, fitSoon, focusNode, reveal, zoomBy } from './viewport'

export const SHORTCUTS: readonly (readonly [keys: string, action: string])[] = [
  ['A', 'Add a layer behind the selection'],
  ['W', 'Wire the selection to another layer'],
  ['← →', 'Go along the wires'],
  ['↑ ↓', 'Go to the branch or row above or below'],
  ['Enter', 'Edit the selected layer'],
  ['Shift + arrows', 'Nudge'],
  ['Del', 'Delete'],
  ['Ctrl D', 'Duplicate'],
  ['Ctrl C / X / V', 'Copy, cut, paste'],
  ['Ctrl Z / Shift Z', 'Undo, redo'],
  ['Ctrl A', 'Select all'],
  ['L', 'Arrange'],
  ['F', 'Fit to the window'],
  ['Shift + drag', 'Select several'],
]

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, [role="option"], [role="menuitem"]') !== null

/** Moves selection, keyboard focus and, if need be, the view to a node. */
export function goTo(id: NodeId | undefined): void {
  if (id === undefined) return
  select([id])
  reveal(id)
  focusNode(id)
}

/** The nearest node above or below, sideways distance counting double. */
function vertical(from: GraphNode, direction: 1 | -1): NodeId | undefined {
  const score = (n: GraphNode): number => Math.abs(n.y - from.y) + 2 * Math.abs(n.x - from.x)
  return useProject
    .getState()
    .document.nodes.filter(n => (n.y - from.y) * direction > 20)
    .sort((a, b) => score(a) - score(b))[0]?.id
}

/**
 * Of several wires, the one to the nearest node: straight on, not by a short cut; ↑ and ↓ lead to the other
 * branches.
 */
function nearest(from: GraphNode, ids: readonly NodeId[]): NodeId | undefined {
  const far = (n: GraphNode): number => 2 * Math.abs(n.y - from.y) + Math.abs(n.x - from.x)
  return useProject
    .getState()
    .document.nodes.filter(n => ids.includes(n.id))
    .toSorted((a, b) => far(a) - far(b))[0]?.id
}

function walk(key: string): void {
  const { document } = useProject.getState()
  const from = document.nodes.find(n => n.id === selectedIds().at(-1))
  if (!from) return goTo(document.nodes[0]?.id)
  if (key === 'ArrowRight') return goTo(nearest(from, readersOf(document, from.id)))
  if (key === 'ArrowLeft') return goTo(nearest(from, sourcesOf(document, from.id)))
  goTo(vertical(from, key === 'ArrowDown' ? 1 : -1))
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const NUDGE = 8

/** Escape: calls off a drag, else lets go of the selection. */
function escape(): void {
  if (useProject.getState().isInGesture) {
    useProject.getState().cancel()
    putBack()
  } else select([])
}

const withControl: Readonly<Record<string, () => void>> = {
  z: undo,
  y: redo,
  a: selectAll,
  d: duplicateSelection,
}
const plain: Readonly<Record<string, () => void>> = {
  a: () => askForLayer(),
  ' ': () => askForLayer(),
  w: askForTarget,
  f: () => fit(),
  l: () => {
    arrangeAll()
    fitSoon()
  },
  Delete: deleteSelection,
  Backspace: deleteSelection,
  Escape: escape,
  Enter: () =>
    document.querySelector<HTMLElement>('[data-inspector] :is(input, button[data-first])')?.focus(),
  '+': () => zoomBy(1.25),
  '=': () => zoomBy(1.25),
  '-': () => zoomBy(0.8),
  '0': () => fit(),
}

function actionFor(event: KeyboardEvent, isOnCanvas: boolean): (() => void) | undefined {
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey) return undefined
    const key = event.key.toLowerCase()
    if (key === 'z' && event.shiftKey) return redo
    return isTyping(event.target) && key !== 'z' && key !== 'y' ? undefined : withControl[key]
  }
  if (!isOnCanvas || event.altKey) return undefined
  const step = steps[event.key]
  if (step)
    return event.shiftKey ? () => nudgeSelection(step[0] * NUDGE, step[1] * NUDGE) : () => walk(event.key)
  if (event.key === 'Enter' && selectedIds().length === 0) return undefined
  return plain[event.key.length === 1 ? event.key.toLowerCase() : event.key]
}

/** For the window: keys pressed on nothing in particular count as pressed on the canvas. */
export function onKeyDown(event: KeyboardEvent, root: HTMLElement | null): void {
  const target = event.target as HTMLElement | null
  const isNowhere = target === document.body
  if (event.defaultPrevented || !target || !(isNowhere || root?.contains(target))) return
  const isOnCanvas =
    !isTyping(target) && !isControl(target) && (isNowhere || Boolean(canvas.element?.contains(target)))
  if (event.key === 'Escape' && !isOnCanvas && isTyping(target) && target.closest('[data-inspector]')) {
    focusNode(useFlow.getState().selected.at(-1)) // back to the canvas
    return
  }
  const action = actionFor(event, isOnCanvas)
  if (!action) return
  event.preventDefault()
  action()
}
