/**
 * What an audit finds in seeded sets with one fault each, in a clean one nothing, and in the bundled
 * sets what is there.
 */
import { describe, expect, it } from 'vitest'
import {
  auditDataset,
  type Finding,
  type AuditedSet,
  type Audit,
} from '../../../../engine/datasets/audit/audit'
import { nearPairs } from '../../../../engine/datasets/audit/neighbours'
import { pooledLength, poolInto } from '../../../../engine/datasets/audit/pooled'
import { loadDatasetIn } from '../../../../engine/library/load'
import { rowsOf } from '../../../../engine/datasets/rows'
import { splitDataset } from '../../../../engine/datasets/split/split'
import { type Splits } from '../../../../engine/datasets/split/types'
import { keyOf, normal, uniform } from '../../../../engine/random'
import { isBad, size } from '../../../../engine/spec'
import { datasetFolder } from '../../support/studio'
import { cpuWatch } from '../../support/cpu'

type Made = { set: AuditedSet; values: Float32Array; splits: Splits }
/** 300 pictures of 20 × 18 in three classes: blobs in places of their own, with noise. */
function pictures(samples = 300): Made {
  const shape = [20, 18, 1]
  const values = new Float32Array(samples * 360)
  const labels = Int32Array.from({ length: samples }, (_, i) => i % 3)
  for (let s = 0; s < samples; s++) {
    const [x, y, wide] = [
      4 + 10 * uniform(keyOf(1, s), 0),
      4 + 5 * (labels[s] ?? 0),
      2 + 2 * uniform(keyOf(1, s), 1),
    ]
    for (let i = 0; i < 360; i++) {
      const distance = ((i % 18) - x) ** 2 + (Math.floor(i / 18) - y) ** 2
      values[s * 360 + i] = 40 + 150 * Math.exp(-distance / wide ** 2) + 8 * normal(keyOf(2, s), i)
    }
  }
  const set: AuditedSet = {
    kind: 'images',
    shape,
    classes: ['top', 'middle', 'bottom'],
    labels,
    axis: null,
  }
  return { set, values, splits: splitDataset({ ...set, ownTest: null }, { validation: 0.1, splitSeed: 1 }) }
}
/** 200 spectra of 120 points: two bands of chance height on a chance line, with a number to predict. */
function spectra(): Made {
  const samples = 200
  const values = new Float32Array(samples * 120)
  const numbers = new Float32Array(samples)
  for (let s = 0; s < samples; s++) {
    const [a, b, slope] = [uniform(keyOf(3, s), 0), uniform(keyOf(3, s), 1), uniform(keyOf(3, s), 2)]
    numbers[s] = a
    for (let i = 0; i < 120; i++)
      values[s * 120 + i] =
        2 +
        slope * (i / 60) +
        a * Math.exp(-(((i - 40) / 9) ** 2)) +
        b * Math.exp(-(((i - 80) / 14) ** 2)) +
        0.01 * normal(keyOf(4, s), i)
  }
  const set: AuditedSet = {
    kind: 'spectra',
    shape: [120, 1],
    classes: [],
    labels: new Int32Array(samples),
    axis: null,
    numbers: { names: ['fat'], values: numbers },
  }
  return { set, values, splits: splitDataset({ ...set, ownTest: null }, { validation: 0.1, splitSeed: 1 }) }
}
function audited({ set, values, splits }: Made): Audit {
  const found = auditDataset(set, rowsOf(values, size(set.shape)), splits)
  if (!found) throw new Error('cancelled')
  return found
}
const row = (made: Made, s: number): Float32Array =>
  made.values.subarray(s * size(made.set.shape), (s + 1) * size(made.set.shape))
const finding = (i: Audit, title: string | RegExp): Finding | undefined =>
  i.findings.find(f => (typeof title === 'string' ? f.title === title : title.test(f.title)))
const grave = (i: Audit): Finding[] => i.findings.filter(f => f.level !== 'info')

