/**
 * Smoothing and derivatives by Savitzky and Golay (1964): a polynomial fitted to each window.
 * At both ends the first and the last window's polynomial is read off there, as scipy.signal.savgol_filter
 * does with mode='interp'; derivatives are by the axis where it is even, else by point.
 */
import { int } from '../spec'
import { smoothingWeights } from './polynomial'
import { spacingOf } from './positions'
import { channelsOf, defineStep, lengthOf } from './step'

const NAMES = ['smoothed', 'first derivative', 'second derivative', 'third derivative']

export default defineStep({
  kind: 'smooth',
  title: 'Savitzky–Golay',
  about:
    'Smooths spectra, or takes their derivative while smoothing: a first derivative takes away an ' +
    'offset, a second one a slope, and both bring out narrow bands.',
  forms: ['spectra'],
  params: {
    window: int(
      'Window',
      11,
      'How many points each polynomial is fitted to: odd; wider is smoother.',
      3,
      501,
    ),
    order: int(
      'Polynomial order',
      2,
      'Of the polynomial: less than the window; higher follows narrow bands more closely.',
      0,
      8,
    ),
    derivative: int('Derivative', 0, '0 smooths only; 1 and 2 are the usual derivatives of spectra.', 0, 3),
  },
  summary: p => `${NAMES[p.derivative]}, ${p.window} points, order ${p.order}`,
  layout({ window, order, derivative }, from) {
    if (window % 2 === 0)
      return {
        bad: `the window of ${window} points has no middle: choose an odd number such as ${window + 1}.`,
      }
    if (order >= window)
      return {
        bad: `a polynomial of order ${order} needs a window of more than ${order} points, not ${window}.`,
      }
    if (derivative > order)
      return {
        bad:
          `a polynomial of order ${order} has no ${NAMES[derivative]} but 0: choose an order of at least ` +
          `${derivative}.`,
      }
    const length = lengthOf(from)
    return window <= length
      ? from
      : {
          bad:
            `the window of ${window} points is wider than the spectra of ${length}: choose at most ` +
            `${length}.`,
        }
  },
  bind({ window, order, derivative }, from) {
    const length = lengthOf(from)
    const channels = channelsOf(from)
    const half = (window - 1) / 2
    const weights = smoothingWeights(window, order, derivative)
    const scale = spacingOf(from) ** derivative
    return (x, y) => {
      for (let i = 0; i < length; i++) {
        const start = Math.min(Math.max(i - half, 0), length - window)
        const row = (i - start) * window
        for (let c = 0; c < channels; c++) {
          let sum = 0
          for (let k = 0; k < window; k++)
            sum += (weights[row + k] as number) * (x[(start + k) * channels + c] as number)
          y[i * channels + c] = sum / scale
        }
      }
    }
  },
})
