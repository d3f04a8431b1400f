/**
 * Brings spectra to another number of evenly spaced points by linear interpolation.
 * It works from an uneven axis and keeps the axis' direction; it never goes beyond the measured range.
 */
import { choice, int, isBad, real, when, type Bad } from '../spec'
import { axisPositions, positionRangeOf, unordered } from './positions'
import { channelsOf, defineStep, type Layout } from './step'

type Settings = {
  readonly points: number
  readonly range: 'all' | 'given'
  readonly from: number
  readonly to: number
}

/** Where the new points lie, in the direction of the axis; or the sentence. */
function targets({ points, range, from, to }: Settings, layout: Layout): readonly number[] | Bad {
  const positions = axisPositions(layout)
  const wrong = unordered(layout)
  if (wrong) return wrong
  const [first = 0, last = 0] = [positions[0], positions.at(-1)]
  const isFalling = last < first
  const [low, high] =
    range === 'all'
      ? [Math.min(first, last), Math.max(first, last)]
      : [Math.min(from, to), Math.max(from, to)]
  if (low < Math.min(first, last) || high > Math.max(first, last))
    return {
      bad:
        `the range ${low}–${high} reaches beyond the spectra, which were measured at ` +
        `${positionRangeOf(layout)}.`,
    }
  if (low === high)
    return { bad: `the range ${low}–${high} is empty: choose two ends within ${positionRangeOf(layout)}.` }
  const [start, end] = isFalling ? [high, low] : [low, high]
  return Array.from({ length: points }, (_, i) =>
    i === points - 1 ? end : start + ((end - start) * i) / (points - 1),
  )
}

export default defineStep({
  kind: 'resample',
  title: 'Resample',
  about:
    'Brings spectra to a chosen number of evenly spaced points: fewer points learn faster, and an ' +
    'uneven axis becomes even.',
  forms: ['spectra'],
  params: {
    points: int('Points', 256, 'How many points each spectrum has afterwards.', 2, 65_536),
    range: choice(
      'Range',
      [
        ['all', 'Whole'],
        ['given', 'From–to'],
      ],
      'all',
      'All of the axis, or a part of it.',
    ),
    from: when(['range', 'given'], real('From', 0, 'One end, in units of the axis.', -1e12, 1e12, 1)),
    to: when(['range', 'given'], real('To', 1, 'The other end, in units of the axis.', -1e12, 1e12, 1)),
  },
  summary: p => `${p.points} points${p.range === 'given' ? `, ${p.from}–${p.to}` : ''}`,
  initialParams(layout) {
    const positions = axisPositions(layout)
    return { from: positions[0] ?? 0, to: positions.at(-1) ?? 1 }
  },
  layout(p, from) {
    const values = targets(p, from)
    return isBad(values)
      ? values
      : { shape: [p.points, channelsOf(from)], axis: from.axis && { ...from.axis, values } }
  },
  bind(p, from) {
    const positions = axisPositions(from)
    const target = targets(p, from)
    const channels = channelsOf(from)
    const values = isBad(target) ? [] : target
    const direction = Math.sign((positions.at(-1) ?? 0) - (positions[0] ?? 0))
    const left = new Int32Array(values.length)
    const share = new Float64Array(values.length)
    for (let i = 0, at = 0; i < values.length; i++) {
      const place = values[i] as number
      while (at + 2 < positions.length && ((positions[at + 1] as number) - place) * direction <= 0) at++
      left[i] = at
      share[i] =
        (place - (positions[at] as number)) / ((positions[at + 1] as number) - (positions[at] as number))
    }
    return (x, y) => {
      for (let i = 0; i < left.length; i++) {
        const at = (left[i] as number) * channels
        const s = share[i] as number
        for (let c = 0; c < channels; c++)
          y[i * channels + c] = (x[at + c] as number) * (1 - s) + (x[at + channels + c] as number) * s
      }
    }
  },
})
