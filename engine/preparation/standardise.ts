/**
 * Subtracts the mean and divides by the deviation, both measured on the training split.
 * The population deviation, in float64 and two passes, each value divided before it is added: so
 * projects from before there were steps keep their bits. `fitted` is all means, then all deviations.
 */
import { choice, size } from '../spec'
import { defineStep, PER, pairsOf, perInWords, sameLayout } from './step'

/**
 * A deviation this much smaller than the mean is the rounding of the sums: float32 values that differ at all
 * deviate by more, whatever their unit.
 */
const FLAT = 1e-11

export default defineStep({
  kind: 'standardise',
  title: 'Standardise',
  about:
    'Brings values to mean 0 and deviation 1, as measured on the training split: what most networks ' +
    'learn from most easily.',
  forms: ['images', 'spectra'],
  params: {
    per: choice(
      'Of',
      PER,
      'channel',
      'One mean and deviation for each channel keeps the shape of pictures and spectra; one for each ' +
        'pixel or wavelength brings out where samples differ.',
    ),
  },
  summary: p => perInWords(p.per),
  layout: sameLayout,
  fit(p, from, samples) {
    const count = pairsOf(p.per, from)
    const length = size(from.shape)
    const each = (samples.count * length) / count
    const row = new Float32Array(length)
    const mean = new Float64Array(count)
    const squares = new Float64Array(count)
    for (let n = 0; n < samples.count; n++) {
      samples.read(n, row)
      for (let i = 0, pair = 0; i < length; i++) {
        mean[pair] = (mean[pair] as number) + (row[i] as number) / each
        if (++pair === count) pair = 0
      }
    }
    for (let n = 0; n < samples.count; n++) {
      samples.read(n, row)
      for (let i = 0, pair = 0; i < length; i++) {
        const from = (row[i] as number) - (mean[pair] as number)
        squares[pair] = (squares[pair] as number) + (from * from) / each
        if (++pair === count) pair = 0
      }
    }
    // A position that never changes (a black corner) carries nothing: it is left at zero instead of NaN, and
    // divided by its size, so that what its mean is rounded by stays nothing as well.
    const deviation = Array.from(squares, (v, j) => {
      const size = Math.abs(mean[j] as number)
      return Math.sqrt(v) > FLAT * size ? Math.sqrt(v) : Math.max(1, size)
    })
    return [...mean, ...deviation]
  },
  bind(_p, from, fitted) {
    const length = size(from.shape)
    const count = fitted.length / 2
    const mean = Float64Array.from(fitted.slice(0, count))
    const deviation = Float64Array.from(fitted.slice(count))
    return (x, y) => {
      for (let i = 0, pair = 0; i < length; i++) {
        y[i] = ((x[i] as number) - (mean[pair] as number)) / (deviation[pair] as number)
        if (++pair === count) pair = 0
      }
    }
  },
})
