/** Opening, saving and switching projects: the dialogs, and what happens to working copies and files. */
import { app, dialog, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { imagesExample, spectraExample } from '../engine/examples'
import { emptyDocument, type Document, type In, type Notice, type OpenProject } from '../preload/contract'
import { readProject, writeProject } from './files'
import type { ProjectStore } from './store/projects'

const FILTERS = [{ name: 'Receptive project', extensions: ['receptive'] }]
const templates = { empty: () => emptyDocument(), images: imagesExample, spectra: spectraExample } as const

export function projects(store: ProjectStore, window: () => BrowserWindow | null) {
  const suggested = (name: string): string => join(app.getPath('documents'), `${name.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim() || 'Untitled'}.receptive`)

  async function askWhere(name: string): Promise<string | null> {
    const parent = window()
    const options = { title: 'Save project', defaultPath: suggested(name), filters: FILTERS }
    const { filePath } = parent ? await dialog.showSaveDialog(parent, options) : await dialog.showSaveDialog(options)
    if (!filePath) return null
    return filePath.endsWith('.receptive') ? filePath : `${filePath}.receptive`
  }

  return {
    /** The last project; on a first start the example, so that there is something to train. */
    async current(notices: Notice[]): Promise<OpenProject> {
      try {
        return store.latest() ?? store.add(imagesExample(), null)
      } catch (error) {
        notices.push({ level: 'error', sentence: `The last project could not be opened: ${error instanceof Error ? error.message : String(error)} The example was opened instead; nothing was deleted.` })
        return store.add(imagesExample(), null)
      }
    },
    create: (template: In<'project:new'>['template']): OpenProject => store.add(templates[template](), null),
    fromDocument: (document: Document): OpenProject => store.add(document, null),
    async open(): Promise<OpenProject | null> {
      const parent = window()
      const options = { title: 'Open project', filters: FILTERS, properties: ['openFile' as const] }
      const { filePaths } = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options)
      return filePaths[0] ? this.openFile(filePaths[0]) : null
    },
    async openFile(path: string): Promise<OpenProject> {
      const document = await readProject(path)
      app.addRecentDocument(path)
      return store.ofFile(path, document)
    },
    async save({ id, document, as }: In<'project:save'>): Promise<OpenProject | null> {
      store.keep(id, document) // whatever happens to the file, the edit itself is safe
      const known = store.get(id).path
      const path = as || known === null ? await askWhere(document.name) : known
      if (path === null) return null
      await writeProject(path, document)
      app.addRecentDocument(path)
      return store.markSaved(id, document, path)
    },
  }
}
export type Projects = ReturnType<typeof projects>
