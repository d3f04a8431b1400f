/** Hides a rectangle of each picture (DeVries and Taylor 2017). It may lie partly beyond the edge. */
import { uniform } from '../random'
import { real, size } from '../spec'
import { defineAugment, meanOf, percent } from './step'

export default defineAugment({
  kind: 'cutOut',
  title: 'Cut-out',
  about: 'Hides a part of each picture behind its mean, so that the network learns to look at all of it.',
  forms: ['images'],
  params: {
    share: real('Size', 0.25, 'Sides of what is hidden, as a share of the height and the width.', 0, 1, 0.05),
  },
  summary: p => `${percent(p.share)} of each side`,
  isIdle: p => p.share === 0,
  bind(p, { shape }) {
    const length = size(shape)
    const [height = 1, width = 1, channels = 1] = shape
    const high = Math.round(p.share * height)
    const wide = Math.round(p.share * width)
    return (key, from, to) => {
      for (let i = 0; i < length; i++) to[i] = from[i] as number
      const top = Math.floor(uniform(key, 0) * height) - (high >> 1)
      const left = Math.floor(uniform(key, 1) * width) - (wide >> 1)
      for (let c = 0; c < channels; c++) {
        const mean = meanOf(from, length, c, channels)
        for (let y = Math.max(top, 0); y < Math.min(top + high, height); y++)
          for (let x = Math.max(left, 0); x < Math.min(left + wide, width); x++)
            to[(y * width + x) * channels + c] = mean
      }
    }
  },
})