describe('a clean set', () => {
  it.each([
    ['pictures', pictures()],
    ['spectra', spectra()],
  ])('of %s gives no findings', (_, made) => {
    const found = audited(made)
    expect(found.findings).toEqual([])
    expect(found.pairs).toEqual([])
    expect(found.samples).toBe(made.set.labels.length)
  })
  it('has its means, deviations, counts and range', () => {
    const made = pictures()
    const found = audited(made)
    const own = Array.from({ length: 100 }, (_, k) => row(made, 3 * k + 1)[200] ?? 0)
    const mean = own.reduce((a, b) => a + b, 0) / 100
    expect(found.classes.map(c => c.count)).toEqual([100, 100, 100])
    expect(found.classes[1]?.mean[200]).toBeCloseTo(mean, 3)
    expect(found.classes[1]?.deviation[200]).toBeCloseTo(
      Math.sqrt(own.reduce((a, b) => a + (b - mean) ** 2, 0) / 100),
      3,
    )
    expect(found.counts).toEqual({ training: [72, 72, 72], validation: [8, 8, 8], test: [20, 20, 20] })
    expect(found.range).toEqual([
      made.values.reduce((a, b) => Math.min(a, b)),
      made.values.reduce((a, b) => Math.max(a, b)),
    ])
  })
})

