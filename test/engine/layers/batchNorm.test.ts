/**
 * Batch normalisation over a real batch: gradients through all samples, and PyTorch's numbers for the same
 * batch.
 * `step` below does what a training step does, with all samples on one thread.
 */
import { describe, expect, it } from 'vitest'
import { layer } from '../../../engine/layers'
import { size, type BackPass, type Tensor } from '../../../engine/spec'
import layers from '../../golden/layers.json'
import {
  backward,
  compiled,
  difference,
  forward,
  layOutValues,
  normals,
  reference32,
  reference64,
  type Bench,
  type Laid,
} from '../support/bench'
import { kernelBuilds } from '../support/studio'

const decl = layer('batchNorm')
const part = decl.batch!
const builds = await kernelBuilds()

type Batch = {
  readonly samples: readonly Laid[]
  readonly summaries: Tensor
  readonly views: readonly Tensor[]
}
type Given = {
  readonly x: readonly number[]
  readonly p: Record<string, number>
  readonly count: number
  readonly values: Record<string, readonly number[]>
}

/**
 * All samples of a batch, each with buffers of its own; weights, their gradients and the shared values are
 * common.
 */
function lay(given: Given, on: Bench): Batch {
  const n = size(given.x)
  const of = (name: string, i: number) => (given.values[name] ?? []).slice(i * n, (i + 1) * n)
  const first = (i: number) =>
    layOutValues(decl, { x: given.x, p: given.p }, on, {
      xs: [of('x', i)],
      dy: of('dy', i),
      weight: w => given.values[w.name] ?? [],
    })
  const laid = Array.from({ length: given.count }, (_, i) => first(i))
  const { w, dw, shared } = laid[0]!.back
  const each = part.summary(given.x, laid[0]!.back.p)
  const summaries = on.tensor(given.count * each)
  return {
    samples: laid.map(l => ({ ...l, back: { ...l.back, w, dw, shared } })),
    summaries,
    views: laid.map((_, i) => summaries.subarray(i * each, (i + 1) * each)),
  }
}

function forwardAll({ samples, summaries, views }: Batch): void {
  const [first] = samples
  samples.forEach((s, i) => part.summarise(s.back, views[i]!))
  part.combine(first!.back, summaries, samples.length)
  for (const s of samples) decl.forward(s.back)
}

function step(batch: Batch): void {
  const { samples, summaries, views } = batch
  const [first] = samples
  forwardAll(batch)
  samples.forEach((s, i) => part.summariseBack(s.back, views[i]!))
  part.combineBack(first!.back, summaries, samples.length)
  for (const s of samples) decl.backward(s.back)
  part.updateRunningStatistics(first!.back, samples.length)
}

const joined = ({ samples }: Batch, of: (back: BackPass) => Tensor | null): number[] =>
  samples.flatMap(s => Array.from(of(s.back) ?? []))
const drawn = (count: number, x: readonly number[]): Given => {
  const c = x.at(-1) ?? 0
  const n = count * size(x)
  return {
    x,
    p: {},
    count,
    values: {
      x: normals(n, 1),
      dy: normals(n, 2),
      gamma: normals(c, 3),
      beta: normals(c, 4),
      'running mean': normals(c, 5),
      'running variance': normals(c, 6).map(v => v * v + 0.1),
    },
  }
}

describe('gradients through the whole batch', () => {
  it.each([
    [3, [4, 3, 2]],
    [4, [5, 9]],
    [5, [3]],
  ] as const)('of %i samples %j agree with central differences in float64', (count, x) => {
    const batch = lay(drawn(count, x), reference64())
    step(batch)
    const loss = (): number => {
      forwardAll(batch)
      return batch.samples.reduce(
        (sum, s) => sum + Array.from(s.back.y).reduce((t, v, i) => t + v * (s.r[i] ?? 0), 0),
        0,
      )
    }
    const numeric = (t: Tensor): number[] =>
      Array.from(t, (value, i) => {
        t[i] = value + 1e-5
        const above = loss()
        t[i] = value - 1e-5
        const below = loss()
        t[i] = value
        return (above - below) / 2e-5
      })
    const dx = joined(batch, b => b.dx)
    const { w, dw } = batch.samples[0]!.back
    expect(
      difference(
        dx,
        batch.samples.flatMap(s => numeric(s.back.x)),
      ),
    ).toBeLessThan(1e-6)
    for (const name of ['gamma', 'beta'])
      expect(difference(dw[name]!, numeric(w[name]!)), name).toBeLessThan(1e-6)
  })
})

const sets = [
  { name: 'reference', isAvailable: true, tolerance: 1e-10, make: reference64 },
  ...builds.map(b => ({
    name: b.name,
    isAvailable: b.isAvailable,
    tolerance: 3e-6,
    make: () => compiled(b),
  })),
]
for (const set of sets)
  describe.skipIf(!set.isAvailable)(`${set.name} against PyTorch`, () => {
    it.each(layers.batches as unknown as (Given & { name: string })[])(
      '$name: outputs, gradients and running figures',
      given => {
        const on = set.make()
        const batch = lay(given, on)
        const { w, dw } = batch.samples[0]!.back
        step(batch)
        const found: Record<string, ArrayLike<number>> = {
          y: joined(batch, b => b.y),
          dx: joined(batch, b => b.dx),
          'd gamma': dw['gamma']!,
          'd beta': dw['beta']!,
          'new mean': w['running mean']!,
          'new variance': w['running variance']!,
        }
        for (const [name, values] of Object.entries(found))
          expect(difference(values, given.values[name] ?? []), name).toBeLessThan(set.tolerance)
        expect(on.broken()).toEqual([])
      },
    )
  })

for (const build of builds)
  describe.skipIf(!build.isAvailable)(build.name, () => {
    it('is exact far from 0, where the mean of squares less the squared mean would lose all digits', () => {
      const given = drawn(3, [6, 5, 9])
      const far = { ...given, values: { ...given.values, x: given.values['x']!.map(v => 1000 + v) } }
      const fast = lay(far, compiled(build))
      const slow = lay(
        { ...far, values: { ...far.values, x: far.values['x']!.map(Math.fround) } },
        reference64(),
      )
      step(fast)
      step(slow)
      // 1000 carries 2⁻¹⁴ of its values’ deviation of 1 as rounding; the mean itself is held to half of that.
      expect(
        difference(
          joined(fast, b => b.y),
          joined(slow, b => b.y),
        ),
      ).toBeLessThan(2e-4)
      expect(
        difference(
          fast.samples[0]!.back.w['running variance']!,
          slow.samples[0]!.back.w['running variance']!,
        ),
      ).toBeLessThan(1e-5)
    })
  })

describe('outside training', () => {
  it('uses the running figures and no other sample', () => {
    const given = drawn(2, [3, 4])
    const batch = lay(given, reference32())
    const [sample] = batch.samples
    sample!.back.training = false
    forward(sample!)
    const c = 4
    const at = (name: string, i: number): number => given.values[name]?.[i] ?? 0
    const expected = Array.from({ length: 12 }, (_, i) => {
      const j = i % c
      return (
        ((at('x', i) - at('running mean', j)) / Math.sqrt(at('running variance', j) + 1e-5)) *
          at('gamma', j) +
        at('beta', j)
      )
    })
    expect(difference(sample!.back.y, expected)).toBeLessThan(1e-6)
    backward(sample!)
    expect(
      difference(
        sample!.back.dw['beta']!,
        [0, 1, 2, 3].map(j => at('dy', j) + at('dy', j + c) + at('dy', j + 2 * c)),
      ),
    ).toBeLessThan(1e-6)
  })
})
