/** The import law as a table. */
import { LAW, PURE_FILES, VOCABULARY } from '../structure/law.mjs'
import { code, table } from './markdown.mjs'

/** @param {string} name words stand for themselves, folders and packages in code */
const named = name => (name === 'node:' ? 'Node’s own modules' : name.includes(' ') ? name : code(name))

export const law = () =>
  table(
    ['Floor', 'Folder', 'May import, besides itself and the vocabulary', 'Packages', 'Pure'],
    LAW.toSorted((a, b) => b.floor - a.floor).map(({ floor, folder, may, outside, isPure }) => [
      String(floor),
      code(folder),
      may
        .map(name => (name === PURE_FILES ? name : code(name.replace(/^engine\//, '') || name)))
        .join(', ') || '–',
      outside.map(named).join(', ') || '–',
      isPure ? 'yes' : '',
    ]),
  ) + `\n\nThe vocabulary, which every file may import: ${VOCABULARY.map(code).join(', ')}.`
