/**
 * Where the points of a spectrum lie: on its axis, or at 0, 1, 2 … where it has none.
 * An axis may fall (wavenumbers often do) and be uneven, but what interpolates needs it to go one way.
 */
import type { Bad } from '../spec'
import { lengthOf, type Layout } from './step'

export const axisPositions = (from: Layout): readonly number[] =>
  from.axis?.values ?? Array.from({ length: lengthOf(from) }, (_, i) => i)

/** A hundredth: axes are often written with few digits. */
const EVEN = 0.01
/** The distance from one point to the next, negative where the axis falls; 1 where there is no even one. */
export function spacingOf({ axis }: Layout): number {
  const values = axis?.values ?? []
  const [first = 0, last = 0] = [values[0], values.at(-1)]
  const mean = (last - first) / (values.length - 1)
  if (!Number.isFinite(mean) || mean === 0) return 1
  for (let i = 1; i < values.length; i++)
    if (Math.abs((values[i] as number) - (values[i - 1] as number) - mean) > EVEN * Math.abs(mean)) return 1
  return mean
}

/** What the axis is called in a sentence: `850–1050 nm`. */
export function positionRangeOf(from: Layout): string {
  const positions = axisPositions(from)
  const [first = 0, last = 0] = [positions[0], positions.at(-1)]
  const unit = from.axis ? (from.axis.unit ? ` ${from.axis.unit}` : '') : ' (points, counted from 0)'
  return `${Math.min(first, last)}–${Math.max(first, last)}${unit}`
}

/** The sentence if the axis turns back or stands still, else null. */
export function unordered(from: Layout): Bad | null {
  const p = axisPositions(from)
  const direction = Math.sign((p.at(-1) ?? 0) - (p[0] ?? 0))
  for (let i = 1; i < p.length; i++)
    if (!(((p[i] as number) - (p[i - 1] as number)) * direction > 0))
      return {
        bad:
          `the axis must rise or fall all the way, but goes from ${p[i - 1]} to ${p[i]} at point ` +
          `${i + 1}: sort the points, or leave the axis out.`,
      }
  return null
}
