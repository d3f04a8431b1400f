/**
 * Every action of the studio, once: the menu, the keyboard and Ctrl+K all look here.
 * The one thing to know: commands of the canvas are its own (graph/commands.ts); here they first show it.
 */
import { spotlight } from '@mantine/spotlight'
import { useEffect } from 'react'
import type { MenuCommand } from '../../preload/contract'
import { useProject } from '../document/store'
import { designCommands } from './canvas'
import { choosePaths } from '../data/importing'
import { newProject, openProject, saveProject } from '../project/actions'
import { pauseOrResume, stop, train } from '../runs/actions'
import { useSession, type Workspace } from '../session/session'

export type Command = {
  readonly label: string
  readonly about?: string
  readonly keys?: string
  readonly isCanvas?: true
  readonly run: () => unknown
}

/** Waits a frame, so that a canvas that was not on screen is. */
const toCanvas = (id: MenuCommand) => () => {
  useSession.getState().show('design')
  requestAnimationFrame(() => designCommands.find(c => c.id === id)?.run())
}
const show = (workspace: Workspace) => () => useSession.getState().show(workspace)

export const COMMANDS: Readonly<Record<Exclude<MenuCommand, 'view:commands'>, Command>> = {
  'run:train': {
    label: 'Train',
    about: 'Start training the network on all cores',
    keys: 'Ctrl+Enter',
    run: train,
  },
  'run:pause': { label: 'Pause or resume training', keys: 'Ctrl+.', run: pauseOrResume },
  'run:stop': {
    label: 'Stop training',
    about: 'The epochs so far are kept',
    keys: 'Ctrl+Shift+.',
    run: stop,
  },
  'view:design': { label: 'Design', about: 'Wire the network', keys: 'Ctrl+1', run: show('design') },
  'view:data': { label: 'Data', about: 'Choose and look at the samples', keys: 'Ctrl+2', run: show('data') },
  'view:train': {
    label: 'Train workspace',
    about: 'Settings and live curves',
    keys: 'Ctrl+3',
    run: show('train'),
  },
  'view:inspect': {
    label: 'Inspect',
    about: 'Filters and feature maps',
    keys: 'Ctrl+4',
    run: show('inspect'),
  },
  'view:compare': {
    label: 'Compare',
    about: 'The table of experiments',
    keys: 'Ctrl+5',
    run: show('compare'),
  },
  'project:new': { label: 'New project', keys: 'Ctrl+N', run: () => newProject('empty') },
  'project:open': { label: 'Open project…', keys: 'Ctrl+O', run: openProject },
  'project:save': { label: 'Save project', keys: 'Ctrl+S', run: () => saveProject(false) },
  'project:save-as': { label: 'Save project as…', keys: 'Ctrl+Shift+S', run: () => saveProject(true) },
  'project:example-images': { label: 'Open example: Fashion-MNIST images', run: () => newProject('images') },
  'project:example-spectra': { label: 'Open example: Tecator spectra', run: () => newProject('spectra') },
  'data:open-files': {
    label: 'Open data files…',
    about: 'Pictures, FITS, tables, JCAMP-DX, npz, HDF5',
    keys: 'Ctrl+I',
    run: () => choosePaths('files'),
  },
  'data:open-folder': {
    label: 'Open a data folder…',
    about: 'Pictures or spectra, sorted into one folder for each class',
    keys: 'Ctrl+Shift+O',
    run: () => choosePaths('folder'),
  },
  'edit:undo': { label: 'Undo', keys: 'Ctrl+Z', run: () => useProject.getState().undo() },
  'edit:redo': { label: 'Redo', keys: 'Ctrl+Shift+Z', run: () => useProject.getState().redo() },
  'edit:delete': {
    label: 'Delete the selected nodes',
    keys: 'Delete',
    isCanvas: true,
    run: toCanvas('edit:delete'),
  },
  'edit:duplicate': {
    label: 'Duplicate the selected nodes',
    keys: 'Ctrl+D',
    isCanvas: true,
    run: toCanvas('edit:duplicate'),
  },
  'edit:select-all': {
    label: 'Select all nodes',
    keys: 'Ctrl+A',
    isCanvas: true,
    run: toCanvas('edit:select-all'),
  },
  'view:fit': { label: 'Fit the graph into view', keys: 'F', isCanvas: true, run: toCanvas('view:fit') },
  'view:arrange': { label: 'Arrange the graph', keys: 'L', isCanvas: true, run: toCanvas('view:arrange') },
}

export function runCommand(command: MenuCommand): void {
  if (command === 'view:commands') return spotlight.open()
  void COMMANDS[command].run()
}

/** Whether a key press is `Ctrl+Shift+S` and the like; Cmd counts as Ctrl on a Mac. */
function isPressed(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1)?.toLowerCase()
  return (
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.shiftKey === parts.includes('Shift') &&
    !event.altKey &&
    (event.key.toLowerCase() === key || event.code === CODES[key ?? ''])
  )
}
/** With Shift, these keys give another character on some keyboards. */
const CODES: Readonly<Record<string, string>> = { '.': 'Period' }

/** A text field that is no part of the document keeps its own undo. */
function keepsOwnUndo(target: EventTarget | null): boolean {
  const field = target instanceof HTMLElement ? target.closest('input, textarea, [contenteditable]') : null
  return (
    field !== null &&
    (useSession.getState().workspace === 'compare' ||
      field.closest('[data-own-undo], [role="dialog"]') !== null)
  )
}

/**
 * Every key but the canvas's own, which it hears itself because letters are names there. The menu only shows
 * them.
 */
export function useShortcuts(): void {
  useEffect(() => {
    const entries = Object.entries(COMMANDS).filter(([, c]) => c.keys && !c.isCanvas) as [
      MenuCommand,
      Command,
    ][]
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return
      const found =
        entries.find(([, c]) => isPressed(c.keys ?? '', event)) ??
        (isPressed('Ctrl+Y', event) ? (['edit:redo'] as const) : undefined)
      if (!found || ((found[0] === 'edit:undo' || found[0] === 'edit:redo') && keepsOwnUndo(event.target)))
        return
      event.preventDefault()
      runCommand(found[0])
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
