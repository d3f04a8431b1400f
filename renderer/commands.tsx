/**
 * Every action of the studio, once: the menu, the keyboard and Ctrl+K all look here.
 * The one thing to know: commands of the canvas are its own (graph/commands.ts); here they first show it.
 */
import { Spotlight, spotlight } from '@mantine/spotlight'
import { Search } from 'lucide-react'
import { useEffect } from 'react'
import type { MenuCommand } from '../preload/contract'
import { useProject } from './document/store'
import { designCommands } from './graph/commands'
import { newProject, openProject, saveProject } from './project/actions'
import { pauseOrResume, stop, train } from './runs/actions'
import { useSession, type Workspace } from './session/session'

type Command = { readonly label: string; readonly about?: string; readonly keys?: string; readonly run: () => unknown }

/** Waits a frame, so that a canvas that was not on screen is. */
const toCanvas = (id: MenuCommand) => () => {
  useSession.getState().show('design')
  requestAnimationFrame(() => designCommands.find(c => c.id === id)?.run())
}
const show = (workspace: Workspace) => () => useSession.getState().show(workspace)

export const COMMANDS: Readonly<Record<Exclude<MenuCommand, 'view:commands'>, Command>> = {
  'run:train': { label: 'Train', about: 'Start training the network on all cores', keys: 'Ctrl+Enter', run: train },
  'run:pause': { label: 'Pause or resume training', keys: 'Ctrl+.', run: pauseOrResume },
  'run:stop': { label: 'Stop training', about: 'The epochs so far are kept', keys: 'Ctrl+Shift+.', run: stop },
  'view:design': { label: 'Design', about: 'Wire the network', keys: 'Ctrl+1', run: show('design') },
  'view:data': { label: 'Data', about: 'Choose and look at the samples', keys: 'Ctrl+2', run: show('data') },
  'view:train': { label: 'Train workspace', about: 'Settings and live curves', keys: 'Ctrl+3', run: show('train') },
  'view:inspect': { label: 'Inspect', about: 'Filters and feature maps', keys: 'Ctrl+4', run: show('inspect') },
  'view:compare': { label: 'Compare', about: 'The table of experiments', keys: 'Ctrl+5', run: show('compare') },
  'project:new': { label: 'New project', keys: 'Ctrl+N', run: () => newProject('empty') },
  'project:open': { label: 'Open project…', keys: 'Ctrl+O', run: openProject },
  'project:save': { label: 'Save project', keys: 'Ctrl+S', run: () => saveProject(false) },
  'project:save-as': { label: 'Save project as…', keys: 'Ctrl+Shift+S', run: () => saveProject(true) },
  'project:example-images': { label: 'Open example: Fashion-MNIST images', run: () => newProject('images') },
  'project:example-spectra': { label: 'Open example: Tecator spectra', run: () => newProject('spectra') },
  'edit:undo': { label: 'Undo', keys: 'Ctrl+Z', run: () => useProject.getState().undo() },
  'edit:redo': { label: 'Redo', keys: 'Ctrl+Shift+Z', run: () => useProject.getState().redo() },
  'edit:delete': { label: 'Delete the selected nodes', keys: 'Delete', run: toCanvas('edit:delete') },
  'edit:duplicate': { label: 'Duplicate the selected nodes', keys: 'Ctrl+D', run: toCanvas('edit:duplicate') },
  'edit:select-all': { label: 'Select all nodes', keys: 'Ctrl+A', run: toCanvas('edit:select-all') },
  'view:fit': { label: 'Fit the graph into view', keys: 'F', run: toCanvas('view:fit') },
  'view:arrange': { label: 'Arrange the graph', keys: 'L', run: toCanvas('view:arrange') },
}

export function runCommand(command: MenuCommand): void {
  if (command === 'view:commands') return spotlight.open()
  void COMMANDS[command].run()
}

/** Undo and redo, which the menu only shows: fields of the document share its history, other text fields keep their own. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      const isUndo = key === 'z' && !event.shiftKey, isRedo = (key === 'z' && event.shiftKey) || key === 'y'
      if (!isUndo && !isRedo) return
      const field = event.target instanceof HTMLElement ? event.target.closest('input, textarea, [contenteditable]') : null
      if (field && (useSession.getState().workspace === 'compare' || field.closest('[data-own-undo]'))) return
      event.preventDefault()
      runCommand(isUndo ? 'edit:undo' : 'edit:redo')
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

export function Commands() {
  return (
    <Spotlight
      shortcut="mod + K"
      tagsToIgnore={[]}
      nothingFound="No action has that name."
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{ leftSection: <Search size={16} />, placeholder: 'Find an action' }}
      actions={Object.entries(COMMANDS).map(([id, c]) => ({
        id,
        label: c.label,
        description: [c.about, c.keys].filter(Boolean).join(' · '),
        onClick: () => void c.run(),
      }))}
    />
  )
}
