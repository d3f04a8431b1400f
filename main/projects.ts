/** Opening, saving and switching projects: the dialogs, and what happens to working copies and files. */
import { app, dialog, type BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { imagesExample, spectraExample } from '../engine/document/examples'
import {
  emptyDocument,
  messageOf,
  writeDocument,
  type Document,
  type In,
  type Notice,
  type OpenProject,
  type ProjectId,
} from '../preload/contract'
import { diskError } from './diskError'
import { readProject, writeProject } from './files'
import type { ProjectStore } from './store/projects'

const FILTERS = [{ name: 'Receptive project', extensions: ['receptive'] }]
const templates = { empty: () => emptyDocument(), images: imagesExample, spectra: spectraExample } as const

export function projects(store: ProjectStore, window: () => BrowserWindow | null) {
  const suggested = (name: string): string =>
    join(app.getPath('documents'), `${name.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim() || 'Untitled'}.receptive`)

  async function askWhere(name: string): Promise<string | null> {
    const parent = window()
    const options = { title: 'Save project', defaultPath: suggested(name), filters: FILTERS }
    const { filePath } = parent
      ? await dialog.showSaveDialog(parent, options)
      : await dialog.showSaveDialog(options)
    if (!filePath) return null
    return filePath.endsWith('.receptive') ? filePath : `${filePath}.receptive`
  }

  /**
   * Asks only if the file is not as this project left it: what another program wrote there would be lost
   * unseen.
   */
  async function whereTo(id: ProjectId, name: string, as: boolean): Promise<string | null> {
    const path = as ? null : store.pathOf(id)
    if (path === null) return askWhere(name)
    if (!(await isChanged(path, store.savedText(id)))) return path
    const options = {
      type: 'warning' as const,
      title: 'Save project',
      message: `“${basename(path)}” was changed by another program since it was opened or saved here.`,
      detail: 'Replacing it loses what that program wrote.',
      buttons: ['Save As…', 'Replace', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
    }
    const parent = window()
    const { response } = parent
      ? await dialog.showMessageBox(parent, options)
      : await dialog.showMessageBox(options)
    return response === 0 ? askWhere(name) : response === 1 ? path : null
  }

  return {
    /** The last project; on a first start the example, so that there is something to train. */
    async current(notices: Notice[]): Promise<OpenProject> {
      try {
        return store.latest() ?? store.add(imagesExample(), null)
      } catch (error) {
        notices.push({
          level: 'error',
          sentence:
            `The last project could not be opened: ${messageOf(error)} The example was opened instead; ` +
            'nothing was deleted.',
        })
        return store.add(imagesExample(), null)
      }
    },
    create: (template: In<'project:new'>['template']): OpenProject => store.add(templates[template](), null),
    fromDocument: (document: Document): OpenProject => store.add(document, null),
    async open(): Promise<OpenProject | null> {
      const parent = window()
      const options = { title: 'Open project', filters: FILTERS, properties: ['openFile' as const] }
      const { filePaths } = parent
        ? await dialog.showOpenDialog(parent, options)
        : await dialog.showOpenDialog(options)
      return filePaths[0] ? this.openFile(filePaths[0]) : null
    },
    async openFile(path: string): Promise<OpenProject> {
      const document = await readProject(path)
      app.addRecentDocument(path)
      return store.ofFile(path, document)
    },
    async save({ id, document, as }: In<'project:save'>): Promise<OpenProject | null> {
      const path = await whereTo(id, document.name, as)
      if (path === null) return null
      await writeProject(path, document)
      app.addRecentDocument(path)
      try {
        return store.markSaved(id, document, path)
      } catch (error) {
        // A full disk under the database must not keep the project from being saved to another.
        throw new Error(
          `“${basename(path)}” is saved, but ${diskError(error, 'note that in the database').message}`,
          { cause: error },
        )
      }
    },
  }
}
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
export type Projects = ReturnType<typeof projects>
