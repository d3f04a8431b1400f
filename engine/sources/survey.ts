/**
 * What a user's files are, before anything is imported: how they are understood, in words, and a recipe to
 * begin with.
 * Names decide what is looked at and contents what is said; a few files are read, spread over all.
 */
import { basename } from 'node:path'
import type { Recipe } from '../datasets/recipe'
import { fileKind, fileKindOf, FILES_IN_FULL, withoutEnding } from '../fileKinds'
import { isOtherPicture, PICTURE_FORMATS } from '../fileKinds/pictures'
import { defaultsOf, isBad, type Bad } from '../spec'
import { commonAxis } from './commonAxis'
import { decodeHere } from './decoderPool'
import { decodeUnitsOf, type DecodeUnit } from './decodeUnits'
import { guessTarget } from './guessTarget'
import { labelsAmong, namedInTable } from './labelTable'
import { listFiles } from './listFiles'
import { mainKind } from './mainKind'
import { columnHeads } from './preview'
import { sourceReader } from './readers'
import { evenlySpread } from './spread'
import { surveyNotes } from './surveyNotes'
import type { SourceFile, Survey } from './types'

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
  if (!kind) return { bad: nothingToRead(listed) }
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
  const units = await decodeUnitsOf(draft, isWanted, files)
  if (isBad(units)) return units
  const axis = await sharedAxis(draft, units.units)
  const heads = await columnHeads({ ...draft, axis }, units)
  const recipe: Recipe = { ...draft, axis, target: guessTarget(heads.columns, heads.samples, units.labelled) }
  return {
    recipe,
    files: units.files.length,
    bytes: units.bytes,
    notes: [...surveyNotes(recipe, listed, units), ...(proposal?.notes ?? [])],
  }
}

const titleOf = (paths: readonly string[]): string => {
  const name = withoutEnding(basename(paths[0] ?? ''))
  return (paths.length > 1 ? `${name} and ${paths.length - 1} more` : name).slice(0, 100) || 'Data'
}

function nothingToRead(files: readonly SourceFile[]): string {
  const picture = files.find(f => isOtherPicture(f.name))
  if (picture)
    return `${picture.name} is a picture of a kind that is not read: convert it to ${PICTURE_FORMATS}.`
  const names = files.slice(0, EXAMPLES).map(f => f.name)
  return (
    'There is nothing here that Receptive reads, only ' +
    `${names.join(', ')}${files.length > EXAMPLES ? ' …' : ''}. It reads ${FILES_IN_FULL}.`
  )
}

/** What the spectra are brought to; null where all have the same axis, or none. */
async function sharedAxis(recipe: Recipe, units: readonly DecodeUnit[]): Promise<Recipe['axis']> {
  if (units.length < 2 || recipe.kind === 'pictures') return null
  const axes = []
  for (const unit of evenlySpread(units, AXES_LOOKED_AT)) {
    const block = await decodeHere(recipe, unit)
    if (!isBad(block) && block.axis) axes.push(block.axis)
  }
  return commonAxis(axes)
}
