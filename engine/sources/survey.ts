/**
 * What a user's files are, before anything is imported: how they are understood, in words, and a recipe to
 * begin with.
 * Names decide what is looked at and contents what is said; a few files are read, spread over all.
 */
import { basename, dirname } from 'node:path'
import { defaultsOf, isBad, type Bad } from '../spec'
import { isSplitName } from './folderColumns'
import { commonAxis } from './commonAxis'
import { decodeHere } from './decoderPool'
import { guessTarget } from './guessTarget'
import { joinColumns } from './joinLabels'
import {
  fileKind,
  fileKindOf,
  FILE_KIND_NAMES,
  FILES_IN_FULL,
  withoutEnding,
  type FileKind,
} from '../fileKinds'
import { isOtherPicture, PICTURE_FORMATS } from '../fileKinds/pictures'
import { sourceReader } from './readers'
import { listFiles } from './listFiles'
import { columnHeads } from './preview'
import { spread } from './spread'
import { columnsOfTable } from './readers/tables'
import { axisSentence } from './spectraBlock'
import { unitsOf, type DecodeUnit, type Units } from './decodeUnits'
import type { Note, SourceFile, Survey } from './types'
import type { Recipe } from '../datasets/recipe'

/** Spectra read to see whether they share an axis. */
const AXES_LOOKED_AT = 64
const EXAMPLES = 3

export async function survey(
  paths: readonly string[],
  isWanted: () => boolean = () => true,
): Promise<Survey | Bad> {
  const listed = await listFiles(paths, isWanted)
  if (isBad(listed)) return listed
  const named = await namedInTable(paths, listed)
  if (named && isBad(named)) return named
  const files = named?.files ?? listed
  const kind = named?.kind ?? mainKind(files)
  if (!kind) return { bad: strangers(listed) }
  const own = files.filter(f => fileKindOf(f.name) === kind)
  const labels = named?.labels ?? (fileKind(kind).isTogether ? '' : await labelsAmong(files, own, kind))
  const proposal = await sourceReader(kind).propose?.(own.filter(f => f.name !== labels))
  const params = { ...defaultsOf(fileKind(kind)), ...proposal?.params }
  const draft: Recipe = {
    title: titleOf(paths),
    paths: named?.paths ?? paths,
    kind,
    params,
    labels,
    isListed: named !== null,
    axis: null,
    target: { kind: 'none' },
  }
  const units = await unitsOf(draft, isWanted, files)
  if (isBad(units)) return units
  const axis = fileKind(kind).isTogether ? null : await axisOf(draft, units.units)
  const heads = await columnHeads({ ...draft, axis }, units)
  const recipe: Recipe = { ...draft, axis, target: guessTarget(heads.columns, heads.samples, units.labelled) }
  return {
    recipe,
    files: units.files.length,
    bytes: units.bytes,
    notes: [...notesOf(recipe, listed, units), ...(proposal?.notes ?? [])],
  }
}

const titleOf = (paths: readonly string[]): string => {
  const name = withoutEnding(basename(paths[0] ?? ''))
  return (paths.length > 1 ? `${name} and ${paths.length - 1} more` : name).slice(0, 100) || 'Data'
}

/** The kind that most files are of; a table beside pictures or spectra holds their labels. */
function mainKind(files: readonly SourceFile[]): FileKind | null {
  const found = files.map(f => fileKindOf(f.name))
  const counts = FILE_KIND_NAMES.map(kind => ({ kind, count: found.filter(k => k === kind).length }))
  const tables = counts.find(c => c.kind === 'table')?.count ?? 0
  // A picture or two beside tables of spectra show them.
  const best = counts
    .filter(c => c.kind !== 'table' && (c.kind !== 'pictures' || tables === 0 || c.count > 2))
    .sort((a, b) => b.count - a.count)[0]
  if (best && best.count > 0 && (best.count * 2 >= tables || tables <= 2)) return best.kind
  return tables > 0 ? 'table' : null
}

function strangers(files: readonly SourceFile[]): string {
  const foreign = files.find(f => isOtherPicture(f.name))
  if (foreign)
    return `${foreign.name} is a picture of a kind that is not read: convert it to ${PICTURE_FORMATS}.`
  const names = files.slice(0, EXAMPLES).map(f => f.name)
  return (
    'There is nothing here that Receptive reads, only ' +
    `${names.join(', ')}${files.length > EXAMPLES ? ' …' : ''}. It reads ${FILES_IN_FULL}.`
  )
}

/** One table alone that names pictures or other files beside it; nothing outside its folder is opened. */
async function namedInTable(
  paths: readonly string[],
  listed: readonly SourceFile[],
): Promise<
  { files: readonly SourceFile[]; kind: FileKind; labels: string; paths: readonly string[] } | Bad | null
