/**
 * Brings values to 0–1 between the smallest and the largest of the training split.
 * Samples of the other splits may come out a little below 0 or above 1; `fitted` is all smallest
 * values, then all ranges, where 1 stands for a range of 0.
 */
import { choice, size } from '../spec'
import { defineStep, PER, pairsOf, perInWords, sameLayout } from './step'

export default defineStep({
  kind: 'minMax',
  title: 'Scale to 0–1',
  about:
    'Brings the smallest value of the training split to 0 and the largest to 1; single extreme ' +
    'values weigh heavily.',
  forms: ['images', 'spectra'],
  params: {
    per: choice(
      'Of',
      PER,
      'channel',
      'One smallest and largest value for each channel, or for each pixel or wavelength.',
    ),
  },
  summary: p => perInWords(p.per),
  layout: sameLayout,
  fit(p, from, samples) {
    const count = pairsOf(p.per, from)
    const length = size(from.shape)
    const row = new Float32Array(length)
    const least = new Float64Array(count).fill(Infinity)
    const most = new Float64Array(count).fill(-Infinity)
    for (let n = 0; n < samples.count; n++) {
      samples.read(n, row)
      for (let i = 0; i < length; i++) {
        const v = row[i] as number
        if (v < (least[i % count] as number)) least[i % count] = v
        if (v > (most[i % count] as number)) most[i % count] = v
      }
    }
    return [...least, ...Array.from(most, (v, j) => v - (least[j] as number) || 1)]
  },
  bind(_p, from, fitted) {
    const length = size(from.shape)
    const count = fitted.length / 2
    const least = Float64Array.from(fitted.slice(0, count))
    const range = Float64Array.from(fitted.slice(count))
    return (x, y) => {
      for (let i = 0, pair = 0; i < length; i++) {
        y[i] = ((x[i] as number) - (least[pair] as number)) / (range[pair] as number)
        if (++pair === count) pair = 0
      }
    }
  },
})
