/**
 * Samples that are left out are in no split, whatever the way of splitting, and take part in nothing; without
 * any, all is as before.
 */
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { build } from '../../../../engine/document/build'
import { describeDataset, sampleInfo } from '../../../../engine/library/describe'
import { pickSamples } from '../../../../engine/library/pickSamples'
import {
  auditDataset,
  type Finding,
  type AuditedSet,
  type Audit,
} from '../../../../engine/datasets/audit/audit'
import { rowsOf } from '../../../../engine/datasets/rows'
import { splitProblem } from '../../../../engine/datasets/split/problem'
import { splitDataset } from '../../../../engine/datasets/split/split'
import type { SplitSettings, Splits } from '../../../../engine/datasets/split/types'
import type { SplitSet } from '../../../../engine/datasets/split/units'
import { parseDataSettings, parseDocument } from '../../../../engine/document/parseDocument'
import { writeDocument } from '../../../../engine/document/document'
import { openPredictorOnThreads } from '../../../../engine/run/predict'
import { keyOf, normal } from '../../../../engine/random'
import { starterFor } from '../../../../engine/graph/starter'
import { isBad } from '../../../../engine/spec'
import { settledData, leavingOut } from '../../../../engine/settings/data'
import { folder, keep, receptive, sure, twoByTwo, twoDocument } from '../../support/command'
import { bars, finish, smallDocument, workerFile } from '../../support/small'
import { kernelFolder } from '../../support/studio'

vi.setConfig({ testTimeout: 60_000 })

/** 180 samples of 3 classes, three replicates of each of 60. */
const set: SplitSet = {
  labels: Int32Array.from({ length: 180 }, (_, i) => Math.floor(i / 3) % 3),
  classes: ['a', 'b', 'c'],
  ownTest: null,
  columns: [
    { name: 'sample', values: Array.from({ length: 180 }, (_, i) => `s${Math.floor(i / 3)}`) },
    {
      name: 'part',
      values: Array.from({ length: 180 }, (_, i) => (i < 120 ? 'train' : i < 150 ? 'val' : 'test')),
    },
    {
      name: 'strange',
      values: Array.from({ length: 180 }, (_, i) => (i === 0 ? '?' : i < 120 ? 'train' : 'test')),
    },
  ],
}
const excluded = [0, 7, 8, 60, 61, 62, 100, 179]
const base = { validation: 0.1, splitSeed: 1 }
const whole = (s: Splits): number[] => [...s.training, ...s.validation, ...s.test].sort((a, b) => a - b)
const lists = (s: Splits): number[][] => [[...s.training], [...s.validation], [...s.test]]

describe('a split', () => {
  it.each<[string, SplitSet, Partial<SplitSettings>]>([
    ['by chance', set, {}],
    ['by chance, beside a test part of its own', { ...set, ownTest: [90, 180] }, {}],
    ['of groups', set, { split: 'groups', group: 'sample' }],
    [
      'of groups, beside a test part of its own',
      { ...set, ownTest: [90, 180] },
      { split: 'groups', group: 'sample' },
    ],
    ['by a column', set, { split: 'column', column: 'part' }],
    ['in folds', set, { split: 'folds', folds: 4, fold: 3 }],
    ['in folds of groups', set, { split: 'folds', folds: 4, fold: 3, group: 'sample' }],
  ])('%s is what it was, without them', (_, data, way) => {
    const ask = { ...base, ...way }
    const before = splitDataset(data, ask)
    const after = splitDataset(data, { ...ask, excluded })
    expect(lists(splitDataset(data, { ...ask, excluded: [] }))).toEqual(lists(before))
    expect(splitProblem(data, { ...ask, excluded })).toBeNull()
    expect(whole(after)).toEqual(Array.from({ length: 180 }, (_, i) => i).filter(i => !excluded.includes(i)))
    expect(lists(after)).toEqual(lists(before).map(s => s.filter(i => !excluded.includes(i))))
  })
  it('is mended by leaving out what kept it from working', () => {
    const ask: SplitSettings = { ...base, split: 'column', column: 'strange', group: 'sample' }
    expect(splitProblem(set, ask)?.bad).toContain('says “?” for sample 1')
    expect(splitProblem(set, { ...ask, excluded: [0] })).toBeNull()
    const { training, validation, test } = splitDataset(set, { ...ask, excluded: [0] })
    expect([...training, ...validation].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 119 }, (_, i) => i + 1),
    )
    expect(test).toHaveLength(60)
    const cut = { ...set, ownTest: [100, 180] as const }
    const groups: SplitSettings = { ...base, split: 'groups', group: 'sample' }
    expect(splitProblem(cut, groups)?.bad).toContain(
      '“s33” of the column “sample” has samples both inside and outside',
    )
    expect(splitProblem(cut, { ...groups, excluded: [99] })).toBeNull()
    expect([...splitDataset(cut, { ...groups, excluded: [99] }).test]).toEqual(
      Array.from({ length: 80 }, (_, i) => i + 100),
    )
  })
  it('of other data is refused in a sentence, and nothing breaks', () => {
    const sentence =
      'Sample 301 is to be left out, but these data have only 180 samples, so the samples were chosen ' +
      'in other data: take all of them back, and leave out anew what should be.'
    for (const way of [{}, { split: 'folds' }, { split: 'groups', group: 'sample' }] as const)
      expect(splitProblem(set, { ...base, ...way, excluded: [3, 300] })?.bad).toBe(sentence)
    expect(whole(splitDataset(set, { ...base, excluded: [3, 300] }))).toHaveLength(179)
  })
})

