/** Lays maps out as one row of features, in the order they lie in memory: rows, columns, channels. */
import { defineLayer, size } from '../spec'

export default defineLayer({
  kind: 'flatten',
  title: 'Flatten',
  group: 'shape',
  about: 'Lays the feature maps out as one row of numbers, as Dense needs them.',
  ports: { in: 1, out: 1 },
  params: {},
  summary: () => 'maps → features',
  shape: x => [size(x)],
  weights: () => [],
  readsBack: () => ({ x: false, y: false }),
  isView: () => true,
  forward: ({ k, x, y }) => k.copy(x, y),
  backward({ k, dy, dx }) {
    if (dx) k.copy(dy, dx)
  },
  checks: [
    { x: [3, 4, 2], p: {} },
    { x: [5, 3], p: {} },
    { x: [6], p: {} },
  ],
})
