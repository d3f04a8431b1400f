/**
 * Ways of splitting: the old one bit by bit, groups that stay together, columns, folds, and what does not
 * work.
 */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { splitProblem } from '../../../../engine/datasets/split/problem'
import { splitDataset } from '../../../../engine/datasets/split/split'
import type { SplitSettings, Splits } from '../../../../engine/datasets/split/types'
import type { SplitSet } from '../../../../engine/datasets/split/units'
import { emptyDocument } from '../../../../engine/document/document'
import { parseDocument } from '../../../../engine/document/parseDocument'
import { keyOf, uniform } from '../../../../engine/random'
import { isBad } from '../../../../engine/spec'
import { settledData } from '../../../../engine/settings/data'

const settings = { validation: 0.1, splitSeed: 1 }
type Columns = Readonly<Record<string, readonly string[]>>
const setOf = (labels: readonly number[], columns: Columns = {}, more: Partial<SplitSet> = {}): SplitSet => ({
  labels: Int32Array.from(labels),
  classes: [...new Set(labels)].map(String),
  ownTest: null,
  columns: Object.entries(columns).map(([name, values]) => ({ name, values })),
  ...more,
})
/** 180 samples of 3 classes, three replicates of each of 60. */
const replicates = (more: Columns = {}): SplitSet =>
  setOf(
    Array.from({ length: 180 }, (_, i) => Math.floor(i / 3) % 3),
    { sample: Array.from({ length: 180 }, (_, i) => `s${Math.floor(i / 3)}`), ...more },
  )
const whole = (s: Splits): number[] => [...s.training, ...s.validation, ...s.test].sort((a, b) => a - b)
const hash = (s: Splits): string =>
  createHash('sha256')
    .update(JSON.stringify([[...s.training], [...s.validation], [...s.test]]))
    .digest('hex')
    .slice(0, 16)
const splitsOf = (s: Splits, of: (i: number) => string): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  for (const name of ['training', 'validation', 'test'] as const)
    for (const i of s[name]) found.set(of(i), (found.get(of(i)) ?? new Set()).add(name))
  return found
}

describe('the stratified split', () => {
  const labels = Array.from({ length: 500 }, (_, i) => Math.floor(4 * uniform(keyOf(3), i) ** 2))
  // Taken down before there were other ways of splitting.
  it.each([
    ['classes', setOf(labels, {}, { classes: ['a', 'b', 'c', 'd'] }), settings, 'ca09cfe6ccca2307'],
    [
      'classes, another seed',
      setOf(labels, {}, { classes: ['a', 'b', 'c', 'd'] }),
      { validation: 0.25, splitSeed: 99 },
      '12f68ae79e6551ba',
    ],
    [
      'a test part of its own',
      setOf(labels, {}, { classes: ['a', 'b', 'c', 'd'], ownTest: [400, 500] }),
      settings,
      '32fc5391c55ced33',
    ],
    [
      'numbers',
      setOf(
        labels,
        {},
        {
          classes: [],
          labels: new Int32Array(500),
          numbers: { names: ['fat'], values: Float32Array.from(labels) },
        },
      ),
      settings,
      '653215071be09085',
    ],
  ] as const)('of %s is what it was', (_, set, s, expected) => {
    expect(hash(splitDataset(set, s))).toBe(expected)
    expect(
      hash(splitDataset(set, { ...s, split: 'stratified', group: 'sample', column: 'x', folds: 3, fold: 2 })),
    ).toBe(expected)
    expect(splitProblem(set, s)).toBeNull()
  })
  it('is what older documents ask for', () => {
    const {
      split: _split,
      group: _group,
      column: _column,
      folds: _folds,
      fold: _fold,
      ...old
    } = emptyDocument().data
    const document = parseDocument({ ...emptyDocument(), data: old })
    if (isBad(document)) throw new Error(document.bad)
    expect(document.data).toMatchObject({ split: 'stratified', group: '', column: '', folds: 5, fold: 1 })
    expect(JSON.stringify(settledData(document.data))).toBe(JSON.stringify(old))
    expect(settledData({ ...document.data, fold: 2 })).toEqual({ ...old, fold: 2 })
  })
})

