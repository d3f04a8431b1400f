/** Sum of its inputs, value by value: what a residual connection ends in. */
import { defineLayer, MANY, size } from '../spec'
import { checksOfEqualShapes, fold, ofEqualShapes } from './shared/merging'

export default defineLayer({
  kind: 'add',
  title: 'Add',
  group: 'merging',
  about: 'Adds its inputs value by value; with a wire around some layers it makes a residual block.',
  ports: { in: MANY, out: 1 },
  params: {},

  summary: () => 'sum of the inputs',
  shape: (x, _p, all = [x]) => ofEqualShapes('Add', all),
  weights: () => [],
  isElementwise: () => true,
  readsBack: () => ({ x: false, y: false }),
  multiplyAdds: (x, _p, all = [x]) => size(x) * (all.length - 1),
  forward: pass => fold('add', pass),
  backward({ k, dy, dxs }) {
    for (let i = 0; i < dxs.length; i++) if (dxs[i]) k.copy(dy, dxs[i]!)
  },
  checks: checksOfEqualShapes,
})
