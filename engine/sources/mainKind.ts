/** The kind of file that a user's files are, among those that lie beside one another. Pure. */
import { FILE_KIND_NAMES, fileKindOf, type FileKind } from '../fileKinds'
import type { SourceFile } from './types'

/** The kind that most files are of; a table beside pictures or spectra holds their labels. */
export function mainKind(files: readonly SourceFile[]): FileKind | null {
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
