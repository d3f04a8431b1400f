/** What a survey says of the files in words. */
import type { Recipe } from '../datasets/recipe'
import { fileKind } from '../fileKinds'
import { isOtherPicture, PICTURE_FORMATS } from '../fileKinds/pictures'
import type { Units } from './decodeUnits'
import { isSplitName } from './folderColumns'
import { axisSentence } from './spectraBlock'
import type { Note, SourceFile } from './types'

/** What was found and how it is understood; `listed` are all files that were opened. */
export const surveyNotes = (
  { kind, labels, axis, isListed }: Recipe,
  listed: readonly SourceFile[],
  units: Units,
): readonly Note[] => [
  countNote(units.files, fileKind(kind).names),
  ...(labels ? labelNotes(labels, isListed, units) : []),
  ...(axis ? [{ level: 'warning', sentence: axisSentence(axis) } as const] : []),
  ...(isListed ? [] : leftNotes(listed, new Set([...units.files.map(f => f.name), labels]))),
]

const countNote = (used: readonly SourceFile[], [one, many]: readonly [string, string]): Note => ({
  level: 'info',
  sentence: `${used.length.toLocaleString('en')} ${used.length === 1 ? one : many}${foldersIn(used)}.`,
})

function foldersIn(files: readonly SourceFile[]): string {
  const folders = new Set(files.map(f => f.name.split('/').slice(0, -1).join('/')).filter(Boolean))
  if (folders.size === 0) return ''
  const splits = [...folders].filter(f => f.split('/').some(isSplitName)).length === folders.size
  return splits
    ? ` in folders of training, validation or test`
    : ` in ${folders.size} ${folders.size === 1 ? 'folder' : 'folders'}`
}

/** What the table of labels is for, and where it and the files do not agree. */
function labelNotes(
  labels: string,
  isListed: boolean,
  { problems, strays }: Pick<Units, 'problems' | 'strays'>,
): readonly Note[] {
  const notes: Note[] = [
    {
      level: 'info',
      sentence:
        `${labels} says what each file ` +
        `is${isListed ? '; files that it does not name are left alone' : ''}.`,
    },
  ]
  if (problems.length > 0)
    notes.push({
      level: 'warning',
      sentence:
        `${labels} does not name ` +
        `${problems.length === 1 ? 'one' : problems.length.toLocaleString('en')} of the files, ` +
        `such as ${problems[0]?.name}.`,
    })
  if (strays.length > 0)
    notes.push({
      level: 'warning',
      sentence:
        `${strays.length === 1 ? 'One row' : `${strays.length.toLocaleString('en')} rows`} of ${labels} ` +
        `${strays.length === 1 ? 'names a file' : 'name files'} that ` +
        `${strays.length === 1 ? 'is' : 'are'} not there, such as “${strays[0]}”.`,
    })
  return notes
}

/** Files that are not read, pictures of other kinds first. */
function leftNotes(listed: readonly SourceFile[], used: ReadonlySet<string>): readonly Note[] {
  const left = listed.filter(f => !used.has(f.name))
  const pictures = left.filter(f => isOtherPicture(f.name))
  const others = left.filter(f => !isOtherPicture(f.name))
  const notes: Note[] = []
  if (pictures.length > 0)
    notes.push({
      level: 'warning',
      sentence:
        `${pictures.length} ${pictures.length === 1 ? 'picture is' : 'pictures are'} of a kind that is not ` +
        `read, such as ${pictures[0]?.name}: convert to ${PICTURE_FORMATS}.`,
    })
  if (others.length > 0)
    notes.push({
      level: 'info',
      sentence:
        `${others.length} other ${others.length === 1 ? 'file is' : 'files are'} left alone, such as ` +
        `${others[0]?.name}.`,
    })
  return notes
}
