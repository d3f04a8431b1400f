/** One loop over every layer and each of its checks: a new layer is tested by being in the table. */
import { describe, expect, it } from 'vitest'
import type { EngineKernels } from '../../../engine/kernels/types'
import { LAYERS } from '../../../engine/layers'
import { axesOf, isBad, size, type LayerDecl, type Tensor } from '../../../engine/spec'
import {
  backward,
  compiled,
  difference,
  forward,
  layOut,
  lossOf,
  reference32,
  reference64,
  type Bench,
  type Laid,
} from '../support/bench'
import scale from '../support/scaleLayer'
import { kernelBuilds } from '../support/studio'

/**
 * Sums of at most some hundred float32 products in another order; relative to the largest value of the
 * tensor.
 */
const WASM_TOLERANCE = 3e-6
const GRADIENT_TOLERANCE = 1e-6
const builds = await kernelBuilds()

/** ∂L/∂t by central differences. */
function numeric(laid: Laid, t: Tensor): number[] {
  const step = 1e-5
  return Array.from(t, (value, i) => {
    t[i] = value + step
    const above = lossOf(laid)
    t[i] = value - step
    const below = lossOf(laid)
    t[i] = value
    return (above - below) / (2 * step)
  })
}

function run(decl: LayerDecl, check: LayerDecl['checks'][number], on: Bench): Laid {
  const laid = layOut(decl, check, on)
  forward(laid)
  backward(laid)
  return laid
}
/** What a layer has learned about its weights, those it may not change left out. */
const learned = ({ back, weights }: Laid): [string, Tensor, Tensor][] =>
  weights.filter(w => !w.isFrozen).map(w => [w.name, back.w[w.name] as Tensor, back.dw[w.name] as Tensor])
const results = (laid: Laid): [string, Tensor][] => [
  ['y', laid.back.y],
  ...laid.back.dxs.map((t, i): [string, Tensor] => [`dx ${i}`, t as Tensor]),
  ...learned(laid).map(([name, , t]): [string, Tensor] => [`d ${name}`, t]),
]

/** Bytes from the first sample's values to those of the sample that kernels are turned to. */
const FURTHER = 2 ** 20
const further = (t: Tensor): Tensor => new Float32Array(t.buffer, t.byteOffset + FURTHER, t.length)
const isOfSample = ({ back }: Laid, t: Tensor): boolean => t.byteOffset <= back.dy.byteOffset

/** Moves what is a sample's further on and leaves nothing behind: as in a network of several phases. */
function turn({ back }: Laid, k: EngineKernels): void {
  const { x, dy } = back
  const [from, to] = [x.byteOffset, dy.byteOffset + dy.byteLength]
  new Uint8Array(x.buffer).copyWithin(from + FURTHER, from, to)
  new Float32Array(x.buffer, from, (to - from) / 4).fill(NaN)
  k.shift?.(from, to, FURTHER)
}

