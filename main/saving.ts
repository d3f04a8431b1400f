/** Where a project is saved to, and what is asked before. */
import { app, type BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { writeDocument } from '../preload/contract'
import { askButton, askSave } from './dialogs'
import { readProject } from './files'

const ENDING = '.receptive'
export const PROJECT_FILES = [{ name: 'Receptive project', extensions: ['receptive'] }]

/**
 * The project's own file, or one that is asked for; null if the user changed their mind. Asks also if the
 * file is not as this project left it (`saved`): what another program wrote there would be lost unseen.
 */
export async function whereToSave(
  window: BrowserWindow | null,
  name: string,
  own: string | null,
  saved: string | null,
): Promise<string | null> {
  if (own === null) return askWhere(window, name)
  if (!(await isChanged(own, saved))) return own
  const pressed = await askButton(window, {
    type: 'warning',
    title: 'Save project',
    message: `“${basename(own)}” was changed by another program since it was opened or saved here.`,
    detail: 'Replacing it loses what that program wrote.',
    buttons: ['Save As…', 'Replace', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
  })
  if (pressed === 0) return askWhere(window, name)
  return pressed === 1 ? own : null
}

async function askWhere(window: BrowserWindow | null, name: string): Promise<string | null> {
  const path = await askSave(window, {
    title: 'Save project',
    defaultPath: suggested(name),
    filters: PROJECT_FILES,
  })
  return path === null || path.endsWith(ENDING) ? path : `${path}${ENDING}`
}

const suggested = (name: string): string =>
  join(app.getPath('documents'), `${name.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim() || 'Untitled'}${ENDING}`)

/**
 * Whether a file holds another project than the one in `saved`, or none that can be read. One that is gone
 * can be written again.
 */
async function isChanged(path: string, saved: string | null): Promise<boolean> {
  if (!existsSync(path)) return false
  return readProject(path).then(
    document => writeDocument(document) !== saved,
    () => true,
  )
}
