/**
 * Where the network's answer leaves: one score for each class. The layer itself changes nothing; training puts
 * softmax and cross-entropy behind it (losses.ts), because only together are they cheap and exact.
 */
import { defineLayer, formatShape } from '../spec'

export default defineLayer({
  kind: 'output',
  title: 'Output',
  group: 'output',
  about: 'Turns the last scores into class probabilities (softmax) and compares them with the labels (cross-entropy).',
  ports: { in: 1, out: 0 },
  params: {},
  summary: () => 'softmax · cross-entropy',
  shape(x) {
    if (x.length !== 1)
      return {
        bad: `Output needs one score for each class and gets ${formatShape(x)}: put Flatten and Dense before it.`,
        fix: { label: 'Insert Dense', insertBefore: 'dense' },
      }
    if (x[0] === 1) return { bad: 'Output needs at least two scores to choose between and gets one: give the Dense before it a unit for each class.' }
    return x
  },
  weights: () => [],
  isView: () => true,
  forward: ({ k, x, y }) => k.copy(x, y),
  backward({ k, dy, dx }) {
    if (dx) k.copy(dy, dx)
  },
  checks: [{ x: [5], p: {} }],
})