// The layer that docs show is tested like the others.
for (const decl of [...Object.values(LAYERS), scale] as LayerDecl[])
  describe(decl.title, () => {
    it('has checks', () => expect(decl.checks.length).toBeGreaterThan(0))
    for (const check of decl.checks) {
      const name =
        `${[check.x, ...(check.more ?? [])].map(x => x.join('×')).join(' and ')} ` +
        `${JSON.stringify(check.p)}`

      it(`${name}: names each axis of its weights`, () => {
        for (const w of layOut(decl, check, reference64()).weights)
          expect(axesOf(w), w.name).toHaveLength(w.shape.length)
      })

      it(`${name}: fills exactly the shape it declares`, () => {
        const on = reference64()
        const laid = layOut(decl, check, on)
        laid.back.y.fill(NaN)
        forward(laid)
        expect(isBad(laid.back.out)).toBe(false)
        expect(laid.back.y.length).toBe(size(laid.back.out))
        expect(laid.back.y.every(Number.isFinite)).toBe(true)
        expect(on.broken()).toEqual([])
      })

      it(`${name}: gradients agree with central differences in float64`, () => {
        const laid = run(decl, check, reference64())
        laid.back.dxs.forEach((dx, i) =>
          expect(difference(dx ?? [], numeric(laid, laid.back.xs[i] as Tensor)), `dx ${i}`).toBeLessThan(
            GRADIENT_TOLERANCE,
          ),
        )
        for (const [what, w, dw] of learned(laid))
          expect(difference(dw, numeric(laid, w)), what).toBeLessThan(GRADIENT_TOLERANCE)
      })

      it(`${name}: does without gradients that nobody asks for, and leaves frozen weights alone`, () => {
        const on = reference64()
        const laid = layOut(decl, check, on)
        const before = laid.weights.map(w => Array.from(laid.back.w[w.name] ?? []))
        forward(laid)
        backward({ ...laid, back: { ...laid.back, dx: null, dxs: laid.back.dxs.map(() => null) } })
        expect(laid.back.dxs.every(dx => dx?.every((v: number) => v === 0))).toBe(true)
        expect(laid.weights.map(w => Array.from(laid.back.w[w.name] ?? []))).toEqual(before)
        for (const w of laid.weights.filter(v => v.isFrozen))
          expect(
            laid.back.dw[w.name]?.every((v: number) => v === 0),
            w.name,
          ).toBe(true)
      })

      it.each(
        [{ name: 'the reference kernels', isAvailable: true, make: null }, ...builds].filter(
          b => b.isAvailable,
        ),
      )(`${name}: going back reads no more than it says, in $name`, build => {
        const laid = layOut(decl, check, build.make ? compiled(build) : reference32())
        const { back } = laid
        const reads = decl.readsBack?.(back.p) ?? { x: true, y: true }
        forward(laid)
        if (decl.batch) {
          decl.batch.summariseBack(back, laid.summary)
          decl.batch.combineBack(back, laid.summary, 1)
        }
        if (!reads.x) back.xs.forEach(x => x.fill(NaN))
        if (!reads.y) back.y.fill(NaN)
        decl.backward(back)
        for (const [what, t] of results(laid))
          if (what !== 'y') expect(t.every(Number.isFinite), what).toBe(true)
      })

      it.each(builds.filter(b => b.isAvailable))(
        `${name}: $name works on the sample that kernels are turned to, through kernels alone`,
        build => {
          const expected = results(run(decl, check, compiled(build)))
          const on = compiled(build)
          const laid = layOut(decl, check, on)
          turn(laid, on.k)
          forward(laid)
          backward(laid)
          for (const [i, [what, t]] of results(laid).entries())
            expect(Array.from(isOfSample(laid, t) ? further(t) : t), what).toEqual(
              Array.from(expected[i]?.[1] ?? []),
            )
        },
      )

      it(`${name}: results may lie where it says that they may`, () => {
        const expected = run(decl, check, reference64())
        if (!decl.isElementwise?.(expected.back.p)) return
        const over = layOut(decl, check, reference64())
        forward({ ...over, back: { ...over.back, y: over.back.x } })
        expect(Array.from(over.back.x), 'y over x').toEqual(Array.from(expected.back.y))
        const reads = decl.readsBack?.(expected.back.p) ?? { x: true, y: true }
        for (const field of ['dy', ...(reads.x ? ['x'] : []), ...(reads.y ? ['y'] : [])] as const)
          for (const [i, dx] of expected.back.dxs.entries()) {
            const laid = layOut(decl, check, reference64())
            forward(laid)
            const place = laid.back[field as 'dy' | 'x' | 'y']
            const dxs = laid.back.dxs.map((own, j) => (j === i ? place : own))
            backward({ ...laid, back: { ...laid.back, dx: dxs[0] ?? null, dxs } })
            const found = [...dxs, ...learned(laid).map(([, , dw]) => dw)]
            const wanted = [...expected.back.dxs, ...learned(expected).map(([, , dw]) => dw)]
            expect(dx?.length).toBe(place.length)
            expect(
              found.map(t => Array.from(t ?? [])),
              `dx ${i} over ${field}`,
            ).toEqual(wanted.map(t => Array.from(t ?? [])))
          }
      })

      it(`${name}: adds to the gradients of weights and overwrites everything else`, () => {
        const once = run(decl, check, reference64())
        const twice = run(decl, check, reference64())
        backward(twice)
        twice.back.dxs.forEach((dx, i) => expect(difference(dx ?? [], once.back.dxs[i] ?? [])).toBe(0))
        learned(once).forEach(([what, , dw], i) =>
          expect(
            difference(
              learned(twice)[i]?.[2] ?? [],
              Array.from(dw, v => 2 * v),
            ),
            what,
          ).toBeLessThan(1e-12),
        )
      })

      it(`${name}: asks for its key if and only if it says that it draws numbers`, () => {
        const asked = new Set<PropertyKey>()
        const laid = layOut(decl, check, reference64())
        decl.forward(
          new Proxy(laid.back, {
            get(pass, field) {
              asked.add(field)
              return Reflect.get(pass, field) as unknown
            },
          }),
        )
        expect(asked.has('key')).toBe(decl.isRandom === true)
      })

      it(`${name}: a small step against the gradient lowers the loss`, () => {
        const laid = run(decl, check, reference64())
        const before = lossOf(laid)
        const pairs = [
          ...laid.back.xs.map((x, i): [Tensor, Tensor] => [x, laid.back.dxs[i] as Tensor]),
          ...learned(laid).map(([, w, dw]): [Tensor, Tensor] => [w, dw]),
        ]
        for (const [t, g] of pairs)
          t.forEach((v: number, i: number) => {
            t[i] = v - 1e-4 * (g[i] ?? 0)
          })
        expect(lossOf(laid)).toBeLessThan(before)
      })

      for (const build of builds)
        it.skipIf(!build.isAvailable)(
          `${name}: ${build.name} gives what the reference kernels give, and stays within its buffers`,
          () => {
            const on = compiled(build)
            const fast = run(decl, check, on)
            const slow = run(decl, check, reference32())
            const expected = new Map(results(slow))
            for (const [what, t] of results(fast))
              expect(difference(t, expected.get(what) ?? []), what).toBeLessThan(WASM_TOLERANCE)
            expect(on.broken()).toEqual([])
          },
        )
    }
  })
