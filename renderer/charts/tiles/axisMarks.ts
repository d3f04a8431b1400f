/**
 * Where the places of a spectrum's map lie on the physical axis: in words, and as round marks below the map.
 * Pure.
 * Behind windows a place stands for the middle of what it sees of the input, and strides leave places
 * out, so marks are found on the input's axis and brought back to places of the map.
 */
import type { Axis, NodeMaps } from '../../../preload/contract'
import { axisFormat } from '../spectra'

export type Mark = { readonly share: number; readonly words: string }
export type AxisMarks = {
  /** `1,432 nm`; `≈ 1,432 nm` where it is the middle of what is seen. */
  readonly words: (at: number) => string
  /** From the first place to the last. */
  readonly span: string
  /** Round values as shares of a plot that is so many pixels wide; the last with its unit. */
  readonly marks: (width: number) => readonly Mark[]
}

/** Room for one letter of a mark, and between two marks. */
const LETTER = 6.6
const BETWEEN = 12
const MOST = 8

/**
 * Null where the places of the map are none of the spectrum: features in a row, another order. `points` are
 * those of the input.
 */
export function axisMarksOf(
  { kind, shape, centres }: Pick<NodeMaps, 'kind' | 'shape' | 'centres'>,
  axis: Axis | null,
  points: number,
): AxisMarks | null {
  const [start] = centres?.start ?? []
  const [step] = centres?.step ?? []
  const [places = 0] = shape
  if (shape.length !== 2 || start === undefined || step === undefined || places < 1) return null
  const x = axis?.values.length === points ? axis.values : Array.from({ length: points }, (_, i) => i)
  const { unit, format } =
    axis && x === axis.values
      ? { unit: axis.unit, format: axisFormat(axis) }
      : { unit: '', format: axisFormat(null) }
  const isNumbered = x !== axis?.values
  const about = kind === 'input' ? '' : '≈ '
  const valueAt = (at: number): number => between(x, start + at * step)
  const withUnit = (words: string): string => (unit ? `${words} ${unit}` : words)
  const ends = [format(valueAt(0)), format(valueAt(places - 1))] as const
  return {
    words: at => `${about}${isNumbered ? 'point ' : ''}${withUnit(format(valueAt(at)))}`,
    span: `${isNumbered ? 'points ' : ''}${about}${withUnit(`${ends[0]} to ${ends[1]}`)}`,
    marks(width) {
      const shareOf = (position: number): number => (position - start) / step / Math.max(1, places - 1)
      for (let most = MOST; most >= 1; most--) {
        const round = roundValues(valueAt(0), valueAt(places - 1), most).map(v => ({
          share: shareOf(positionOf(x, v)),
          words: format(v),
        }))
        const shown = round.filter(m => m.share >= 0 && m.share <= 1).sort((a, b) => a.share - b.share)
        const last = shown.at(-1)
        if (last) shown[shown.length - 1] = { ...last, words: withUnit(last.words) }
        if (shown.length > 0 && fits(shown, width)) return shown
      }
      return []
    },
  }
}

/** The value at a place between two, and at the ends beyond them. */
function between(x: readonly number[], position: number): number {
  const at = Math.min(Math.max(position, 0), x.length - 1)
  const below = Math.floor(at)
  const low = x[below] ?? 0
  return low + ((x[below + 1] ?? low) - low) * (at - below)
}

/** Where the axis passes a value, rising or falling; NaN if nowhere. */
function positionOf(x: readonly number[], value: number): number {
  for (let i = 0; i + 1 < x.length; i++) {
    const [a = 0, b = 0] = [x[i], x[i + 1]]
    if ((a <= value && value <= b) || (b <= value && value <= a))
      return a === b ? i : i + (value - a) / (b - a)
  }
  return NaN
}

/** Multiples of 1, 2 or 5 times a power of ten, at most so many. */
function roundValues(from: number, to: number, most: number): readonly number[] {
  const [low, high] = [Math.min(from, to), Math.max(from, to)]
  const rough = (high - low) / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find(n => n * power >= rough) ?? 10)
  if (!(step > 0)) return [low]
  const first = Math.ceil(low / step - 1e-9)
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step)
}

/** The middle of a mark's words, kept inside the plot. */
export const middleOf = ({ share, words }: Mark, width: number): number => {
  const half = (words.length * LETTER) / 2
  return Math.min(Math.max(share * width, half), Math.max(half, width - half))
}

function fits(marks: readonly Mark[], width: number): boolean {
  const half = ({ words }: Mark): number => (words.length * LETTER) / 2
  return marks.every((m, i) => {
    const before = marks[i - 1]
    return (
      2 * half(m) <= width &&
      (!before || middleOf(m, width) - half(m) - middleOf(before, width) - half(before) >= BETWEEN)
    )
  })
}
