/**
 * The bundled data sets, how they are split and normalised, and what is said when a file is not as it should
 * be.
 */
import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../../engine/library/catalogue'
import type { LoadedDataset } from '../../../engine/datasets/dataset'
import { describeDataset } from '../../../engine/library/describe'
import { pickSamples } from '../../../engine/library/pickSamples'
import { loadDatasetIn } from '../../../engine/library/load'
import { emptyDocument } from '../../../engine/document/document'
import { rowsAt, rowsOf } from '../../../engine/datasets/rows'
import { splitDataset } from '../../../engine/datasets/split/split'
import { fitSteps, preparedRows, type Fitted } from '../../../engine/preparation'
import { isBad, size } from '../../../engine/spec'
import { bars } from '../support/small'
import { datasetFolder } from '../support/studio'

async function loaded(id: string): Promise<LoadedDataset> {
  const set = await loadDatasetIn(id, datasetFolder)
  if (isBad(set)) throw new Error(set.bad)
  return set
}
const fashion = await loaded('fashion-mnist')
const tecator = await loaded('tecator')
const { data: settings } = emptyDocument()

describe('the bundled data sets', () => {
  it.each(CATALOGUE.map(e => [e.id, e] as const))('%s is what the catalogue says', async (id, entry) => {
    const set = await loaded(id)
    expect(set).toMatchObject({ id, title: entry.title, shape: entry.shape, classes: entry.classes })
    expect(set.labels).toHaveLength(entry.samples)
    expect(set.licence.text.length).toBeGreaterThan(500)
    expect(set.fingerprint).toMatch(/^[0-9a-f]{64}$/)
  })
  it('Fashion-MNIST has 600 and 100 pictures of each class, 0–255', () => {
    const { counts, hasOwnTest } = describeDataset(fashion, settings)
    expect(counts.test).toEqual(Array.from({ length: 10 }, () => 100))
    expect(counts.training.map((n, i) => n + (counts.validation[i] ?? 0))).toEqual(
      Array.from({ length: 10 }, () => 600),
    )
    expect(hasOwnTest).toBe(true)
    expect(Array.from(fashion.values).reduce((m, v) => Math.max(m, v), 0)).toBe(255)
  })
  it('Tecator has 76, 62 and 77 spectra from 850 to 1050 nm', () => {
    expect([0, 1, 2].map(c => tecator.labels.filter(l => l === c).length)).toEqual([76, 62, 77])
    expect([tecator.axis?.values[0], tecator.axis?.values.at(-1), tecator.axis?.values.length]).toEqual([
      850, 1050, 100,
    ])
    expect(tecator.values[0]).toBeCloseTo(2.61776, 5)
    expect(tecator.licence.text).toContain('permission note')
  })
})

describe('a split', () => {
  it.each([
    ['fashion-mnist', fashion],
    ['tecator', tecator],
    ['bars', bars()],
  ])('of %s: every sample once, the same for the same seed, each class with its share', (_, set) => {
    const a = splitDataset(set, settings)
    const all = [...a.training, ...a.validation, ...a.test].sort((x, y) => x - y)
    expect(all).toEqual(Array.from(set.labels, (_, i) => i))
    expect(splitDataset(set, settings)).toEqual(a)
    if (!set.ownTest) expect(splitDataset(set, { ...settings, splitSeed: 2 }).test).not.toEqual(a.test)
    set.classes.forEach((_, label) => {
      const members = set.labels.filter(l => l === label).length
      const test = a.test.filter(i => set.labels[i] === label).length
      if (!set.ownTest) expect(test).toBe(Math.round(members * 0.2))
      expect(a.validation.filter(i => set.labels[i] === label).length).toBe(
        Math.round((members - test) * 0.1),
      )
    })
  })
})

