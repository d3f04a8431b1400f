/** Whether two axes hold the same places, in whatever unit. Pure. */
import type { Axis } from './dataset'
import { axisConversion } from './units'

/** Two axes are the same if they differ by less than this share of a step. */
const SAME = 1e-3

export const isSameAxis = (a: Axis | null, b: Axis | null): boolean => {
  if (!a || !b) return a === b
  const n = a.values.length
  if (n !== b.values.length || (a.unit !== '' && b.unit !== '' && a.unit !== b.unit)) return false
  const step = Math.abs(((a.values[n - 1] ?? 0) - (a.values[0] ?? 0)) / Math.max(1, n - 1)) || 1
  return a.values.every((v, i) => Math.abs(v - (b.values[i] ?? NaN)) <= SAME * step)
}

/** The axis in another unit; null where it cannot be converted. An axis without a unit is taken as it is. */
export function axisIn(axis: Axis, to: Pick<Axis, 'label' | 'unit'>): Axis | null {
  if (axis.unit === '' || to.unit === '' || axis.unit === to.unit) return axis
  const convert = axisConversion(axis, to)
  return convert && { ...axis, label: to.label, unit: to.unit, values: axis.values.map(convert) }
}
export const reversedAxis = (axis: Axis): Axis => ({ ...axis, values: [...axis.values].reverse() })
