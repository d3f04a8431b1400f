/** A process that reads users' files: asked for surveys, previews, imports and audits. */
import { AskedProcess } from './askedProcess'
import type { FromImporter, ToImporter } from './importer'

const NEWS: readonly FromImporter['say'][] = ['progress', 'question', 'auditing']

/** `hear` gets what is said while a question is being worked on. */
export const importerProcess = (name: string, hear: (news: FromImporter) => void = () => undefined) =>
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
