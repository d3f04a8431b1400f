/** Spectra as instruments and other programs write them. Recipe: test/golden/make-instruments.py. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Understood } from '../../../../engine/datasets/roles'
import { fileKind, fileKindOf, type FileKind } from '../../../../engine/fileKinds'
import { sourceReader } from '../../../../engine/sources/readers'
import { defaultsOf } from '../../../../engine/spec'
import { classOf, good, importRecipe, surveyOf } from '../../support/imports'

const FOLDER = fileURLToPath(new URL('../../../golden/instruments/', import.meta.url))
type Expected = {
  readonly values: unknown
  readonly axis: readonly number[] | null
  readonly names?: readonly string[]
  readonly classes?: readonly string[]
  /** Columns that are left out. */
  readonly left?: readonly string[]
  readonly unit?: string
  readonly title?: string
  /** Part of what is said. */
  readonly word?: string
}
const EXPECTED = JSON.parse(readFileSync(`${FOLDER}expected.json`, 'utf8')) as Record<string, Expected>
const flat = (values: unknown): number[] => [values].flat(4) as number[]
const kindOf = (name: string): FileKind => fileKindOf(name) ?? 'table'
async function read(name: string) {
  const kind = kindOf(name)
  const files = [{ path: FOLDER + name, name, size: 1, modified: 0 }]
  const proposal = await sourceReader(kind).propose?.(files)
  return good(
    await sourceReader(kind).decode(files, { ...defaultsOf(fileKind(kind)), ...proposal?.params }, {}),
  )
}
const leftIn = (understood: readonly Understood[]): readonly string[] =>
  understood.filter(u => u.role === 'left out' && !/^(lines|remarks) /.test(u.part)).map(u => u.part)

describe('a file of', () => {
  it.each(Object.entries(EXPECTED))(
    '%s',
    async (name, { values, axis, names, left = [], unit, title, word }) => {
      const block = await read(name)
      expect(Array.from(block.values)).toEqual(flat(values).map(Math.fround))
      if (title !== undefined) expect(block.columns.find(c => c.name === 'title')?.values).toEqual([title])
      expect(block.axis?.values ?? null).toEqual(axis)
      if (names) expect(block.names).toEqual(names)
      if (unit !== undefined) expect(block.axis?.unit).toBe(unit)
      expect(leftIn(block.understood)).toEqual(left)
      if (word !== undefined) expect(block.understood.map(u => u.why).join(' ')).toContain(word)
    },
  )
  it.each(Object.entries(EXPECTED).filter(([, e]) => e.classes))(
    '%s has its classes',
    async (name, { classes }) => {
      const { recipe } = await surveyOf(FOLDER + name)
      const set = good(await importRecipe(recipe))
      expect((set.names ?? []).map(n => classOf(set, n))).toEqual(classes)
    },
  )
})
