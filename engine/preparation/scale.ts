/** Divides by a constant. Nothing is measured, so every split and every later sample is treated alike. */
import { real, size } from '../spec'
import { defineStep, sameLayout } from './step'

export default defineStep({
  kind: 'scale',
  title: 'Divide by a constant',
  about: 'Divides every value by the same number: 255 brings pictures of 8 bits to 0–1.',
  forms: ['images', 'spectra'],
  params: { divisor: real('Divisor', 255, 'What every value is divided by.', 1e-9, 1e9, 1) },
  summary: p => `by ${p.divisor}`,
  layout: sameLayout,
  bind({ divisor }, from) {
    const length = size(from.shape)
    return (x, y) => {
      for (let i = 0; i < length; i++) y[i] = (x[i] as number) / divisor
    }
  },
})