describe('groups', () => {
  it('stay together, a fifth of each class is tested, and the seed decides', () => {
    const set = replicates()
    const ask: SplitSettings = { ...settings, split: 'groups', group: 'sample' }
    const s = splitDataset(set, ask)
    expect(splitProblem(set, ask)).toBeNull()
    expect(whole(s)).toEqual(Array.from({ length: 180 }, (_, i) => i))
    expect([...splitsOf(s, i => `s${Math.floor(i / 3)}`).values()].every(names => names.size === 1)).toBe(
      true,
    )
    for (const label of [0, 1, 2]) expect(s.test.filter(i => set.labels[i] === label)).toHaveLength(12)
    expect(s.test).toEqual(s.test.toSorted())
    expect(splitDataset(set, ask)).toEqual(s)
    expect(splitDataset(set, { ...ask, splitSeed: 2 }).test).not.toEqual(s.test)
  })
  it('of very different sizes still leave a test part near a fifth', () => {
    const group = Array.from({ length: 400 }, (_, i) => `g${Math.floor(Math.sqrt(i))}`)
    const set = setOf(
      group.map(() => 0),
      { group },
    )
    for (let seed = 0; seed < 20; seed++) {
      const { test } = splitDataset(set, {
        validation: 0.1,
        splitSeed: seed,
        split: 'groups',
        group: 'group',
      })
      expect(test.length).toBeGreaterThan(50)
      expect(test.length).toBeLessThan(110)
    }
  })
  it('without a name are samples by themselves', () => {
    const set = setOf(
      Array.from({ length: 100 }, (_, i) => i % 2),
      { patient: Array.from({ length: 100 }, (_, i) => (i < 4 ? 'p' : ' ')) },
    )
    const s = splitDataset(set, { ...settings, split: 'groups', group: 'patient' })
    expect(whole(s)).toHaveLength(100)
    expect(s.test.length).toBeGreaterThan(16)
    expect(splitsOf(s, i => (i < 4 ? 'p' : '')).get('p')?.size).toBe(1)
  })
  it('of one plate for each class are still three splits', () => {
    const plate = Array.from({ length: 40 }, (_, i) => `plate ${i % 4}`)
    const s = splitDataset(
      setOf(
        plate.map((_, i) => i % 4),
        { plate },
      ),
      { ...settings, split: 'groups', group: 'plate' },
    )
    expect([s.training.length, s.validation.length, s.test.length]).toEqual([20, 10, 10])
  })
  it('spread numbers to predict evenly: each fifth has its share in the test part', () => {
    const values = Float32Array.from({ length: 200 }, (_, i) => uniform(keyOf(8), i))
    const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
    const set = setOf(
      Array.from({ length: 200 }, () => 0),
      { own: Array.from({ length: 200 }, (_, i) => String(i)) },
      { classes: [], numbers: { names: ['fat'], values } },
    )
    const test = new Set(splitDataset(set, { ...settings, split: 'groups', group: 'own' }).test)
    for (let fifth = 0; fifth < 5; fifth++)
      expect(order.slice(fifth * 40, fifth * 40 + 40).filter(i => test.has(i))).toHaveLength(8)
  })
})

