/**
 * The keys of the Design workspace: the canvas's commands, by the table of commands, and its gestures.
 * Letters count only on the canvas, never while somebody types; Ctrl keys count in the whole workspace.
 */
import { canvasCommandIds, COMMANDS, keysOf, type CanvasCommandId } from '../../preload/commands'
import type { GraphNode, NodeId } from '../../preload/contract'
import { readersOf, sourcesOf } from '../document/neighbours'
import { useProject } from '../document/store'
import { isPressed } from '../ui/shortcut'
import { nudgeSelection, selectedIds } from './actions'
import { canvasCommands } from './commands'
import { canvas, putBack, select, useFlow } from './flow'
import { focusNode, reveal, zoomBy } from './viewport'

/** What the canvas hears beside commands. */
const GESTURES: readonly (readonly [keys: string, action: string])[] = [
  ['← →', 'Go along the wires'],
  ['↑ ↓', 'Go to the branch or row above or below'],
  ['Enter', 'Edit the selected layer'],
  ['Shift + arrows', 'Nudge'],
  ['Ctrl C / X / V', 'Copy, cut, paste'],
  ['Shift + drag', 'Select several'],
]
/** For the inspector: commands by the table, then gestures. */
export const SHORTCUTS: readonly (readonly [keys: string, action: string])[] = [
  ...([...canvasCommandIds, 'edit:undo', 'edit:redo'] as const).map(
    id => [keysOf(id).replaceAll('+', ' '), COMMANDS[id].label] as const,
  ),
  ...GESTURES,
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

/** Keys of the canvas that are no commands. */
const plain: Readonly<Record<string, () => void>> = {
  Escape: escape,
  Enter: () =>
    document.querySelector<HTMLElement>('[data-inspector] :is(input, button[data-first])')?.focus(),
  '+': () => zoomBy(1.25),
  '=': () => zoomBy(1.25),
  '-': () => zoomBy(0.8),
}

const commandFor = (event: KeyboardEvent): CanvasCommandId | undefined =>
  canvasCommandIds.find(id =>
    [keysOf(id), ...(COMMANDS[id].otherKeys ?? [])].some(keys => isPressed(keys, event, true)),
  )

function actionFor(event: KeyboardEvent, isOnCanvas: boolean): (() => void) | undefined {
  const withControl = event.ctrlKey || event.metaKey
  if (event.altKey || (withControl ? isTyping(event.target) : !isOnCanvas)) return undefined
  const command = commandFor(event)
  if (command) return canvasCommands[command]
  if (withControl) return undefined
  const step = steps[event.key]
  if (step)
    return event.shiftKey ? () => nudgeSelection(step[0] * NUDGE, step[1] * NUDGE) : () => walk(event.key)
  if (event.key === 'Enter' && selectedIds().length === 0) return undefined
  return plain[event.key]
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