> {
  const [only] = listed
  if (!only || listed.length > 1 || paths.length > 1 || fileKindOf(only.name) !== 'table') return null
  const columns = await columnsOfTable(only)
  if (isBad(columns)) return null
  const files = columns.find(
    c =>
      c.kind === 'text' && spread(c.values, 20).every(v => typeof v === 'string' && fileKindOf(v) !== null),
  )
  if (!files) return null
  const folder = dirname(only.path)
  const beside = await listFiles([folder])
  if (isBad(beside)) return null
  const labels = basename(only.path)
  const others = beside.filter(f => f.name !== labels)
  const kind = mainKind(others)
  const names = others.filter(f => fileKindOf(f.name) === kind).map(f => f.name)
  const joined = joinColumns(columns, names)
  if (kind && joined && joined.missing.length < names.length)
    return { files: beside, kind, labels, paths: [folder] }
  return {
    bad:
      `${labels} names files such as “${files.values[0] ?? ''}”, and none of them lies beside it or in ` +
      'a folder below: put it where they are, or open it together with their folder.',
  }
}

/** The table among the files that names the others, or none. */
async function labelsAmong(
  files: readonly SourceFile[],
  own: readonly SourceFile[],
  kind: FileKind,
): Promise<string> {
  const tables = files.filter(f => fileKindOf(f.name) === 'table')
  // Among many tables of spectra only one that is called so is looked into.
  const candidates = (
    kind === 'table'
      ? tables.filter(f => /(label|class|meta|target|annotation|reference|index)/i.test(basename(f.name)))
      : tables
  ).slice(0, 8)
  let best = { name: '', found: 0 }
  for (const file of candidates) {
    const names = own.filter(f => f !== file).map(f => f.name)
    const columns = names.length > 0 ? await columnsOfTable(file) : []
    if (isBad(columns)) continue
    const joined = joinColumns(columns, names)
    const found = joined ? names.length - joined.missing.length : 0
    if (found > best.found) best = { name: file.name, found }
  }
  return best.name
}

async function axisOf(recipe: Recipe, units: readonly DecodeUnit[]): Promise<Recipe['axis']> {
  if (units.length < 2 || recipe.kind === 'pictures') return null
  const axes = []
  for (const unit of spread(units, AXES_LOOKED_AT)) {
    const block = await decodeHere(recipe, unit)
    if (!isBad(block) && block.axis) axes.push(block.axis)
  }
  return commonAxis(axes)
}

function notesOf(
  { kind, labels, axis, isListed }: Recipe,
  listed: readonly SourceFile[],
  { files: used, strays, problems }: Units,
): readonly Note[] {
  const [one, many] = fileKind(kind).names
  const notes: Note[] = [
    {
      level: 'info',
      sentence: `${used.length.toLocaleString('en')} ${used.length === 1 ? one : many}${foldersIn(used)}.`,
    },
  ]
  if (labels)
    notes.push({
      level: 'info',
      sentence:
        `${labels} says what each file ` +
        `is${isListed ? '; files that it does not name are left alone' : ''}.`,
    })
  if (labels && problems.length > 0)
    notes.push({
      level: 'warning',
      sentence:
        `${labels} does not name ` +
        `${problems.length === 1 ? 'one of the files' : `${problems.length.toLocaleString('en')} of the files`}, ` +
        `such as ${problems[0]?.name}.`,
    })
  if (labels && strays.length > 0)
    notes.push({
      level: 'warning',
      sentence:
        `${strays.length === 1 ? 'One row' : `${strays.length.toLocaleString('en')} rows`} of ${labels} ` +
        `${strays.length === 1 ? 'names a file' : 'name files'} that ` +
        `${strays.length === 1 ? 'is' : 'are'} not there, such as “${strays[0]}”.`,
    })
  if (axis)
    notes.push({
      level: 'warning',
      sentence: axisSentence(axis),
    })
  const usedNames = new Set([...used.map(f => f.name), labels])
  const left = isListed ? [] : listed.filter(f => !usedNames.has(f.name))
  const foreign = left.filter(f => isOtherPicture(f.name))
  if (foreign.length > 0)
    notes.push({
      level: 'warning',
      sentence:
        `${foreign.length} ${foreign.length === 1 ? 'picture is' : 'pictures are'} of a kind that is not ` +
        `read, such as ${foreign[0]?.name}: convert to ${PICTURE_FORMATS}.`,
    })
  const rest = left.length - foreign.length
  if (rest > 0)
    notes.push({
      level: 'info',
      sentence:
        `${rest} other ${rest === 1 ? 'file is' : 'files are'} left alone, such as ` +
        `${left.find(f => !isOtherPicture(f.name))?.name}.`,
    })
  return notes
}

function foldersIn(files: readonly SourceFile[]): string {
  const folders = new Set(files.map(f => f.name.split('/').slice(0, -1).join('/')).filter(Boolean))
  if (folders.size === 0) return ''
  const splits = [...folders].filter(f => f.split('/').some(isSplitName)).length === folders.size
  return splits
    ? ` in folders of training, validation or test`
    : ` in ${folders.size} ${folders.size === 1 ? 'folder' : 'folders'}`
}
