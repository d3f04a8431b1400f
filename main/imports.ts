/**
 * Reading users' files: surveys, previews and imports, each asked of an importer process.
 * There is one import at a time, and cancelling ends its process, so that it ends at once whatever it
 * was reading; what it had written is swept away before the answer is given.
 */
import type { BrowserWindow } from 'electron'
import { lstat } from 'node:fs/promises'
import { FILE_ENDINGS } from '../engine/fileKinds'
import { sweepSets } from '../engine/library/stored'
import type { In, Preview, Survey } from '../preload/contract'
import type { Datasets } from './datasets'
import { askOpen } from './dialogs'
import type { Tell } from './ipc'
import { importerProcess } from './processes/askImporter'

const FILTERS = [
  { name: 'Pictures, spectra and arrays', extensions: [...FILE_ENDINGS] },
  { name: 'All files', extensions: ['*'] },
]
const FOLDER = { title: 'Open a folder of data', properties: ['openDirectory' as const] }
const FILES = {
  title: 'Open data',
  properties: ['openFile' as const, 'multiSelections' as const],
  filters: FILTERS,
}

export class Imports {
  readonly #data: Datasets
  readonly #window: () => BrowserWindow | null
  readonly #tell: Tell
  /** Apart from the import, so that a preview never waits for one. */
  readonly #looking = importerProcess('Receptive preview')
  readonly #importing = importerProcess('Receptive importer', message => {
    if (message.say === 'progress') this.#tell('data:progress', message.progress)
    if (message.say === 'question')
      this.#tell('data:question', { problems: message.problems, samples: message.samples })
  })

  constructor(data: Datasets, window: () => BrowserWindow | null, tell: Tell) {
    this.#data = data
    this.#window = window
    this.#tell = tell
  }

  /** Asks for files or a folder; null if the user changed their mind. */
  async choose({ what }: In<'data:choose'>): Promise<readonly string[] | null> {
    const paths = await askOpen(this.#window(), what === 'folder' ? FOLDER : FILES)
    return paths.length === 0 ? null : paths
  }

  async survey({ paths }: In<'data:survey'>): Promise<Survey> {
    return (await this.#looking.ask({ say: 'survey', paths }, 'survey')).survey
  }

  async missing({ paths }: In<'data:missing'>): Promise<string | null> {
    const isThere = await Promise.all(paths.map(path => lstat(path).then(Boolean, () => false)))
    return paths.find((_, i) => !isThere[i]) ?? null
  }

  async preview({ recipe }: In<'data:preview'>): Promise<Preview> {
    return (await this.#looking.ask({ say: 'preview', recipe }, 'preview')).preview
  }

  async import({ recipe }: In<'data:import'>): Promise<{ id: string }> {
    if (this.#importing.isBusy) throw new Error('An import is going on: wait for it, or cancel it.')
    const { library } = this.#data
    try {
      const { id } = await this.#importing.ask({ say: 'import', recipe, library }, 'imported')
      this.#data.forget(id)
      this.#tell('data:changed', undefined)
      return { id }
    } finally {
      void this.#importing.end()
    }
  }

  answerQuestion({ mayLeave }: In<'data:answer-question'>): void {
    this.#importing.tell({ say: 'answer', mayLeave })
  }

  /** Ends surveys, previews and the import that are going on. */
  async cancel(): Promise<void> {
    void this.#looking.end()
    await this.#importing.end()
    await sweepSets(this.#data.library.own)
  }

  quit(): void {
    void this.#looking.end()
    void this.#importing.end()
  }
}
