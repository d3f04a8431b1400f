/** Opening, saving and switching projects: what happens to working copies and files. */
import { app, type BrowserWindow } from 'electron'
import { basename } from 'node:path'
import { imagesExample, spectraExample } from '../engine/document/examples'
import {
  emptyDocument,
  messageOf,
  type Document,
  type In,
  type Notice,
  type OpenProject,
} from '../preload/contract'
import { askOpen } from './dialogs'
import { diskError } from './diskError'
import { readProject, writeProject } from './files'
import { PROJECT_FILES, whereToSave } from './saving'
import type { ProjectStore } from './store/projects'

const templates = { empty: () => emptyDocument(), images: imagesExample, spectra: spectraExample } as const

export class Projects {
  readonly #store: ProjectStore
  readonly #window: () => BrowserWindow | null

  constructor(store: ProjectStore, window: () => BrowserWindow | null) {
    this.#store = store
    this.#window = window
  }

  /** The last project; on a first start the example, so that there is something to train. */
  current(notices: Notice[]): OpenProject {
    try {
      return this.#store.latest() ?? this.#store.add(imagesExample(), null)
    } catch (error) {
      notices.push({
        level: 'error',
        sentence:
          `The last project could not be opened: ${messageOf(error)} The example was opened instead; ` +
          'nothing was deleted.',
      })
      return this.#store.add(imagesExample(), null)
    }
  }

  create(template: In<'project:new'>['template']): OpenProject {
    return this.fromDocument(templates[template]())
  }

  fromDocument(document: Document): OpenProject {
    return this.#store.add(document, null)
  }

  /** Asks for a file; null if the user changed their mind. */
  async open(): Promise<OpenProject | null> {
    const [path] = await askOpen(this.#window(), {
      title: 'Open project',
      filters: PROJECT_FILES,
      properties: ['openFile'],
    })
    if (path === undefined) return null
    const document = await readProject(path)
    app.addRecentDocument(path)
    return this.#store.ofFile(path, document)
  }

  async save({ id, document, as }: In<'project:save'>): Promise<OpenProject | null> {
    const own = as ? null : this.#store.pathOf(id)
    const path = await whereToSave(this.#window(), document.name, own, this.#store.savedText(id))
    if (path === null) return null
    await writeProject(path, document)
    app.addRecentDocument(path)
    try {
      return this.#store.markSaved(id, document, path)
    } catch (error) {
      // A full disk under the database must not keep the project from being saved to another.
      throw new Error(
        `“${basename(path)}” is saved, but ${diskError(error, 'note that in the database').message}`,
        { cause: error },
      )
    }
  }
}
