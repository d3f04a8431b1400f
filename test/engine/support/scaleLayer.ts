/** Multiplies each channel by a factor gamma that is learned and begins at 1. */
import { convolutionScratch } from '../../../engine/convolution/scratch'
import { defineLayer, size, type Shape, type Window } from '../../../engine/spec'
import { windowOf } from '../../../engine/layers/shared/window'

/**
 * Which kernel learns gamma: Σ x·dy over the places of a channel is the gradient of a depthwise kernel of one
 * value (one group for each channel), so that no kernel of its own is needed.
 */
function windowOverPlaces(x: Shape): Window {
  const channels = x.at(-1) ?? 1
  const places = size(x) / channels
  return windowOf([places, channels], { kernel: [1], strides: [1], padding: 'valid' }, channels, channels)
}

export default defineLayer({
  kind: 'scale',
  title: 'Scale',
  group: 'normalising',
  about: 'Learns how much each channel counts.',
  ports: { in: 1, out: 1 },
  params: {},

  summary: () => 'one factor for each channel',
  shape: x => x,
  outputInWords: 'as it came in',
  weights: x => [
    { name: 'gamma', shape: [x.at(-1) ?? 1], init: 'constant', constant: 1, fanIn: 1, fanOut: 1 },
  ],
  multiplyAdds: x => size(x),
  isElementwise: () => true,
  readsBack: () => ({ x: true, y: false }),
  window: windowOverPlaces,
  scratch: x => convolutionScratch(windowOverPlaces(x)),
  forward: ({ k, x, y, w }) => k.scaleChannels(x, w['gamma']!, y),
  backward({ k, x, w, dy, dx, dw, window, scratch }) {
    // Before dx is written, which may lie where x or dy lay.
    k.convolveGradWeights(x, dy, dw['gamma']!, null, window, scratch)
    if (dx) k.scaleChannels(dy, w['gamma']!, dx)
  },
  checks: [
    { x: [4, 5, 3], p: {} },
    { x: [7, 6], p: {} },
    { x: [9], p: {} },
    { x: [6, 5, 1], p: {} },
  ],
})
