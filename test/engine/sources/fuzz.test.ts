/**
 * Damaged files end in a sentence or in whole samples, never in an exception; the seed of what fails is in
 * the message.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { joinColumns } from '../../../engine/sources/joinLabels'
import { fileKind } from '../../../engine/fileKinds'
import { sourceReader } from '../../../engine/sources/readers'
import { columnsOfTable } from '../../../engine/sources/readers/tables'
import type { SampleBlock } from '../../../engine/sources/types'
import { defaultsOf, isBad, size } from '../../../engine/spec'
import { temporary } from '../support/imports'
import { mutate, MUTATIONS } from '../support/mutate'
import { cpuWatch } from '../support/cpu'

const GOLDEN = fileURLToPath(new URL('../../golden/', import.meta.url))

/** Every sample has all its values, a name and one cell in each column. */
function wholeness({ shape, values, names, columns, axis }: SampleBlock): string {
  const samples = names.length
  if (values.length !== samples * size(shape))
    return `${values.length} values for ${samples} samples of ${shape.join('×')}`
  const column = columns.find(c => c.values.length !== samples)
  if (column) return `${column.values.length} cells of ${column.name} for ${samples} samples`
  return axis && axis.values.length !== shape[0]
    ? `an axis of ${axis.values.length} for ${shape.join('×')}`
    : 'whole'
}

it.each([
  ['table', 'sources/wide.csv'],
  ['table', 'sources/differing.csv'],
  ['table', 'sources/columns/PE/sample0.csv'],
  ['fits', 'sources/vectors.fits'],
  ['fits', 'sources/extensions/elliptical/g0.fits'],
  ['jcamp', 'jcamp/small.jdx'],
  ['arrays', 'sources/arrays/validation.npz'],
  ['arrays', 'sources/mnist/train-images-idx3-ubyte'],
  ['pictures', 'sources/classes/cat/1.png'],
] as const)(`%s: seeds 1 to ${MUTATIONS} of %s`, { timeout: 60_000 }, async (kind, path) => {
  const bytes = new Uint8Array(readFileSync(GOLDEN + path))
  const name = path.split('/').at(-1) ?? path
  const copy = `${temporary()}/${name}`
  let read = 0
  for (let seed = 1; seed <= MUTATIONS; seed++) {
    const damaged = mutate(bytes, seed)
    writeFileSync(copy, damaged)
    const milliseconds = cpuWatch()
    const found = await sourceReader(kind).decode(
      [{ path: copy, name, size: damaged.length, modified: 0 }],
      defaultsOf(fileKind(kind)),
      {},
    )
    expect(milliseconds(), `seed ${seed}`).toBeLessThan(2000)
    if (isBad(found))
      expect(
        (found.bad.includes(name) || found.bad.includes('“')) && /[.?!]$/.test(found.bad),
        `seed ${seed}: ${found.bad}`,
      ).toBe(true)
    else expect(`seed ${seed}: ${wholeness(found)}`).toBe(`seed ${seed}: whole`)
    if (!isBad(found)) read++
  }
  // Some injuries must be survivable and others not, or nothing was tried.
  expect(read).toBeLessThan(MUTATIONS)
})
it(`a table of labels: seeds 1 to ${MUTATIONS}`, { timeout: 60_000 }, async () => {
  const bytes = new Uint8Array(readFileSync(`${GOLDEN}sources/listed/labels.csv`))
  const copy = `${temporary()}/labels.csv`
  const files = [1, 2, 3, 4, 5, 6].map(i => `pictures/p${i}.png`)
  for (let seed = 1; seed <= MUTATIONS; seed++) {
    const damaged = mutate(bytes, seed)
    writeFileSync(copy, damaged)
    const columns = await columnsOfTable({
      path: copy,
      name: 'labels.csv',
      size: damaged.length,
      modified: 0,
    })
    if (isBad(columns)) continue
    const joined = joinColumns(columns, files)
    if (joined)
      expect(
        joined.columns.every(c => c.values.length === files.length) && joined.missing.length < files.length,
        `seed ${seed}`,
      ).toBe(true)
  }
})
