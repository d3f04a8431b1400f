/** One loop over every layer and each of its checks: a new layer is tested by being in the table. */
import { describe, expect, it } from 'vitest'
import { LAYERS } from '../../engine/layers'
import { isBad, size, type LayerDecl, type Tensor } from '../../engine/spec'
import { compiled, difference, layOut, lossOf, truth32, truth64, type Bench, type Laid } from './support/bench'
import { kernelBuilds } from './support/studio'

/** Sums of at most some hundred float32 products in another order; relative to the largest value of the tensor. */
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
  decl.forward(laid.back)
  decl.backward(laid.back)
  return laid
}
const results = ({ back }: Laid): [string, Tensor][] => [
  ['y', back.y],
  ['dx', back.dx ?? back.y],
  ...Object.entries(back.dw).map(([name, t]): [string, Tensor] => [`d ${name}`, t]),
]

for (const decl of Object.values(LAYERS) as LayerDecl[])
  describe(decl.title, () => {
    it('has checks', () => expect(decl.checks.length).toBeGreaterThan(0))
    for (const check of decl.checks) {
      const name = `${check.x.join('×')} ${JSON.stringify(check.p)}`

      it(`${name}: fills exactly the shape it declares`, () => {
        const on = truth64(),
          laid = layOut(decl, check, on)
        laid.back.y.fill(NaN)
        decl.forward(laid.back)
        expect(isBad(laid.back.out)).toBe(false)
        expect(laid.back.y.length).toBe(size(laid.back.out))
        expect(laid.back.y.every(Number.isFinite)).toBe(true)
        expect(on.broken()).toEqual([])
      })

      it(`${name}: gradients agree with central differences in float64`, () => {
        const laid = run(decl, check, truth64())
        expect(difference(laid.back.dx ?? [], numeric(laid, laid.back.x))).toBeLessThan(GRADIENT_TOLERANCE)
        for (const w of laid.weights)
          expect(difference(laid.back.dw[w.name] ?? [], numeric(laid, laid.back.w[w.name] as Tensor)), w.name).toBeLessThan(GRADIENT_TOLERANCE)
      })

      it(`${name}: adds to the gradients of weights and overwrites everything else`, () => {
        const once = run(decl, check, truth64()),
          twice = run(decl, check, truth64())
        decl.backward(twice.back)
        expect(difference(twice.back.dx ?? [], once.back.dx ?? [])).toBe(0)
        for (const w of once.weights)
          expect(
            difference(
              twice.back.dw[w.name] ?? [],
              Array.from(once.back.dw[w.name] ?? [], v => 2 * v),
            ),
          ).toBeLessThan(1e-12)
      })

      it(`${name}: a small step against the gradient lowers the loss`, () => {
        const laid = run(decl, check, truth64()),
          before = lossOf(laid)
        const pairs: [Tensor, Tensor][] = [
          [laid.back.x, laid.back.dx ?? laid.back.x],
          ...laid.weights.map((w): [Tensor, Tensor] => [laid.back.w[w.name] as Tensor, laid.back.dw[w.name] as Tensor]),
        ]
        for (const [t, g] of pairs)
          t.forEach((v: number, i: number) => {
            t[i] = v - 1e-4 * (g[i] ?? 0)
          })
        expect(lossOf(laid)).toBeLessThan(before)
      })

      for (const build of builds)
        it.skipIf(!build.isAvailable)(`${name}: ${build.name} gives what the truth gives, and stays within its buffers`, () => {
          const on = compiled(build),
            fast = run(decl, check, on),
            slow = run(decl, check, truth32())
          const expected = new Map(results(slow))
          for (const [what, t] of results(fast)) expect(difference(t, expected.get(what) ?? []), what).toBeLessThan(WASM_TOLERANCE)
          expect(on.broken()).toEqual([])
        })
    }
  })
