/** Files and folders as the command line brings them in: surveyed, changed by its options, and told. */
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { DECODER, importedFolder } from '../builtFiles'
import type { Dataset } from '../datasets/dataset'
import type { Recipe } from '../datasets/recipe'
import type { GivenRoles, Role } from '../datasets/roles'
import { paramProblem } from '../document/paramProblem'
import { didYouMean } from '../document/spelling'
import { fileKind } from '../fileKinds'
import { readUnderstood } from '../library/stored'
import { importFiles } from '../sources/importFiles'
import { preview } from '../sources/preview'
import { understoodNotes } from '../sources/previewNotes'
import { survey } from '../sources/survey'
import type { Note, Preview } from '../sources/types'
import { good, misused } from './exit'
import type { CliOutput } from './output'
import type { Words } from './parse'

const listIn = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map(s => s.trim())
    .filter(Boolean)

/** Options that say what the columns of a table are. */
const OF_COLUMNS = ['axis', 'values', 'leave-out']
/** Options that say something of files that are brought in. */
const OF_FILES = [...OF_COLUMNS, 'labels', 'target', 'read']

function refuseOptions(words: Words, options: readonly string[], why: string): void {
  const given = options.find(o => words.has(o))
  if (given !== undefined) throw misused(`--${given} cannot be followed: such options ${why}.`)
}
/** A bundled data set and an .npz file say themselves what is what. */
export const refuseImportOptions = (words: Words, name: string): void =>
  refuseOptions(words, OF_FILES, `are for files that are brought in, and ${name} says itself what is what`)

function rolesIn(words: Words): GivenRoles {
  const given: (readonly [string | undefined, Role])[] = [
    [words.text('axis'), 'axis'],
    [words.text('values'), 'value'],
    [words.text('group'), 'group'],
    [words.text('leave-out'), 'left out'],
  ]
  return Object.fromEntries(given.flatMap(([text, role]) => listIn(text).map(name => [name, role])))
}

/** `layout=each,decimal=comma` as values of the kind's own form. */
function paramsIn(words: Words, recipe: Recipe): Recipe['params'] {
  const { params } = fileKind(recipe.kind)
  const changed: Record<string, Recipe['params'][string]> = { ...recipe.params }
  for (const pair of listIn(words.text('read'))) {
    const [name = '', text = ''] = pair.split('=').map(s => s.trim())
    const param = Object.hasOwn(params, name) ? params[name] : undefined
    if (!param)
      throw misused(
        `--read knows no “${name}” of ${fileKind(recipe.kind).names[1]}.` +
          didYouMean(name, Object.keys(params)),
      )
    const value = param.type === 'int' || param.type === 'real' ? Number(text) : text
    const wrong = paramProblem(param, value)
    if (wrong) throw misused(`--read ${name}: ${wrong.bad}`)
    changed[name] = value
  }
  return changed
}

function targetIn(words: Words, recipe: Recipe): Recipe['target'] {
  const [labels, numbers] = [words.text('labels'), listIn(words.text('target'))]
  if (labels !== undefined && numbers.length > 0)
    throw misused('--labels are classes and --target numbers to predict: give one of them.')
  if (numbers.length > 0) return { kind: 'numbers', columns: numbers }
  return labels === undefined ? recipe.target : { kind: 'classes', column: labels }
}

/** What is at `path`, as the options say and otherwise as it is understood at first glance. */
async function recipeOf(
  path: string,
  words: Words,
): Promise<{ readonly recipe: Recipe; readonly notes: readonly Note[] }> {
  const found = good(await survey([resolve(path)]))
  const roles = rolesIn(words)
  const { kind } = found.recipe
  if (kind !== 'table')
    refuseOptions(words, OF_COLUMNS, `say what columns of a table are, and ${path} is none`)
  const recipe = { ...found.recipe, roles, params: paramsIn(words, found.recipe) }
  return { recipe: { ...recipe, target: targetIn(words, recipe) }, notes: found.notes }
}

/** What the preview would show, without bringing anything in. */
export async function lookAt(
  path: string,
  words: Words,
): Promise<{ recipe: Recipe; notes: readonly Note[]; preview: Preview }> {
  const { recipe, notes } = await recipeOf(path, words)
  return { recipe, notes, preview: good(await preview(recipe)) }
}

/** Brought in; what cannot be read ends the command, and what is not sure is said. */
export async function importData(path: string, words: Words, say: CliOutput): Promise<Dataset> {
  const { recipe, notes } = await recipeOf(path, words)
  for (const note of notes) say.note(note.sentence)
  if (recipe.target.kind === 'classes') say.note(`“${recipe.target.column}” is what is predicted.`)
  if (recipe.target.kind === 'numbers')
    say.note(
      `${recipe.target.columns.map(c => `“${c}”`).join(', ')} ` +
        `${recipe.target.columns.length === 1 ? 'is' : 'are'} predicted.`,
    )
  const folder = importedFolder()
  const set = good(await importFiles({ recipe, folder, threads: availableParallelism(), workerUrl: DECODER }))
  for (const { level, sentence } of understoodNotes(await readUnderstood(folder, set.id)))
    if (level === 'warning') say.warn(sentence)
    else say.note(sentence)
  return set
}
