/** The first weights: their statistics, orthogonality, and that they never change. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { initialWeights, orthogonal } from '../../../engine/plan/initialWeights'
import type { WeightPlace } from '../../../engine/plan/planNetwork'
import type { NetworkPlan } from '../../../engine/plan/types'
import { keyOf } from '../../../engine/random'
import { INITIALISERS, size, type Initialiser, type Shape } from '../../../engine/spec'

const FAN_IN = 90
const FAN_OUT = 160
const SHAPE = [3, 3, 10, 160]
/** Tensors without a network around them, one after another. */
function drawn(
  seed: number,
  ...inits: readonly (Partial<WeightPlace> & { init: Initialiser })[]
): Float32Array[] {
  let end = 0
  const weights = inits.map((w, i): WeightPlace => {
    const shape = w.shape ?? SHAPE
    const length = size(shape)
    const place = {
      node: 'n',
      name: `w${i}`,
      offset: end,
      flat: end,
      length,
      fanIn: FAN_IN,
      fanOut: FAN_OUT,
      ...w,
      shape,
    }
    end += length
    return place
  })
  const flat = initialWeights({ weights, parameters: end } as unknown as NetworkPlan, seed)
  return weights.map(w => flat.subarray(w.flat, w.flat + w.length))
}
const one = (init: Initialiser, seed = 1): Float32Array => drawn(seed, { init })[0] ?? new Float32Array()

/** He et al. (2015), Glorot and Bengio (2010), LeCun et al. (1998). */
const VARIANCE: Readonly<Record<string, number>> = {
  he: 2 / FAN_IN,
  glorot: 2 / (FAN_IN + FAN_OUT),
  lecun: 1 / FAN_IN,
}
const KINDS = INITIALISERS.map(([kind]) => kind).filter(k => k !== 'constant' && k !== 'orthogonal')

describe.each(KINDS)('%s', kind => {
  const values = Array.from(one(kind))
  const n = values.length
  const isNormal = kind.endsWith('Normal')
  const variance = VARIANCE[kind.replace(/Normal|Uniform/, '')] ?? NaN
  it('has mean 0 and its variance, within four standard errors', () => {
    const mean = values.reduce((a, b) => a + b, 0) / n
    const spread = values.reduce((sum, v) => sum + v * v, 0) / n
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(variance / n))
    // The variance of a squared deviate: (kurtosis − 1)·σ⁴, where a normal has kurtosis 3 and a uniform 9/5.
    expect(Math.abs(spread - variance)).toBeLessThan(4 * variance * Math.sqrt((isNormal ? 2 : 0.8) / n))
  })
  it('stays within its limits, or reaches as far as a normal does', () => {
    const largest = Math.max(...values.map(Math.abs)) / Math.sqrt(variance)
    if (isNormal) expect(largest).toBeGreaterThan(3)
    else expect(largest).toBeLessThanOrEqual(Math.sqrt(3) + 1e-6)
  })
  it('draws the same for the same seed and others for another', () => {
    expect(one(kind)).toEqual(one(kind))
    expect(one(kind, 2)).not.toEqual(one(kind))
  })
})

describe('orthogonal', () => {
  it.each([[[12, 5]], [[5, 12]], [[3, 3, 4, 16]], [[16, 16]], [[2, 2, 1, 30]], [[1, 1]]] as [Shape][])(
    '%j has unit rows or columns at right angles',
    shape => {
      const columns = shape.at(-1) ?? 1
      const rows = size(shape) / columns
      const q = orthogonal(shape, keyOf(3))
      const least = Math.min(rows, columns)
      const at = (vector: number, i: number) =>
        q[rows >= columns ? i * columns + vector : vector * columns + i] ?? NaN
      for (let a = 0; a < least; a++)
        for (let b = 0; b < least; b++) {
          let dot = 0
          for (let i = 0; i < Math.max(rows, columns); i++) dot += at(a, i) * at(b, i)
          expect(Math.abs(dot - (a === b ? 1 : 0))).toBeLessThan(1e-6)
        }
    },
  )
  it('favours no sign', () => {
    const firsts = Array.from({ length: 200 }, (_, i) => orthogonal([4, 4], keyOf(i))[0] ?? 0)
    expect(Math.abs(firsts.filter(v => v > 0).length - 100)).toBeLessThan(4 * Math.sqrt(50))
  })
  it('is drawn into its place', () =>
    expect(drawn(4, { init: 'constant', shape: [3] }, { init: 'orthogonal', shape: [6, 2] })[1]).not.toEqual(
      drawn(5, { init: 'constant', shape: [3] }, { init: 'orthogonal', shape: [6, 2] })[1],
    ))
})

describe('what is not drawn', () => {
  it('is a constant, 0 unless said otherwise, or typed by hand', () => {
    const [zeros, ones, typed] = drawn(
      1,
      { init: 'constant', shape: [2] },
      { init: 'constant', constant: 1, shape: [2] },
      { init: 'heNormal', shape: [3], values: [1, -2, 3] },
    )
    expect([zeros, ones, typed].map(t => [...(t ?? [])])).toEqual([
      [0, 0],
      [1, 1],
      [1, -2, 3],
    ])
  })
})

it('the same seed gives these bits for ever', () => {
  const all = drawn(7, ...INITIALISERS.map(([init]) => ({ init, shape: [2, 3, 4] })))
  const hash = createHash('sha256')
  for (const t of all) hash.update(new Uint8Array(t.slice().buffer))
  expect(hash.digest('hex').slice(0, 16)).toBe('bdda3332507dc302')
})
