/**
 * Brightness and contrast of pictures, by chance.
 * Both are measured by the sample's own range and mean, and nothing is cut off at 0 or 255.
 */
import { real, size } from '../spec'
import { defineAugment, meanOf, percent, valueRangeOf, signed } from './step'

export const brightness = defineAugment({
  kind: 'brightness',
  title: 'Brightness',
  about: 'Makes pictures brighter or darker: for light that is not always the same.',
  forms: ['images'],
  params: {
    share: real('Share', 0.1, 'The largest change, as a share of the picture’s own range.', 0, 1, 0.05),
  },
  summary: p => `up to ± ${percent(p.share)}`,
  isIdle: p => p.share === 0,
  bind(p, { shape }) {
    const length = size(shape)
    return (key, from, to) => {
      const more = signed(key, 0) * p.share * valueRangeOf(from, length)
      for (let i = 0; i < length; i++) to[i] = (from[i] as number) + more
    }
  },
})

export const contrast = defineAugment({
  kind: 'contrast',
  title: 'Contrast',
  about: 'Makes differences to the picture’s mean larger or smaller: for haze, and for cameras that differ.',
  forms: ['images'],
  params: { share: real('Share', 0.2, 'The largest change, as a share of the differences.', 0, 1, 0.05) },
  summary: p => `up to ± ${percent(p.share)}`,
  isIdle: p => p.share === 0,
  bind(p, { shape }) {
    const length = size(shape)
    return (key, from, to) => {
      const mean = meanOf(from, length)
      const more = signed(key, 0) * p.share
      for (let i = 0; i < length; i++) to[i] = (from[i] as number) + ((from[i] as number) - mean) * more
    }
  },
})