describe('standardising', () => {
  const { training } = splitDataset(tecator, settings)
  const fit = (
    set: Pick<LoadedDataset, 'shape' | 'values'>,
    positions: Int32Array,
    per: 'channel' | 'position',
  ): Fitted => {
    const fitted = fitSteps(
      [{ kind: 'standardise', params: { per } }],
      { shape: set.shape, axis: null },
      rowsAt(rowsOf(set.values, size(set.shape)), positions),
    )
    if (isBad(fitted)) throw new Error(fitted.bad)
    return fitted
  }
  const through = (
    set: Pick<LoadedDataset, 'shape' | 'values'>,
    positions: Int32Array,
    fitted: Fitted,
  ): Float32Array => {
    const length = size(set.shape)
    const rows = preparedRows(rowsOf(set.values, length), fitted)
    const out = new Float32Array(positions.length * length)
    positions.forEach((s, i) => rows.read(s, out.subarray(i * length, (i + 1) * length)))
    return out
  }
  it.each(['channel', 'position'] as const)(
    'each %s gives the training split mean 0 and deviation 1',
    per => {
      const values = through(tecator, training, fit(tecator, training, per))
      const n = values.length
      expect(values.reduce((s, v) => s + v, 0) / n).toBeCloseTo(0, 4)
      expect(values.reduce((s, v) => s + v * v, 0) / n).toBeCloseTo(1, 4)
    },
  )
  it('looks at the training split alone', () => {
    const changed = { ...tecator, values: tecator.values.slice() }
    splitDataset(tecator, settings).test.forEach(i => changed.values.fill(1e6, i * 100, (i + 1) * 100))
    expect(fit(changed, training, 'position')).toEqual(fit(tecator, training, 'position'))
  })
  it('leaves a position that never changes at 0', () => {
    const set = { shape: [2, 1], values: Float32Array.of(7, 1, 7, 3) }
    const both = Int32Array.of(0, 1)
    expect(Array.from(through(set, both, fit(set, both, 'position')))).toEqual([0, -1, 0, 1])
  })
})

describe('samples to look at', () => {
  it('are those of the split and class asked for, as measured', () => {
    const picked = pickSamples(tecator, settings, { split: 'test', label: 2, offset: 1, count: 3 })
    expect([...picked.labels]).toEqual([2, 2, 2])
    expect(picked.splits).toEqual(['test', 'test', 'test'])
    expect(picked.values.subarray(0, 100)).toEqual(
      tecator.values.subarray((picked.indices[0] ?? 0) * 100, (picked.indices[0] ?? 0) * 100 + 100),
    )
  })
  it('end where the data ends', () =>
    expect(
      pickSamples(tecator, settings, { split: 'all', label: null, offset: 210, count: 50 }).indices,
    ).toHaveLength(5))
})

describe('a bad file is answered with a sentence', () => {
  const copy = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'receptive-'))
    cpSync(datasetFolder, folder, { recursive: true })
    return folder
  }
  const sentence = async (id: string, spoil: (folder: string) => void): Promise<string> => {
    const folder = copy()
    spoil(folder)
    const answer = await loadDatasetIn(id, folder)
    rmSync(folder, { recursive: true })
    return isBad(answer) ? answer.bad : ''
  }
  it('missing', async () =>
    expect(await sentence('tecator', f => rmSync(join(f, 'tecator/tecator.csv.gz')))).toMatch(
      /Tecator.*is missing/,
    ))
  it('cut off', async () =>
    expect(
      await sentence('fashion-mnist', f =>
        truncateSync(join(f, 'fashion-mnist/train-images-idx3-ubyte.gz'), 9999),
      ),
    ).toMatch(/is damaged/))
  it('of another kind', async () =>
    expect(
      await sentence('fashion-mnist', f =>
        cpSync(join(f, 'tecator/tecator.csv.gz'), join(f, 'fashion-mnist/t10k-images-idx3-ubyte.gz')),
      ),
    ).toMatch(/not an IDX file/))
  it('not compressed', async () =>
    expect(await sentence('tecator', f => writeFileSync(join(f, 'tecator/tecator.csv.gz'), 'x,y'))).toMatch(
      /is damaged/,
    ))
  it('not known', async () =>
    expect(await sentence('cats', () => undefined)).toMatch(/no data set named “cats”/))
})