describe('a document', () => {
  const document = smallDocument()
  it('keeps what is left out, in order and each once', () => {
    const read = sure(
      parseDocument(
        JSON.parse(writeDocument({ ...document, data: { ...document.data, excluded: [9, 2, 9] } })),
      ),
    )
    expect(read.data.excluded).toEqual([2, 9])
    expect(parseDocument(JSON.parse(writeDocument(read)))).toEqual(read)
    expect(parseDataSettings(read.data)).toEqual(read.data)
    expect(sure(build(document, { data: { excluded: [4] } })).data.excluded).toEqual([4])
  })
  it('that leaves nothing out is what it was, and so is what its runs are known by', () => {
    const read = sure(parseDocument(document))
    const empty = sure(parseDocument({ ...document, data: { ...document.data, excluded: [] } }))
    expect(writeDocument(empty)).toBe(writeDocument(read))
    expect(writeDocument(read)).not.toContain('excluded')
    expect(settledData({ ...read.data, excluded: [] })).toEqual(settledData(read.data))
    expect(settledData({ ...read.data, excluded: [1] })).toEqual({ ...settledData(read.data), excluded: [1] })
    expect(leavingOut(leavingOut(read.data, [5, 1, 5]), [])).toEqual(read.data)
    expect(leavingOut(read.data, [5, 1, 5]).excluded).toEqual([1, 5])
  })
  it.each([['three'], [[1.5]], [[-1]], [['1']], [[null]], [{ 0: 1 }]])(
    'with %j in its place is refused',
    wrong => {
      const answer = parseDocument({ ...document, data: { ...document.data, excluded: wrong } })
      expect(isBad(answer) && answer.bad).toMatch(
        /^Data: the samples that are left out must be a list of .* whole numbers, counted from 0\.$/,
      )
    },
  )
})

describe('what is shown of the data', () => {
  const data = bars()
  const settings = { ...smallDocument().data, excluded: [0, 4, 5, 9] }
  it('counts them apart, and says where a sample is', () => {
    const { sizes, counts } = describeDataset(data, settings)
    expect(sizes['left out']).toBe(4)
    expect(counts['left out']).toEqual([2, 1, 1])
    expect(sizes.training + sizes.validation + sizes.test).toBe(206)
    const left = pickSamples(data, settings, { split: 'left out', label: 0, offset: 0, count: 10 })
    expect([[...left.indices], left.splits]).toEqual([
      [0, 9],
      ['left out', 'left out'],
    ])
    const all = pickSamples(data, settings, { split: 'all', label: null, offset: 0, count: 300 })
    expect(all.indices).toHaveLength(206)
    expect([...all.indices].some(i => settings.excluded.includes(i))).toBe(false)
    expect(
      pickSamples(data, settings, { split: 'test', label: null, only: [4, 3], offset: 0, count: 10 })
        .splits[0],
    ).toBe('left out')
  })
  it('and a project that fits the data leaves them out from the start', () => {
    expect(starterFor(sampleInfo(data), { ...data, excluded: [0, 4] }).data.excluded).toEqual([0, 4])
    expect(starterFor(sampleInfo(data), data).data).not.toHaveProperty('excluded')
  })
})

