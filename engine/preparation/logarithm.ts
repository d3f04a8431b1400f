/** The decimal logarithm, or its negative: absorbance. Values at or below the floor count as the floor. */
import { choice, real, size } from '../spec'
import { defineStep, sameLayout } from './step'

export default defineStep({
  kind: 'logarithm',
  title: 'Logarithm',
  about:
    'Takes the decimal logarithm: reflectance or transmittance becomes absorbance, and values over ' +
    'many powers of ten come closer together.',
  forms: ['images', 'spectra'],
  params: {
    sign: choice(
      'Result',
      [
        ['absorbance', 'Absorbance (−log10)'],
        ['log10', 'log10'],
      ],
      'absorbance',
      'Absorbance is −log10 of a transmittance or reflectance between 0 and 1.',
    ),
    floor: real(
      'Floor',
      1e-6,
      'Values at or below this count as this: 0 and negative values have no logarithm.',
      1e-30,
      1e9,
      1e-6,
    ),
  },
  summary: p => (p.sign === 'absorbance' ? '−log10' : 'log10'),
  layout: sameLayout,
  bind({ sign, floor }, from) {
    const length = size(from.shape)
    const factor = sign === 'absorbance' ? -1 : 1
    return (x, y) => {
      for (let i = 0; i < length; i++) y[i] = factor * Math.log10(Math.max(x[i] as number, floor))
    }
  },
})
