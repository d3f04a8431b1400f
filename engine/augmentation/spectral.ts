/**
 * What an instrument does to spectra, by chance: a shifted axis, another path length, a sloping background.
 * All channels of a sample are changed alike.
 */
import { real, size } from '../spec'
import { defineAugment, percent, valueRangeOf, signed } from './step'

export const axisShift = defineAugment({
  kind: 'axisShift',
  title: 'Shift along the axis',
  about:
    'Moves spectra along their axis, by parts of a point too: for instruments whose calibration ' +
    'differs a little.',
  forms: ['spectra'],
  params: {
    points: real(
      'Points',
      1,
      'The farthest shift in points, to either side; the ends are repeated.',
      0,
      1000,
      0.5,
    ),
  },
  summary: p => `up to ± ${p.points} points`,
  isIdle: p => p.points === 0,
  bind(p, { shape }) {
    const [length = 1, channels = 1] = shape
    return (key, from, to) => shiftSpectrum(length, channels, signed(key, 0) * p.points, from, to)
  },
})

/** Moves each point by `by` points to the right, with linear interpolation and the ends repeated. */
export function shiftSpectrum(
  length: number,
  channels: number,
  by: number,
  from: Float32Array,
  to: Float32Array,
): void {
  for (let i = 0; i < length; i++) {
    const place = Math.min(Math.max(i - by, 0), length - 1)
    const left = Math.floor(place)
    const right = Math.min(left + 1, length - 1)
    const share = place - left
    for (let c = 0; c < channels; c++)
      to[i * channels + c] =
        (from[left * channels + c] as number) * (1 - share) + (from[right * channels + c] as number) * share
  }
}

export const factor = defineAugment({
  kind: 'factor',
  title: 'Scale',
  about:
    'Makes spectra stronger or weaker as a whole: for path lengths and concentrations that differ. ' +
    'Without effect if SNV follows.',
  forms: ['spectra'],
  params: { share: real('Share', 0.05, 'The largest change, as a share of each value.', 0, 1, 0.01) },
  summary: p => `up to ± ${percent(p.share)}`,
  isIdle: p => p.share === 0,
  bind(p, { shape }) {
    const length = size(shape)
    return (key, from, to) => {
      const by = 1 + signed(key, 0) * p.share
      for (let i = 0; i < length; i++) to[i] = (from[i] as number) * by
    }
  },
})

export const slope = defineAugment({
  kind: 'slope',
  title: 'Slope',
  about: 'Tilts spectra: for backgrounds that rise or fall along the axis.',
  forms: ['spectra'],
  params: {
    share: real(
      'Share',
      0.05,
      'The largest rise from one end to the other, as a share of the spectrum’s own range.',
      0,
      2,
      0.01,
    ),
  },
  summary: p => `up to ± ${percent(p.share)} of the range`,
  isIdle: p => p.share === 0,
  bind(p, { shape }) {
    const [length = 1, channels = 1] = shape
    const last = Math.max(length - 1, 1)
    return (key, from, to) => {
      const rise = signed(key, 0) * p.share * valueRangeOf(from, length * channels)
      for (let i = 0; i < length; i++) {
        const more = rise * (i / last - 0.5)
        for (let c = 0; c < channels; c++) to[i * channels + c] = (from[i * channels + c] as number) + more
      }
    }
  },
})
