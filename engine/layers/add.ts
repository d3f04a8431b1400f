/** Sum of its inputs, value by value: what a residual connection ends in. */
import { defineLayer, MANY, size } from '../spec'
import { ofEqualShapes } from './merging'

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
  forward({ k, xs, y }) {
    const first = xs[0],
      second = xs[1]
    if (!first) return
    if (second) k.add(first, second, y)
    else k.copy(first, y)
    for (let i = 2; i < xs.length; i++) k.add(y, xs[i]!, y)
  },
  backward({ k, dy, dxs }) {
    for (let i = 0; i < dxs.length; i++) if (dxs[i]) k.copy(dy, dxs[i]!)
  },
  checks: [
    { x: [4, 5, 3], more: [[4, 5, 3]], p: {} },
    {
      x: [6, 2],
      more: [
        [6, 2],
        [6, 2],
      ],
      p: {},
    },
    { x: [7], more: [[7]], p: {} },
  ],
})
