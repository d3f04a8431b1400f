/**
 * Between what is typed and what a parameter holds. Pure. Text that means nothing becomes NaN, which
 * `paramProblem` refuses.
 */
import {
  formatShape,
  type AxesParam,
  type IntParam,
  type RealParam,
  type Shape,
} from '../../preload/contract'

/** A decimal comma is read too. */
export const numberFrom = (text: string): number =>
  /^\s*[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text.trim().replace(',', '.')) : NaN

/** `28×28×1`, with ×, x, * or commas or blanks between. */
export const shapeFrom = (text: string): Shape =>
  text
    .trim()
    .split(/[\s×x*,;]+/i)
    .filter(Boolean)
    .map(numberFrom)
export const shapeText = (shape: Shape): string => formatShape(shape)

/** Numbers with blanks, commas or semicolons between; a decimal needs its point here. */
export const listFrom = (text: string): readonly number[] =>
  text
    .trim()
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(numberFrom)
export const listText = (list: readonly number[]): string => list.join(' ')

/**
 * In rows of `width` numbers under each other, and a blank line after every `height` rows: a kernel as it is
 * read.
 */
export function gridText(list: readonly number[], width: number, height: number): string {
  const words = list.map(String)
  const room = Math.max(...words.map(w => w.length))
  const rows = Array.from({ length: Math.ceil(words.length / width) }, (_, r) =>
    words.slice(r * width, (r + 1) * width).map(w => w.padStart(room)),
  )
  return rows
    .map((row, r) => (r > 0 && height > 1 && r % height === 0 ? '\n' : '') + row.join(' '))
    .join('\n')
}

/** A number without the noise of binary fractions: 0.30000000000000004 is 0.3. */
const tidy = (n: number): number => Number(n.toPrecision(12))

/** One step up or down with the arrow keys, kept within the limits. */
export function stepped(p: IntParam | RealParam | AxesParam, value: number, by: number): number {
  const step = p.type === 'real' ? p.step : 1
  const from = Number.isFinite(value) ? value : p.min
  return tidy(Math.min(p.max, Math.max(p.min, from + by * step)))
}
