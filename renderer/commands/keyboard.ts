/**
 * The keyboard of the window: every command's keys but the canvas's own, which it hears itself because
 * letters are names elsewhere.
 */
import { useEffect } from 'react'
import { commandIds, COMMANDS, type CommandId } from '../../preload/commands'
import { useSession } from '../session/session'
import { isPressed } from '../ui/shortcut'
import { runCommand } from './commands'

/** A text field that is no part of the document keeps its own undo. */
function keepsOwnUndo(target: EventTarget | null): boolean {
  const field = target instanceof HTMLElement ? target.closest('input, textarea, [contenteditable]') : null
  return (
    field !== null &&
    (useSession.getState().workspace === 'compare' ||
      field.closest('[data-own-undo], [role="dialog"]') !== null)
  )
}

/** Each way to press a command, those that are shown first. */
const heard: readonly (readonly [keys: string, id: CommandId])[] = commandIds
  .filter(id => COMMANDS[id].heardBy === undefined)
  .flatMap(id => [COMMANDS[id].keys ?? [], COMMANDS[id].otherKeys ?? []].flat().map(k => [k, id] as const))

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  const id = heard.find(([keys]) => isPressed(keys, event))?.[1]
  if (!id || ((id === 'edit:undo' || id === 'edit:redo') && keepsOwnUndo(event.target))) return
  event.preventDefault()
  runCommand(id)
}

export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