describe('a fault is found', () => {
  const trained = (m: Made, k = 0) => m.splits.training[k] ?? 0
  const tested = (m: Made, k = 0) => m.splits.test[k] ?? 0
  it.each([
    ['pictures', pictures],
    ['spectra', spectra],
  ])('copies of %s in training and test', (noun, make) => {
    const made = make()
    row(made, tested(made)).set(row(made, trained(made)))
    const found = audited(made)
    const leak = finding(found, 'Copies across training and test')
    expect(leak?.level).toBe('warning')
    expect(leak?.samples).toEqual([trained(made), tested(made)].sort((a, b) => a - b))
    expect(leak?.sentence).toMatch(
      noun === 'pictures'
        ? /^1 picture of the test split is also in the training split/
        : /^1 spectrum of the test split is/,
    )
    expect(found.pairs).toHaveLength(1)
  })
  it('near-copies: a picture with more light and noise, a spectrum with another slope and offset', () => {
    const images = pictures()
    const lines = spectra()
    row(images, tested(images)).set(
      row(images, trained(images)).map((v, i) => 1.2 * v + 15 + 2 * normal(77, i)),
    )
    row(lines, tested(lines)).set(row(lines, trained(lines)).map((v, i) => 0.9 * v + 0.3 + i / 100))
    for (const made of [images, lines]) {
      const leak = finding(audited(made), 'Near-copies across training and test')
      expect(leak?.samples).toEqual([trained(made), tested(made)].sort((a, b) => a - b))
      expect(leak?.sentence).toContain('look better than it is')
    }
  })
  it('the same sample with different answers, of classes and of numbers', () => {
    const images = pictures()
    const lines = spectra()
    row(images, 4).set(row(images, 3))
    expect(finding(audited(images), 'The same sample with different answers')).toMatchObject({
      level: 'warning',
      samples: [3, 4],
    })
    row(lines, 4).set(row(lines, 3))
    expect(finding(audited(lines), 'The same sample with different answers')?.sentence).toContain(
      'different numbers',
    )
  })
  it('a copy in the same split and class is only good to know', () => {
    const made = pictures()
    const mates = [...made.splits.training].filter(i => i % 3 === 0)
    row(made, mates[1] ?? 0).set(row(made, mates[0] ?? 0))
    const found = audited(made)
    expect(grave(found)).toEqual([])
    expect(finding(found, 'Copies within a split')?.samples).toEqual([mates[0], mates[1]])
  })
  it('flat samples, which are not called copies', () => {
    const made = pictures()
    for (const s of [5, 9, 100]) row(made, s).fill(0)
    const found = audited(made)
    expect(finding(found, 'Flat samples')).toMatchObject({ level: 'warning', samples: [5, 9, 100] })
    expect(found.pairs).toEqual([])
  })
  it('values that are no numbers, which spoil nothing else', () => {
    const made = pictures()
    row(made, 8)[3] = NaN
    row(made, 11)[3] = Infinity
    const found = audited(made)
    expect(found.findings.map(f => [f.level, f.title, f.samples])).toEqual([
      ['error', 'Values that are no numbers', [8, 11]],
    ])
    expect(
      found.classes.every(c => c.mean.every(Number.isFinite) && c.deviation.every(Number.isFinite)),
    ).toBe(true)
  })
  it('labels that are no class', () => {
    const made = pictures()
    const labels = made.set.labels.with(8, 3).with(20, -1)
    expect(
      audited({ ...made, set: { ...made.set, labels } }).findings.map(f => [f.level, f.title, f.samples]),
    ).toEqual([['error', 'Labels that are no class', [8, 20]]])
  })
  it('positions that never change', () => {
    const made = pictures()
    for (let s = 0; s < 300; s++) row(made, s).fill(0, 0, 18)
    expect(finding(audited(made), 'Positions that never change')).toMatchObject({
      level: 'info',
      sentence: expect.stringContaining('18 of the 360') as string,
    })
  })
  it('one value everywhere', () => {
    const made = pictures()
    made.values.fill(3)
    expect(audited(made).findings[0]).toMatchObject({ level: 'error', title: 'All values are equal' })
  })
  it('an outlier: a sample of another unit is a warning, with its score first', () => {
    const made = spectra()
    row(made, 17).set(row(made, 17).map(v => 100 * v))
    const found = audited(made)
    expect(found.outliers[0]?.sample).toBe(17)
    expect(finding(found, 'Samples unlike all others')).toMatchObject({ level: 'warning', samples: [17] })
    expect(finding(found, 'Samples unlike all others')?.sentence).toMatch(
      /sample 18, is \d+\.\d times as far from the mean of the data as usual/,
    )
  })
  it('uneven, small and missing classes', () => {
    const made = pictures()
    const labels = Int32Array.from(made.set.labels, (_, i) => (i < 4 ? 1 : i < 40 ? 2 : 0))
    const set = { ...made.set, classes: ['a', 'b', 'c', 'd'], labels }
    const splits = splitDataset({ ...set, ownTest: null }, { validation: 0.02, splitSeed: 1 })
    const found = audited({
      ...made,
      set,
      splits: { ...splits, test: splits.test.filter(i => labels[i] !== 1) },
    })
    expect(finding(found, 'Uneven classes')?.sentence).toMatch(/“a” has 260 samples and “b” [34]\./)
    expect(finding(found, 'Classes with few samples')?.sentence).toMatch(/^“b”: fewer than 10/)
    expect(finding(found, 'Classes without samples')).toMatchObject({
      level: 'info',
      sentence: expect.stringMatching(/^“d”/) as string,
    })
    expect(finding(found, 'Classes missing from the test split')?.sentence).toMatch(
      /^“b”: there is no sample in the test split/,
    )
    const none = audited({
      ...made,
      set,
      splits: { ...splits, training: splits.training.filter(i => labels[i] !== 2) },
    })
    expect(none.findings[0]).toMatchObject({
      level: 'error',
      title: 'Classes that are not trained',
      sentence: expect.stringMatching(/^“c”/) as string,
    })
  })
  it('and the gravest comes first; a cancelled audit is null', () => {
    const made = pictures()
    const shares: number[] = []
    row(made, 8)[3] = NaN
    for (const s of [5, 9]) row(made, s).fill(0)
    for (let s = 0; s < 300; s++) if (![5, 8, 9].includes(s)) row(made, s)[0] = 0
    expect(audited(made).findings.map(f => f.title)).toEqual([
      'Values that are no numbers',
      'Flat samples',
      'Positions that never change',
      'Unusual samples',
    ])
    for (let stop = 1; stop <= 4; stop++) {
      let calls = 0
      const result = auditDataset(made.set, rowsOf(made.values, 360), made.splits, share => {
        shares.push(share)
        return ++calls < stop
      })
      expect(result).toBeNull()
    }
    expect(shares.every(s => s >= 0 && s <= 1)).toBe(true)
  })
  it.each([300, 2100])(
    'the share that is done of %i samples grows to the whole, and the search ends in its middle when told so',
    samples => {
      const made = pictures(samples)
      const look = (until: number) => {
        const shares: number[] = []
        const found = auditDataset(
          made.set,
          rowsOf(made.values, 360),
          made.splits,
          share => shares.push(share) > 0 && share < until,
        )
        return { shares, found }
      }
      const { shares } = look(2)
      expect(shares).toEqual(shares.toSorted((a, b) => a - b))
      expect(shares.at(-1)).toBe(1)
      expect(look(2).found?.samples).toBe(samples)
      const half = look(0.5)
      expect(half.found).toBeNull()
      // Nothing is done after the word to stop.
      expect(half.shares).toEqual(shares.slice(0, half.shares.length))
      expect(half.shares.findIndex(share => share >= 0.5)).toBe(half.shares.length - 1)
    },
  )
})

