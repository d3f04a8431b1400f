/**
 * Adds normal noise, of pictures in shares of their range and of spectra in shares of each channel's
 * deviation.
 * Number i of the key's stream belongs to value i, so the order of work does not matter.
 */
import { normal } from '../random'
import { real, size } from '../spec'
import { defineAugment, meanOf, percent, valueRangeOf } from './step'

export const imageNoise = defineAugment({
  kind: 'imageNoise',
  title: 'Noise',
  about: 'Adds grain to pictures, so that the network does not hang on to single pixels.',
  forms: ['images'],
  params: {
    share: real(
      'Share',
      0.02,
      'Standard deviation of the noise, as a share of the picture’s own range.',
      0,
      1,
      0.01,
    ),
  },
  summary: p => `± ${percent(p.share)} of the range`,
  isIdle: p => p.share === 0,
  bind(p, { shape }) {
    const length = size(shape)
    return (key, from, to) => {
      const deviation = p.share * valueRangeOf(from, length)
      for (let i = 0; i < length; i++) to[i] = (from[i] as number) + deviation * normal(key, i)
    }
  },
})

export const spectralNoise = defineAugment({
  kind: 'spectralNoise',
  title: 'Noise',
  about: 'Adds noise to spectra, like an instrument that measures for a shorter time.',
  forms: ['spectra'],
  params: {
    share: real(
      'Share',
      0.01,
      'Standard deviation of the noise, as a share of the deviation within the spectrum.',
      0,
      1,
      0.01,
    ),
  },
  summary: p => `± ${percent(p.share)} of the deviation`,
  isIdle: p => p.share === 0,
  bind(p, { shape }) {
    const length = size(shape)
    const channels = shape.at(-1) ?? 1
    return (key, from, to) => {
      for (let c = 0; c < channels; c++) {
        const mean = meanOf(from, length, c, channels)
        let squares = 0
        for (let i = c; i < length; i += channels) squares += ((from[i] as number) - mean) ** 2
        const deviation = p.share * Math.sqrt((squares * channels) / length)
        for (let i = c; i < length; i += channels) to[i] = (from[i] as number) + deviation * normal(key, i)
      }
    }
  },
})
