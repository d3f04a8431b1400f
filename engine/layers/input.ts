/**
 * Where samples enter. Its shape is that of the data set, or typed by hand to draw a network before having
 * the data.
 */
import { defineLayer, formatShape, rare, shapeOf, text } from '../spec'

export default defineLayer({
  kind: 'input',
  title: 'Input',
  group: 'input',
  about: 'Where the samples of the data set enter.',
  ports: { in: 0, out: 1 },
  params: {
    shape: shapeOf(
      'Shape',
      'Follows the data set, or is typed: height × width × channels for images, length × channels for ' +
        'spectra.',
    ),
    source: rare(
      text('Source', 'The name of what enters here, where the data have several inputs; empty: the first.'),
    ),
  },
  summary: p => (p.shape === 'data' ? 'as the data set' : 'typed by hand'),
  shape(x, p) {
    if (p.shape === 'data')
      return x.length > 0 ? x : { bad: 'Choose a data set in Data, or type the shape here.' }
    if (p.shape.length < 1 || p.shape.length > 3 || p.shape.some(n => !Number.isInteger(n) || n < 1))
      return {
        bad: `An input shape is one to three whole numbers from 1; ${formatShape(p.shape)} is not.`,
        fix: { label: 'Follow the data set', set: { shape: 'data' } },
      }
    return p.shape
  },
  weights: () => [],
  forward: ({ k, x, y }) => k.copy(x, y),
  backward({ k, dy, dx }) {
    if (dx) k.copy(dy, dx)
  },
  checks: [
    { x: [4, 5, 2], p: {} },
    { x: [3, 3, 1], p: { shape: [3, 3, 1] } },
  ],
})
