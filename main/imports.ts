/**
 * Reading users' files: surveys, previews and imports, each asked of the importer process.
 * There is one import at a time, and cancelling ends its process, so that it ends at once whatever it
 * was reading; what it had written is swept away before the answer is given.
 */
import { dialog, type BrowserWindow } from 'electron'
import { lstat } from 'node:fs/promises'
import { sweepSets } from '../engine/library/stored'
import type { In, Inspection, Preview, Survey } from '../preload/contract'
import type { Datasets } from './datasets'
import type { Tell } from './ipc'
import { AskedProcess } from './processes/askedProcess'
import type { FromImporter, ToImporter } from './processes/importer'

const NEWS: readonly FromImporter['say'][] = ['progress', 'question', 'inspecting']

const FILTERS = [
  {
    name: 'Pictures, spectra and arrays',
    extensions:
      'png jpg jpeg tif tiff fits fit fts gz csv tsv txt dat jdx dx jcamp npy npz h5 hdf5 idx bin'.split(' '),
  },
  { name: 'All files', extensions: ['*'] },
]

export function imports(data: Datasets, window: () => BrowserWindow | null, tell: Tell) {
  const { library } = data
  /**
   * Looking and importing are apart, so that a preview never waits for an import, nor an inspection for
   * either.
   */
  const looking = importer('Receptive preview')
  const inspecting = importer('Receptive inspector', message => {
    if (message.say === 'inspecting') tell('data:inspecting', { share: message.share })
  })
  const importing = importer('Receptive importer', message => {
    if (message.say === 'progress') tell('data:progress', message.progress)
    if (message.say === 'question')
      tell('data:question', { problems: message.problems, samples: message.samples })
  })
  let inspections = 0
  return {
    /** Asks for files or a folder; null if the user changed their mind. */
    async choose({ what }: In<'data:choose'>): Promise<readonly string[] | null> {
      const parent = window()
      const options: Electron.OpenDialogOptions =
        what === 'folder'
          ? { title: 'Open a folder of data', properties: ['openDirectory'] }
          : { title: 'Open data', properties: ['openFile', 'multiSelections'], filters: FILTERS }
      const { canceled, filePaths } = await (parent
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options))
      return canceled || filePaths.length === 0 ? null : filePaths
    },
    survey: async ({ paths }: In<'data:survey'>): Promise<Survey> =>
      (await looking.ask({ say: 'survey', paths }, 'survey')).survey,
    async missing({ paths }: In<'data:missing'>): Promise<string | null> {
      const isThere = await Promise.all(paths.map(path => lstat(path).then(Boolean, () => false)))
      return paths.find((_, i) => !isThere[i]) ?? null
    },
    preview: async ({ recipe }: In<'data:preview'>): Promise<Preview> =>
      (await looking.ask({ say: 'preview', recipe }, 'preview')).preview,
    /** The last question counts: one that is still being worked out is given up. */
    async inspect(settings: In<'data:inspect'>): Promise<Inspection> {
      const mine = ++inspections
      if (inspecting.isBusy) await inspecting.end()
      if (mine !== inspections) throw new Error('The inspection was given up.')
      return (await inspecting.ask({ say: 'inspect', data: settings, library }, 'inspected')).inspection
    },
    async cancelInspection(): Promise<void> {
      inspections++
      await inspecting.end()
    },
    async import({ recipe }: In<'data:import'>): Promise<{ id: string }> {
      if (importing.isBusy) throw new Error('An import is going on: wait for it, or cancel it.')
      try {
        const { id } = await importing.ask({ say: 'import', recipe, library }, 'imported')
        data.forget(id)
        tell('data:changed', undefined)
        return { id }
      } finally {
        importing.end()
      }
    },
    leave: ({ mayLeave }: In<'data:leave'>): void => importing.tell({ say: 'leave', mayLeave }),
    /** Ends surveys, previews and the import that are going on. */
    async cancel(): Promise<void> {
      looking.end()
      await importing.end()
      await sweepSets(library.own)
    },
    quit: (): void => {
      for (const d of [looking, inspecting, importing]) void d.end()
    },
  }
}
export type Imports = ReturnType<typeof imports>

const importer = (name: string, hear: (news: FromImporter) => void = () => undefined) =>
  new AskedProcess<ToImporter, FromImporter>({
    entry: 'importer',
    name,
    suddenEnd: 'The process that reads the samples ended before it was done.',
    hearNews(message) {
      const isNews = NEWS.includes(message.say)
      if (isNews) hear(message)
      return isNews
    },
  })