describe('a run', () => {
  const without = (...left: number[]) => {
    const document = smallDocument({ epochs: 1 })
    return { ...document, data: leavingOut(document.data, left) }
  }
  it('trains without them, also where their values are no numbers and their labels no class', async () => {
    const data = bars()
    const [ill, strange] = [30, 31]
    ;(data.values as Float32Array)[ill * 56 + 5] = NaN
    data.labels[strange] = 7
    const refused = await finish({ document: without(), dataset: data })
    expect([refused.status, refused.sentence]).toEqual([
      'failed',
      'Value 6 of sample 31 of Bars is not a number: mend or leave out that sample.',
    ])
    const half = await finish({ document: without(ill), dataset: data })
    expect(half.sentence).toContain('Sample 32 of Bars has the label 7')
    const run = await finish({ document: without(ill, strange), dataset: data })
    expect([run.status, run.sentence]).toEqual(['finished', ''])
  })
  it('is the run of the data that never had them', async () => {
    const own = {
      ...bars(),
      columns: [
        {
          name: 'part',
          values: Array.from({ length: 210 }, (_, i) => (i < 120 ? 'train' : i < 160 ? 'val' : 'test')),
        },
      ],
    }
    const kept = Array.from({ length: 210 }, (_, i) => i).filter(i => ![3, 130, 200].includes(i))
    const values = own.values as Float32Array
    const smaller = {
      ...own,
      values: Float32Array.from(kept.flatMap(i => [...values.subarray(i * 56, (i + 1) * 56)])),
      labels: Int32Array.from(kept, i => own.labels[i] ?? 0),
      columns: [{ name: 'part', values: kept.map(i => own.columns[0]?.values[i] ?? '') }],
    }
    // Dropout and order are drawn by place in the training split, so both runs see the same.
    const by = (document: ReturnType<typeof without>) => ({
      ...document,
      data: { ...document.data, split: 'column' as const, column: 'part' },
    })
    const a = await finish({ document: by(without(3, 130, 200)), dataset: own })
    const b = await finish({ document: by(without()), dataset: smaller })
    expect([a.status, a.test, a.testLoss]).toEqual(['finished', b.test, b.testLoss])
    expect(a.weights).toEqual(b.weights)
  })
  it('that leaves a whole split out, or samples of other data, does not begin', async () => {
    const data = bars()
    const { test } = splitDataset(data, smallDocument().data)
    expect((await finish({ document: without(...test), dataset: data })).sentence).toBe(
      `The test split is empty: ${test.length} samples are left out; take some of them back, or split ` +
        'otherwise.',
    )
    expect((await finish({ document: without(210), dataset: data })).sentence).toContain(
      'Sample 211 is to be left out, but these data have only 210',
    )
  })
  it('answers to a sample that is left out when it is asked for by name', async () => {
    const data = bars()
    ;(data.values as Float32Array)[5] = NaN
    const { weights } = await finish({ document: without(0), dataset: data })
    const ask = async (positions: readonly number[]) => {
      const opened = await openPredictorOnThreads({
        document: without(0),
        dataset: data,
        weights: weights ?? new Float32Array(),
        positions,
        threads: 1,
        workerUrl: await workerFile(),
        kernelFolder,
      })
      if (isBad(opened)) return opened.bad
      await opened.close()
      return opened.samples
    }
    expect(await ask([1, 2])).toBe(2)
    expect(await ask([0, 1])).toContain('Value 6 of sample 1 of Bars is not a number')
  })
})

