/** Keeps the points of spectra between two places on the axis. Both ends belong to what is kept. */
import { real } from '../spec'
import { axisPositions, positionRangeOf } from './positions'
import { channelsOf, defineStep, type Layout } from './step'

/** The points that are kept, ascending. */
function kept(
  { from, to }: { readonly from: number; readonly to: number },
  layout: Layout,
): readonly number[] {
  const [low, high] = [Math.min(from, to), Math.max(from, to)]
  return axisPositions(layout).flatMap((v, i) => (v >= low && v <= high ? [i] : []))
}

export default defineStep({
  kind: 'crop',
  title: 'Crop axis',
  about: 'Keeps a part of the axis: leaves out noisy ends, or wavelengths that say nothing of the question.',
  forms: ['spectra'],
  params: {
    from: real('From', 0, 'One end of what is kept, in units of the axis.', -1e12, 1e12, 1),
    to: real('To', 100_000, 'The other end of what is kept, in units of the axis.', -1e12, 1e12, 1),
  },
  summary: p => `${p.from}–${p.to}`,
  initialParams(layout) {
    const positions = axisPositions(layout)
    return { from: positions[0] ?? 0, to: positions.at(-1) ?? 1 }
  },
  layout(p, from) {
    const points = kept(p, from)
    const { axis } = from
    if (points.length === 0)
      return {
        bad:
          `no point lies between ${p.from} and ${p.to}: the spectra were measured at ` +
          `${positionRangeOf(from)}.`,
      }
    return {
      shape: [points.length, channelsOf(from)],
      axis: axis && { ...axis, values: points.map(i => axis.values[i] ?? 0) },
    }
  },
  bind(p, from) {
    const channels = channelsOf(from)
    const points = Int32Array.from(kept(p, from))
    return (x, y) => {
      for (let i = 0; i < points.length; i++)
        for (let c = 0; c < channels; c++)
          y[i * channels + c] = x[(points[i] as number) * channels + c] as number
    }
  },
})
