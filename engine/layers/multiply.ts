/** Product of its inputs, value by value: one branch decides how much of another goes through. */
import { defineLayer, MANY, size } from '../spec'
import { checksOfEqualShapes, fold, ofEqualShapes } from './shared/merging'

export default defineLayer({
  kind: 'multiply',
  title: 'Multiply',
  group: 'merging',
  about: 'Multiplies its inputs value by value, so that one branch can open and close another like a gate.',
  ports: { in: MANY, out: 1 },
  params: {},

  summary: () => 'product of the inputs',
  shape: (x, _p, all = [x]) => ofEqualShapes('Multiply', all),
  weights: () => [],
  readsBack: () => ({ x: true, y: false }),
  multiplyAdds: (x, _p, all = [x]) => size(x) * (all.length - 1),
  forward: pass => fold('multiply', pass),
  /** ∂y/∂xᵢ is the product of the others; dividing y by xᵢ would be shorter and fail at 0. */
  backward({ k, xs, dy, dxs }) {
    for (let i = 0; i < xs.length; i++) {
      const dx = dxs[i]
      if (!dx) continue
      let from = dy
      for (let j = 0; j < xs.length; j++) {
        if (j === i) continue
        k.multiply(from, xs[j]!, dx)
        from = dx
      }
      if (from === dy) k.copy(dy, dx)
    }
  },
  checks: checksOfEqualShapes,
})
