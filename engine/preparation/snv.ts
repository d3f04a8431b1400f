/**
 * Standard normal variate (Barnes, Dhanoa and Lister 1989): each sample by its own mean and deviation.
 * The deviation is the sample one (divided by n − 1), as is usual in chemometrics; what is flat
 * becomes zeros.
 */
import { size } from '../spec'
import { channelsOf, defineStep, sameLayout } from './step'

/** A deviation this much smaller than the mean is rounding, not signal. */
const FLAT = 1e-12

export default defineStep({
  kind: 'snv',
  title: 'SNV',
  about:
    'Standard normal variate: gives each sample (and channel) mean 0 and deviation 1 of its own, ' +
    'which takes away how much light was scattered or how bright a picture is.',
  forms: ['images', 'spectra'],
  params: {},
  summary: () => 'each sample by itself',
  layout: sameLayout,
  bind(_p, from) {
    const length = size(from.shape)
    const channels = channelsOf(from)
    const each = length / channels
    return (x, y) => {
      for (let c = 0; c < channels; c++) {
        let mean = 0
        let squares = 0
        for (let i = c; i < length; i += channels) mean += (x[i] as number) / each
        for (let i = c; i < length; i += channels) squares += ((x[i] as number) - mean) ** 2
        const deviation = each > 1 ? Math.sqrt(squares / (each - 1)) : 0
        const isFlat = !(deviation > FLAT * Math.abs(mean))
        for (let i = c; i < length; i += channels) y[i] = isFlat ? 0 : ((x[i] as number) - mean) / deviation
      }
    }
  },
})