describe('the command line', () => {
  const at = folder()
  const project = twoDocument({ epochs: 2 })
  const weights = join(at, 'two.safetensors')
  const network = keep({ ...project, data: leavingOut(project.data, [0, 1, 2, 149]) }, at)
  it('learns, measures and answers without them, and says so', async () => {
    const trained = await receptive(['train', network, '--data', twoByTwo, '--out', weights])
    const table = await receptive(['predict', network, '--data', twoByTwo, '--weights', weights])
    expect([trained.code, table.code], trained.err + table.err).toEqual([0, 0])
    for (const { err } of [trained, table])
      expect(err).toContain('4 samples are left out, as the project says.')
    const answered = table.out
      .trim()
      .split('\n')
      .slice(1)
      .map(line => Number(line.split(',')[0]))
    expect(answered).toEqual(Array.from({ length: 146 }, (_, i) => i + 3))
  })
  it('says so too where they are of other data', async () => {
    const other = keep({ ...project, data: leavingOut(project.data, [150]) }, folder())
    const said = await receptive(['train', other, '--data', twoByTwo])
    expect(said.code).toBe(1)
    expect(said.err).toContain('Sample 151 is to be left out, but these data have only 150 samples')
    const asked = await receptive(['evaluate', other, '--data', twoByTwo, '--weights', weights])
    expect([asked.code, asked.err]).toEqual([
      1,
      expect.stringContaining('Sample 151 is to be left out') as string,
    ])
  })
})

type Made = { readonly set: AuditedSet; readonly values: Float32Array }
/** 120 pictures of noise in two classes: nothing is wrong with them. */
function noise(): Made {
  const values = Float32Array.from({ length: 120 * 64 }, (_, i) => 100 + 20 * normal(keyOf(5), i))
  return {
    set: {
      kind: 'images',
      shape: [8, 8, 1],
      classes: ['a', 'b'],
      labels: Int32Array.from({ length: 120 }, (_, i) => i % 2),
      axis: null,
    },
    values,
  }
}
const settle = ({ set }: Made, left: readonly number[] = []): Splits =>
  splitDataset({ ...set, ownTest: null }, { validation: 0.2, splitSeed: 1, excluded: left })
function look(made: Made, left: readonly number[] = []): Audit {
  const found = auditDataset(made.set, rowsOf(made.values, 64), settle(made, left))
  if (!found) throw new Error('cancelled')
  return found
}
const copy = ({ values }: Made, from: number, ...to: number[]): void =>
  to.forEach(t => values.copyWithin(t * 64, from * 64, (from + 1) * 64))
/** Samples of one class in a split. */
const some = (made: Made, name: keyof Splits, label = 0): number[] =>
  [...settle(made)[name]].filter(i => made.set.labels[i] === label)
const finding = ({ findings }: Audit, title: string): Finding => {
  const found = findings.find(f => f.title === title)
  if (!found) throw new Error(`“${title}” is not among: ${findings.map(f => f.title).join(', ')}`)
  return found
}

