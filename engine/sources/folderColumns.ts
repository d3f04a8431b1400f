/**
 * What the folders of files say of them: their class, and the split where the folders are called train, val
 * and test. Pure.
 */
import { SPLIT_COLUMN } from '../datasets/split/given'
import type { Column } from './types'

/** Every spelling of a split that folders and columns are known to use. */
const TRAINING = /^(train|training|learn)$/i
const VALIDATION = /^(val|valid|validation|dev)$/i
const TEST = /^(test|testing|eval)$/i
export const isSplitName = (name: string): boolean =>
  TRAINING.test(name) || VALIDATION.test(name) || TEST.test(name)

/** As a split by a column understands it, however the folder spells it. */
const splitIn = (name: string): string =>
  TRAINING.test(name) ? 'train' : TEST.test(name) ? 'test' : 'validation'

export { SPLIT_COLUMN }
export const FOLDER_COLUMN = 'folder'
export const FILE_COLUMN = 'file'
/** Folders within those of the classes, such as parts or sessions. */
const PART_COLUMN = 'part'

/** Columns that follow from names like `train/cat/12.png`: none, where all files lie in one folder. */
export function columnsOfPlaces(names: readonly string[]): readonly Column[] {
  const folders = names.map(n => n.split('/').slice(0, -1))
  const splitAt = [0, 1].find(at => folders.length > 0 && folders.every(f => isSplitName(f[at] ?? ''))) ?? -1
  const classes = folders.map(f => f.filter((_, i) => i !== splitAt))
  const shared = sharedPrefix(classes)
  const below = classes.map(c => c.slice(shared))
  const depth = classDepth(below)
  const own = below.map(c => c.slice(0, depth).join('/'))
  const columns: Column[] = []
  if (new Set(own).size > 1) columns.push({ name: FOLDER_COLUMN, unit: '', kind: 'text', values: own })
  const parts = below.map(c => c.slice(depth).join('/'))
  if (new Set(parts).size > 1) columns.push({ name: PART_COLUMN, unit: '', kind: 'text', values: parts })
  if (splitAt >= 0)
    columns.push({
      name: SPLIT_COLUMN,
      unit: '',
      kind: 'text',
      values: folders.map(f => splitIn(f[splitAt] ?? '')),
    })
  return columns
}

/** Folders that only divide: `part_1`, `03`, `images`. */
const DIVIDES =
  /^((part|batch|set|group|session|seq|run|day|chunk|shard|folder|dir|sub|images?|img)[ _-]?)?\d*$/i

/**
 * How many folders below the shared ones say the class: all, but for those within the first that only divide
 * or that come again in several classes.
 */
function classDepth(below: readonly (readonly string[])[]): number {
  const deepest = Math.max(0, ...below.map(c => c.length))
  if (deepest < 2 || below.some(c => c.length === 0)) return deepest
  const seen = new Map<string, Set<string>>()
  for (const [first = '', second] of below)
    if (second !== undefined) seen.set(second, (seen.get(second) ?? new Set()).add(first))
  const again = [...seen].filter(([name, classes]) => classes.size > 1 || DIVIDES.test(name)).length
  return new Set(below.map(c => c[0])).size > 1 && again === seen.size ? 1 : deepest
}

function sharedPrefix(lists: readonly (readonly string[])[]): number {
  const first = lists[0] ?? []
  let shared = 0
  while (shared < first.length && lists.every(l => l[shared] === first[shared])) shared++
  return shared
}
