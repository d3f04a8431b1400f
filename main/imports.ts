/**
 * Reading users' files: surveys, previews and imports, each asked of the importer process.
 * There is one import at a time, and cancelling ends its process, so that it ends at once whatever it
 * was reading; what it had written is swept away before the answer is given.
 */
import { dialog, utilityProcess, type BrowserWindow, type UtilityProcess } from 'electron'
import { lstat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sweepSets } from '../engine/library/stored'
import type { EventName, EventOf, In, Inspection, Preview, Survey } from '../preload/contract'
import type { Datasets } from './datasets'
import type { FromImporter, ToImporter } from './processes/importer'

const IMPORTER = fileURLToPath(new URL('./importer.js', import.meta.url))
type Tell = <K extends EventName>(name: K, payload: EventOf<K>) => void
type Question = Exclude<ToImporter, { say: 'leave' }>
type Answer<S extends FromImporter['say']> = Extract<FromImporter, { say: S }>

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
  const looking = desk('Receptive preview')
  const inspecting = desk('Receptive inspector')
  const importing = desk('Receptive importer')

  importing.hear = message => {
    if (message.say === 'progress') tell('data:progress', message.progress)
    if (message.say === 'question')
      tell('data:question', { problems: message.problems, samples: message.samples })
  }
  let inspections = 0
  inspecting.hear = message => {
    if (message.say === 'inspecting') tell('data:inspecting', { share: message.share })
  }
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
      (await looking.ask<'survey'>({ say: 'survey', paths })).survey,
    async missing({ paths }: In<'data:missing'>): Promise<string | null> {
      const isThere = await Promise.all(paths.map(path => lstat(path).then(Boolean, () => false)))
      return paths.find((_, i) => !isThere[i]) ?? null
    },
    preview: async ({ recipe }: In<'data:preview'>): Promise<Preview> =>
      (await looking.ask<'preview'>({ say: 'preview', recipe })).preview,
    /** The last question counts: one that is still being worked out is given up. */
    async inspect(settings: In<'data:inspect'>): Promise<Inspection> {
      const mine = ++inspections
      if (inspecting.isBusy()) await inspecting.end()
      if (mine !== inspections) throw new Error('The inspection was given up.')
      return (await inspecting.ask<'inspected'>({ say: 'inspect', data: settings, library })).inspection
    },
    async cancelInspection(): Promise<void> {
      inspections++
      await inspecting.end()
    },
    async import({ recipe }: In<'data:import'>): Promise<{ id: string }> {
      if (importing.isBusy()) throw new Error('An import is going on: wait for it, or cancel it.')
      try {
        const { id } = await importing.ask<'imported'>({ say: 'import', recipe, library })
        data.forget(id)
        tell('data:changed', undefined)
        return { id }
      } finally {
        importing.end()
      }
    },
    leave: ({ mayLeave }: In<'data:leave'>): void => importing.say({ say: 'leave', mayLeave }),
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

/** One process, started with the first question; questions wait for one another. */
function desk(serviceName: string) {
  let process: UtilityProcess | null = null
  let waiting: { resolve(answer: FromImporter): void; reject(error: Error): void } | null = null
  let last: Promise<unknown> = Promise.resolve()
  let ended: Promise<void> = Promise.resolve()
  const self = {
    hear: (_message: FromImporter): void => undefined,
    isBusy: (): boolean => waiting !== null,
    say: (message: ToImporter): void => process?.postMessage(message),
    ask<S extends FromImporter['say']>(question: Question): Promise<Answer<S>> {
      const asked = last.then(() => put(question))
      last = asked.catch(() => undefined)
      return asked.then(answer => {
        if (answer.say === 'refused') throw new Error(answer.sentence)
        return answer as Answer<S>
      })
    },
    end(): Promise<void> {
      process?.kill()
      return ended
    },
  }
  function running(): UtilityProcess {
    if (process) return process
    const started = utilityProcess.fork(IMPORTER, [], { serviceName, stdio: 'inherit' })
    ended = new Promise(resolve =>
      started.once('exit', () => {
        if (process === started) process = null
        waiting?.reject(new Error('The process that reads the samples ended before it was done.'))
        waiting = null
        resolve()
      }),
    )
    started.on('message', (message: FromImporter) => {
      if (message.say === 'progress' || message.say === 'question' || message.say === 'inspecting')
        return self.hear(message)
      waiting?.resolve(message)
      waiting = null
    })
    return (process = started)
  }
  const put = (question: Question): Promise<FromImporter> =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject }
      running().postMessage(question)
    })
  return self
}
