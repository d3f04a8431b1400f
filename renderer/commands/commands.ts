/**
 * What every command runs (the table of them is preload/commands.ts); those of the canvas are its own, and
 * here it is shown first.
 */
import { spotlight } from '@mantine/spotlight'
import {
  canvasCommandIds,
  workspaces,
  type CanvasCommandId,
  type CommandId,
  type WindowCommandId,
  type Workspace,
} from '../../preload/commands'
import { choosePaths } from '../data/importing'
import { canvasCommands } from '../design/commands'
import { useProject } from '../document/store'
import { newProject, openProject, saveProject } from '../project/actions'
import { pauseOrResume, stop, trainProject } from '../runs/actions'
import { useSession } from '../session/session'

type Action = () => unknown

const show = (workspace: Workspace): void => useSession.getState().show(workspace)
const views = Object.fromEntries(workspaces.map(w => [`view:${w}`, () => show(w)])) as Readonly<
  Record<`view:${Workspace}`, Action>
>

const ofWindow: Readonly<Record<WindowCommandId, Action>> = {
  'run:train': trainProject,
  'run:pause': pauseOrResume,
  'run:stop': stop,
  ...views,
  'view:commands': spotlight.open,
  'project:new': () => newProject('empty'),
  'project:open': openProject,
  'project:save': () => saveProject(false),
  'project:save-as': () => saveProject(true),
  'project:example-images': () => newProject('images'),
  'project:example-spectra': () => newProject('spectra'),
  'data:open-files': () => choosePaths('files'),
  'data:open-folder': () => choosePaths('folder'),
  'edit:undo': () => useProject.getState().undo(),
  'edit:redo': () => useProject.getState().redo(),
}

/** Waits a frame, so that a canvas that was not on screen is. */
function toCanvas(id: CanvasCommandId): void {
  show('design')
  requestAnimationFrame(() => canvasCommands[id]())
}
const ofCanvas = Object.fromEntries(canvasCommandIds.map(id => [id, () => toCanvas(id)])) as Readonly<
  Record<CanvasCommandId, Action>
>

export const runs: Readonly<Record<CommandId, Action>> = { ...ofWindow, ...ofCanvas }

export const runCommand = (id: CommandId): void => void runs[id]()
