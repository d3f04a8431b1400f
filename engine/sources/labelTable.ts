/** The table that says what other files are: found by whether one of its columns names them. */
import { basename, dirname } from 'node:path'
import { fileKindOf, type FileKind } from '../fileKinds'
import { isBad, type Bad } from '../spec'
import { joinColumns } from './joinLabels'
import { listFiles } from './listFiles'
import { mainKind } from './mainKind'
import { columnsOfTable } from './readers/tables'
import { evenlySpread } from './spread'
import type { SourceFile } from './types'

type NamedFiles = {
  readonly files: readonly SourceFile[]
  readonly kind: FileKind
  readonly labels: string
  readonly paths: readonly string[]
}

/** One table alone that names pictures or other files beside it; nothing outside its folder is opened. */
export async function namedInTable(
  paths: readonly string[],
  listed: readonly SourceFile[],
): Promise<NamedFiles | Bad | null> {
  const [only] = listed
  if (!only || listed.length > 1 || paths.length > 1 || fileKindOf(only.name) !== 'table') return null
  const columns = await columnsOfTable(only)
  if (isBad(columns)) return null
  const files = columns.find(
    c =>
      c.kind === 'text' &&
      evenlySpread(c.values, 20).every(v => typeof v === 'string' && fileKindOf(v) !== null),
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
export async function labelsAmong(
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
