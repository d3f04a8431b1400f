/** Spectra as lines: each of them, or the mean of each class with its spread. */
import type { Axis, DatasetSummary, Samples } from '../../preload/contract'
import { classColour } from './colours'
import type { PlotLine } from './lines'
import { figure } from '../ui/format'

export const axisLabel = (axis: Axis | null): string =>
  axis ? `${axis.label || 'Axis'}${axis.unit ? ` (${axis.unit})` : ''}` : 'Point'

/** Numbers of an axis with as many decimals as tell its neighbours apart; without one, points are whole. */
export function axisFormat(axis: Axis | null): (value: number) => string {
  const values = axis?.values ?? [0, 10]
  const [from, to] = [values[0] ?? 0, values.at(-1) ?? 0]
  const step = Math.abs(to - from) / Math.max(1, values.length - 1) || 1
  const largest = Math.max(Math.abs(from), Math.abs(to))
  if (largest >= 1e6 || largest < 1e-2) return v => figure(v, 4)
  const format = new Intl.NumberFormat('en-GB', {
    maximumFractionDigits: Math.min(6, Math.max(0, Math.ceil(0.5 - Math.log10(step)))),
  })
  return v => format.format(v).replace('-', '−')
}

type Shaped = Pick<Samples, 'axis' | 'shape'>
/** The axis of what is shown; without one, points are counted from 0. */
const xOf = ({ axis, shape }: Shaped): readonly number[] =>
  axis?.values ?? Array.from({ length: shape[0] ?? 0 }, (_, i) => i)

/** Channel `c` of sample `i`. */
export function channelOf(
  { values, shape: [points = 0, channels = 1] }: Pick<Samples, 'values' | 'shape'>,
  i: number,
  c: number,
): Float32Array {
  const each = points * channels
  if (channels === 1) return values.subarray(i * each, (i + 1) * each)
  return Float32Array.from({ length: points }, (_, p) => values[i * each + p * channels + c] ?? 0)
}

/** From a dim to a bright hue: 0 is the smallest number, 1 the largest. */
export const numberColour = (share: number): string =>
  `color-mix(in oklab, var(--family-convolution) ${Math.round(100 * (1 - share))}%, var(--family-activation))`

/** Of the first number to predict. */
export function numberRange(pages: readonly Samples[]): readonly [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const p of pages) {
    const each = p.labels.length > 0 ? p.numbers.length / p.labels.length : 0
    for (let i = 0; i < p.labels.length && each > 0; i++) {
      low = Math.min(low, p.numbers[i * each] ?? Infinity)
      high = Math.max(high, p.numbers[i * each] ?? -Infinity)
    }
  }
  return low <= high ? [low, high] : [0, 1]
}

export function everyLine(summary: DatasetSummary, pages: readonly Samples[]): readonly PlotLine[] {
  const [first] = pages
  if (!first) return []
  const x = xOf(first)
  const channels = first.shape[1] ?? 1
  const [low, high] = numberRange(pages)
  const columns = summary.numbers.length
  const colour = (p: Samples, i: number): string =>
    columns > 0
      ? numberColour(Math.round((10 * ((p.numbers[i * columns] ?? 0) - low)) / (high - low || 1)) / 10)
      : classColour(p.labels[i] ?? 0)
  return pages.flatMap(p =>
    Array.from(p.indices, (index, i) =>
      Array.from({ length: channels }, (_, c) => ({
        label: p.names[i] ?? `sample ${index + 1}`,
        isUnnamed: true,
        x,
        y: channelOf(p, i, c),
        colour: colour(p, i),
        width: 0.75,
        ...(p.splits[i] === 'left out' ? { dash: [3, 3] } : {}),
      })),
    ).flat(),
  )
}

/** For each class the mean, and lines one deviation above and below; of the first channel. */
export function meanLines(summary: DatasetSummary, pages: readonly Samples[]): readonly PlotLine[] {
  const [first] = pages
  if (!first) return []
  const x = xOf(first)
  const groups = summary.classes.length > 0 ? summary.classes : ['all']
  return groups.flatMap((name, label) => {
    const own = pages.flatMap(p =>
      Array.from(p.labels.keys())
        .filter(i => summary.classes.length === 0 || p.labels[i] === label)
        .map(i => channelOf(p, i, 0)),
    )
    if (own.length === 0) return []
    const mean = x.map((_, j) => own.reduce((s, y) => s + (y[j] ?? 0), 0) / own.length)
    const spread = x.map((_, j) =>
      Math.sqrt(own.reduce((s, y) => s + ((y[j] ?? 0) - (mean[j] ?? 0)) ** 2, 0) / own.length),
    )
    const edge = { x, colour: classColour(label), width: 0.75, dash: [3, 3], isUnnamed: true }
    return [
      { label: `${name} (${own.length})`, x, y: mean, colour: classColour(label), width: 2 },
      { ...edge, label: `${name} above`, y: mean.map((m, j) => m + (spread[j] ?? 0)) },
      { ...edge, label: `${name} below`, y: mean.map((m, j) => m - (spread[j] ?? 0)) },
    ]
  })
}