describe('near-copies among many', () => {
  it('are found as looking at every pair finds them, in 20,000 pictures within seconds', async () => {
    const set = await loadDatasetIn('fashion-mnist', datasetFolder)
    if (isBad(set)) throw new Error(set.bad)
    const length = pooledLength(set.shape)
    const count = 20_000
    const vectors = new Float32Array(count * length)
    const picture = new Float32Array(784)
    // The 7,000 pictures, brighter and noisier the second and third time: 13,000 copies and their copies.
    for (let s = 0; s < count; s++) {
      const from = (s % 7000) * 784
      for (let i = 0; i < 784; i++)
        picture[i] =
          (set.values[from + i] ?? 0) * (1 + Math.floor(s / 7000) / 10) +
          (s < 7000 ? 0 : 2 * normal(keyOf(6, s), i))
      poolInto(set.shape, picture, vectors.subarray(s * length, (s + 1) * length))
    }
    const milliseconds = cpuWatch()
    const pairs = nearPairs(vectors, length, 0.995, () => true) ?? []
    const seconds = milliseconds() / 1000
    const found = new Set(pairs.map(p => p.a * count + p.b))
    let missed = 0
    let near = 0
    for (let b = 7000; b < count; b++) {
      let product = 0
      for (let i = 0; i < length; i++)
        product += (vectors[(b - 7000) * length + i] ?? 0) * (vectors[b * length + i] ?? 0)
      if (product <= 0.9951) continue
      near++
      if (!found.has((b - 7000) * count + b)) missed++
    }
    expect(near).toBeGreaterThan(10_000)
    expect(missed / near).toBeLessThan(0.005)
    expect(seconds).toBeLessThan(10)
  })
  it('no pair is found that is none', () => {
    const vectors = Float32Array.from({ length: 3000 * 16 }, (_, i) => normal(keyOf(9), i))
    for (let s = 0; s < 3000; s++) {
      const v = vectors.subarray(s * 16, (s + 1) * 16)
      const length = Math.hypot(...v)
      v.forEach((x, i) => (v[i] = x / length))
    }
    vectors.copyWithin(16 * 2500, 16 * 7, 16 * 8)
    for (const { a, b, distance } of nearPairs(vectors, 16, 0.97, () => true) ?? []) {
      let product = 0
      for (let i = 0; i < 16; i++) product += (vectors[a * 16 + i] ?? 0) * (vectors[b * 16 + i] ?? 0)
      expect(product).toBeGreaterThan(0.9699)
      expect(1 - distance / 2).toBeCloseTo(product, 5)
    }
    expect(nearPairs(vectors, 16, 0.99999, () => true)?.map(p => [p.a, p.b])).toEqual([[7, 2500]])
  })
})

describe('the bundled sets', () => {
  const look = async (id: string): Promise<Audit> => {
    const set = await loadDatasetIn(id, datasetFolder)
    if (isBad(set)) throw new Error(set.bad)
    return audited({
      set,
      values: Float32Array.from(set.values),
      splits: splitDataset(set, { validation: 0.1, splitSeed: 1 }),
    })
  }
  it('Fashion-MNIST holds a handful of near-copies and nothing else', async () => {
    const found = await look('fashion-mnist')
    expect(found.pairs.length).toBeLessThan(10)
    expect(found.pairs.every(p => !p.isExact)).toBe(true)
    expect(grave(found).map(f => f.title)).toEqual(['Near-copies across training and validation'])
  })
  it('Tecator does hold spectra more than once, as they were published', async () => {
    const found = await look('tecator')
    expect(found.pairs.filter(p => p.isExact)).toHaveLength(22)
    expect(found.pairs.filter(p => !p.isExact).length).toBeLessThan(12)
    expect(grave(found).every(f => /opies across/.test(f.title))).toBe(true)
  })
})
