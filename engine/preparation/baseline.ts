/**
 * Subtracts what lies below the bands of a spectrum: an offset, a line, a polynomial, or a smooth curve.
 * Each sample and channel has a baseline of its own, and nothing is measured on the training split.
 */
import { choice, int, real, when } from '../spec'
import { asymmetricBaseline } from './asymmetric'
import { polynomialBasis } from './polynomial'
import { axisPositions } from './positions'
import { channelsOf, defineStep, lengthOf, sameLayout, type Layout } from './step'

const METHODS = [
  ['offset', 'Offset'],
  ['linear', 'Line between the ends'],
  ['polynomial', 'Polynomial'],
  ['asymmetric', 'Asymmetric least squares'],
] as const
type Method = (typeof METHODS)[number][0]
type Settings = {
  readonly method: Method
  readonly order: number
  readonly lambda: number
  readonly asymmetry: number
}

/** Writes the baseline of y into z, by the place of each point on the axis. */
function baselineOf(
  { method, order, lambda, asymmetry }: Settings,
  from: Layout,
): (y: Float64Array, z: Float64Array) => void {
  const length = lengthOf(from)
  const positions = Float64Array.from(axisPositions(from))
  if (method === 'asymmetric') return asymmetricBaseline(length, lambda, asymmetry)
  if (method === 'offset')
    return (y, z) => {
      let least = Infinity
      for (let i = 0; i < length; i++) least = Math.min(least, y[i] as number)
      z.fill(least)
    }
  if (method === 'linear') {
    const first = positions[0] ?? 0
    const whole = (positions[length - 1] ?? 0) - first || 1
    return (y, z) => {
      const start = y[0] ?? 0
      const end = y[length - 1] ?? 0
      for (let i = 0; i < length; i++)
        z[i] = start + ((end - start) * ((positions[i] as number) - first)) / whole
    }
  }
  const basis = polynomialBasis(positions, order)
  return (y, z) => {
    z.fill(0)
    for (let row = 0; row < basis.length; row += length) {
      let part = 0
      for (let i = 0; i < length; i++) part += (basis[row + i] as number) * (y[i] as number)
      for (let i = 0; i < length; i++) z[i] = (z[i] as number) + part * (basis[row + i] as number)
    }
  }
}

export default defineStep({
  kind: 'baseline',
  title: 'Subtract baseline',
  about:
    'Takes away the slow background below the bands: offset, line, fitted polynomial, or a smooth ' +
    'curve that keeps below the bands.',
  forms: ['spectra'],
  params: {
    method: choice(
      'Method',
      METHODS,
      'linear',
      'A curve by asymmetric least squares follows bent backgrounds; the others are simpler and faster.',
    ),
    order: when(
      ['method', 'polynomial'],
      int('Order', 2, 'Of the polynomial: 1 is a fitted line, 2 a parabola.', 0, 8),
    ),
    lambda: when(
      ['method', 'asymmetric'],
      real(
        'Smoothness',
        1e5,
        'λ of Eilers and Boelens: 100 to 1,000,000,000; larger is stiffer.',
        1,
        1e9,
        1000,
      ),
    ),
    asymmetry: when(
      ['method', 'asymmetric'],
      real(
        'Asymmetry',
        0.01,
        'p of Eilers and Boelens: how much points above the baseline count; 0.001 to 0.1.',
        0.0001,
        0.5,
        0.001,
      ),
    ),
  },
  summary: p =>
    ({
      offset: 'offset',
      linear: 'line between the ends',
      polynomial: `polynomial of order ${p.order}`,
      asymmetric: `asymmetric least squares, λ ${p.lambda}, p ${p.asymmetry}`,
    })[p.method],
  layout: sameLayout,
  bind(p, from) {
    const length = lengthOf(from)
    const channels = channelsOf(from)
    const below = baselineOf(p, from)
    const y = new Float64Array(length)
    const z = new Float64Array(length)
    return (x, to) => {
      for (let c = 0; c < channels; c++) {
        for (let i = 0; i < length; i++) y[i] = x[i * channels + c] as number
        below(y, z)
        for (let i = 0; i < length; i++) to[i * channels + c] = (y[i] as number) - (z[i] as number)
      }
    }
  },
})