describe('folds', () => {
  it.each([[''], ['sample']])('test every sample once in turn, each class alike, groups “%s”', group => {
    const set = replicates()
    const tested = [1, 2, 3, 4, 5].map(fold =>
      splitDataset(set, { ...settings, split: 'folds', folds: 5, fold, group }),
    )
    expect(tested.flatMap(s => [...s.test]).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 180 }, (_, i) => i),
    )
    for (const s of tested) {
      expect(whole(s)).toEqual(Array.from({ length: 180 }, (_, i) => i))
      for (const label of [0, 1, 2]) expect(s.test.filter(i => set.labels[i] === label)).toHaveLength(12)
      expect(s.validation.length).toBeGreaterThan(8)
      if (group)
        expect([...splitsOf(s, i => `s${Math.floor(i / 3)}`).values()].every(names => names.size === 1)).toBe(
          true,
        )
    }
  })
  it('differ in size by one at most where classes do not divide evenly', () => {
    const set = setOf(Array.from({ length: 47 }, (_, i) => i % 6))
    const sizes = [1, 2, 3, 4].map(
      fold => splitDataset(set, { ...settings, split: 'folds', folds: 4, fold }).test.length,
    )
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  })
})

describe('a column', () => {
  const part = Array.from({ length: 180 }, (_, i) => (i < 120 ? ' Train' : i < 150 ? 'DEV' : 'test'))
  it('says which split', () => {
    const s = splitDataset(replicates({ part }), { ...settings, split: 'column', column: 'part' })
    expect([s.training.length, s.validation.length, s.test.length]).toEqual([120, 30, 30])
    expect([s.training[119], s.validation[0], s.test[0]]).toEqual([119, 120, 150])
  })
  it('without validation has it drawn from train, groups together', () => {
    const two = part.map(p => (p === 'test' ? 'test' : 'training'))
    const s = splitDataset(replicates({ two }), {
      ...settings,
      split: 'column',
      column: 'two',
      group: 'sample',
    })
    expect(s.test.length).toBe(30)
    // Two whole samples of each class: 6 is nearer to a tenth of 50 than 3.
    expect(s.validation.length).toBe(18)
    expect([...splitsOf(s, i => `s${Math.floor(i / 3)}`).values()].every(names => names.size === 1)).toBe(
      true,
    )
  })
})

describe('what does not work is a sentence, and the stratified split stands in', () => {
  const set = replicates({
    part: Array.from({ length: 180 }, (_, i) => (i === 7 ? 'holdout' : 'train')),
    one: Array.from({ length: 180 }, () => 'train'),
  })
  const cross = replicates({ part: Array.from({ length: 180 }, (_, i) => (i % 2 ? 'train' : 'test')) })
  it.each([
    [
      set,
      { split: 'groups' },
      /^Choose the column that says which samples belong together: “sample”, “part”, “one”\.$/,
    ],
    [set, { split: 'groups', group: 'patient' }, /no column “patient” in the data: choose one of “sample”/],
    [setOf([0, 1, 0, 1], {}), { split: 'groups', group: 'patient' }, /has no columns of text/],
    [
      set,
      { split: 'groups', group: 'one' },
      /only 1 groups in the column “one”: training, validation and test need at least 3/,
    ],
    [
      set,
      { split: 'column', column: 'part' },
      /The column “part” says “holdout” for sample 8: it must say train/,
    ],
    [set, { split: 'column', column: 'one' }, /puts no sample into the test split/],
    [
      cross,
      { split: 'column', column: 'part', group: 'sample' },
      /puts samples of the group “s0” into both test and training/,
    ],
    [set, { split: 'folds', folds: 5, fold: 6 }, /no fold 6 of 5: choose 1 to 5/],
    [setOf([0, 1, 0, 1]), { split: 'folds', folds: 5, fold: 1 }, /only 4 samples: 5 folds need at least 5/],
    [set, { split: 'folds', group: 'nobody' }, /no column “nobody”/],
    [
      { ...set, ownTest: [100, 180] as const },
      { split: 'groups', group: 'sample' },
      /“s33” of the column “sample” has samples both inside and outside/,
    ],
  ] as const)('%#', (data, ask, sentence) => {
    const all = { ...settings, ...ask }
    expect(splitProblem(data, all)?.bad).toMatch(sentence)
    expect(splitDataset(data, all)).toEqual(splitDataset(data, settings))
  })
})