describe('an audit', () => {
  it('passes over what is left out: not one fault is found, and means are those of the rest', () => {
    const made = noise()
    const clean = look(made)
    expect(clean.findings).toEqual([])
    const bad = [0, 1, 2, 3, 4]
    const before = look(made, bad)
    made.values[7] = NaN
    made.values.fill(0, 64, 128)
    copy(made, 50, 2)
    made.values.fill(1e6, 192, 193)
    made.set.labels[4] = 9
    expect(look(made).findings.length).toBeGreaterThan(3)
    const after = look(made, bad)
    expect(after).toEqual(before)
    expect([after.samples, after.findings]).toEqual([115, []])
    expect(after.classes.map(c => c.count)).toEqual([57, 58])
  })
  it('names samples by their place in the whole set', () => {
    const made = noise()
    const [a = 0, b = 0] = some(made, 'training').slice(5)
    copy(made, a, b)
    made.values.fill(3, 64 * 117, 64 * 118)
    const found = look(made, [0, 1, 2])
    expect(finding(found, 'Copies within a split')).toMatchObject({
      samples: [a, b],
      surplus: [b],
      isDoubtful: false,
    })
    expect(finding(found, 'Flat samples')).toMatchObject({
      samples: [117],
      surplus: [117],
      isDoubtful: false,
    })
    expect(found.pairs.map(p => [p.a, p.b])).toEqual([[a, b]])
  })
  it('offers the copies outside training, and is clean without them', () => {
    const made = noise()
    const [t1 = 0, t2 = 0] = some(made, 'training')
    const [v = 0] = some(made, 'validation')
    const tested = some(made, 'test').slice(0, 3)
    copy(made, t1, tested[0] ?? 0, tested[1] ?? 0, v)
    copy(made, t2, tested[2] ?? 0)
    for (let i = 0; i < 64; i++)
      made.values[(tested[2] ?? 0) * 64 + i] = 1.1 * (made.values[t2 * 64 + i] ?? 0) + 4
    const found = look(made)
    const test = finding(found, 'Copies across training and test')
    const validation = finding(found, 'Copies across training and validation')
    const near = finding(found, 'Near-copies across training and test')
    expect(test).toMatchObject({ surplus: tested.slice(0, 2), isDoubtful: false })
    expect(test.sentence).toContain('2 pictures of the test split are also in the training split')
    expect(test.sentence).toContain(
      'leave out the copies in the test split, and the training split keeps its samples',
    )
    expect([validation.surplus, near.surplus]).toEqual([[v], [tested[2]]])
    expect(look(made, [...test.surplus, ...validation.surplus, ...near.surplus]).findings).toEqual([])
  })
  it('leaves the test split as it is where most of it are copies', () => {
    const made = noise()
    const trained = [...settle(made).training]
    const tested = [...settle(made).test]
    tested.slice(0, 20).forEach((s, i) => {
      const same = trained.filter(t => made.set.labels[t] === made.set.labels[s])[i]
      if (same !== undefined) copy(made, same, s)
    })
    const leak = finding(look(made), 'Copies across training and test')
    const inTraining = leak.surplus.every(s => trained.includes(s))
    expect([leak.surplus.length, inTraining]).toEqual([20, true])
    expect(leak.sentence).toContain(
      'they are most of the test split, so leave out the copies in the training split instead',
    )
    expect(look(made, leak.surplus).findings).toEqual([])
  })
  it('offers nothing where near-copies are most of a split: such data are measured that way', () => {
    const near = noise()
    const tested = [...settle(near).test]
    tested.forEach((s, i) => {
      const t = settle(near).training[i] ?? 0
      copy(near, t, s)
      for (let j = 0; j < 64; j++) near.values[s * 64 + j] = 1.1 * (near.values[t * 64 + j] ?? 0) + 4
    })
    const replicates = finding(look(near), 'Near-copies across training and test')
    expect(replicates.surplus).toEqual([])
    expect(replicates.sentence).toMatch(/: keep such samples together with a group column\.$/)
  })
  it('offers all of one picture under two classes, and is clean without them', () => {
    const made = noise()
    const [a = 0, c = 0] = some(made, 'training')
    const [b = 0] = some(made, 'training', 1)
    copy(made, a, b, c)
    const found = look(made)
    const all = [a, b, c].sort((x, y) => x - y)
    expect(finding(found, 'The same sample with different answers')).toMatchObject({
      samples: all,
      surplus: all,
      isDoubtful: false,
    })
    // Which of them stays is not for their order to say.
    expect(finding(found, 'Copies within a split').surplus).toEqual([])
    expect(look(made, all).findings).toEqual([])
  })
  it('offers what may be right only after a look', () => {
    const made = noise()
    const [a = 0, b = 0, c = 0] = some(made, 'training')
    for (let i = 0; i < 64; i++) made.values[a * 64 + i] = 40 * (made.values[a * 64 + i] ?? 0)
    for (let i = 0; i < 64; i++) made.values[c * 64 + i] = 1.05 * (made.values[b * 64 + i] ?? 0)
    const found = look(made)
    expect(finding(found, 'Samples unlike all others')).toMatchObject({
      samples: [a],
      surplus: [a],
      isDoubtful: true,
    })
    expect(finding(found, 'Near-copies within a split')).toMatchObject({
      samples: [b, c],
      surplus: [c],
      isDoubtful: true,
    })
    expect(look(made, [a, c]).findings).toEqual([])
  })
  it('has nothing to leave out where it is not about single samples', () => {
    const made = noise()
    const labels = Int32Array.from({ length: 120 }, (_, i) => (i < 8 ? 1 : 0))
    for (const f of look({ ...made, set: { ...made.set, labels } }).findings)
      expect([f.title, f.surplus]).toEqual([f.title, []])
  })
})
