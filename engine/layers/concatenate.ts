/** Inputs side by side along the last axis: feature maps of all of them, in the order of their wires. */
import { defineLayer, MANY, size } from '../spec'
import { sideBySide } from './shared/merging'

export default defineLayer({
  kind: 'concatenate',
  title: 'Concatenate',
  group: 'merging',
  about: 'Puts the feature maps of its inputs side by side, so that the next layer sees all of them.',
  ports: { in: MANY, out: 1 },
  params: {},

  summary: () => 'channels side by side',
  shape: (x, _p, all = [x]) => sideBySide('Concatenate', all),
  outputInWords: 'channels of all inputs together',
  weights: () => [],
  readsBack: () => ({ x: false, y: false }),
  forward({ k, xs, y, out }) {
    const positions = size(out) / (out.at(-1) ?? 1)
    let first = 0
    for (let i = 0; i < xs.length; i++) {
      k.insertChannels(xs[i]!, y, positions, first)
      first += xs[i]!.length / positions
    }
  },
  backward({ k, xs, dy, dxs, out }) {
    const positions = size(out) / (out.at(-1) ?? 1)
    let first = 0
    for (let i = 0; i < xs.length; i++) {
      const dx = dxs[i]
      if (dx) k.extractChannels(dy, dx, positions, first)
      first += (xs[i]?.length ?? 0) / positions
    }
  },
  checks: [
    { x: [4, 5, 3], more: [[4, 5, 2]], p: {} },
    {
      x: [6, 2],
      more: [
        [6, 5],
        [6, 1],
      ],
      p: {},
    },
    { x: [7], more: [[4]], p: {} },
  ],
})
