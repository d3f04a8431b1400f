/** Whether a value fits a parameter's declaration, by the parameter's type. Pure. */
import { didYouMean } from './spelling'
import { MOST_PADDING, type Bad, type Param } from '../spec'

export const isWholeNumber = (n: unknown, min: number, max: number): boolean =>
  Number.isInteger(n) && (n as number) >= min && (n as number) <= max
const isSides = (v: unknown, rank: number, max: number): boolean =>
  Array.isArray(v) && v.length === 2 * rank && v.every(n => isWholeNumber(n, 0, max))
const isList = (v: unknown, least: number, most: number, fits: (n: unknown) => boolean): boolean =>
  Array.isArray(v) && v.length >= least && v.length <= most && v.every(fits)

type OfType<T extends Param['type']> = Extract<Param, { readonly type: T }>
/**
 * Whether the value fits, and what it must do, as the rest of a sentence that begins with the label and
 * “must”.
 */
type Check<P> = { fits(p: P, v: unknown): boolean; must(p: P): string }

const CHECKS: { readonly [T in Param['type']]: Check<OfType<T>> } = {
  int: {
    fits: (p, v) => isWholeNumber(v, p.min, p.max),
    must: p => `be a whole number from ${p.min} to ${p.max}`,
  },
  real: {
    fits: (p, v) => typeof v === 'number' && v >= p.min && v <= p.max,
    must: p => `be a number from ${p.min} to ${p.max}`,
  },
  bool: { fits: (_, v) => typeof v === 'boolean', must: () => 'be on or off' },
  choice: {
    fits: (p, v) => p.of.some(o => o.value === v),
    must: p => `be one of ${p.of.map(o => o.value).join(', ')}`,
  },
  axes: {
    fits: (p, v) => isList(v, p.rank, p.rank, n => isWholeNumber(n, p.min, p.max)),
    must: p => `be ${p.rank === 1 ? 'a whole number' : 'two whole numbers'} from ${p.min} to ${p.max}`,
  },
  padding: {
    fits: (p, v) =>
      v === 'valid' || v === 'same' || isWholeNumber(v, 0, MOST_PADDING) || isSides(v, p.rank, MOST_PADDING),
    must: p =>
      `be valid, same, or a number of ${p.rank === 1 ? 'values' : 'pixels'} up to ${MOST_PADDING}: ` +
      'one, or one for each side',
  },
  sides: {
    fits: (p, v) => isSides(v, p.rank, p.max),
    must: p => `be ${2 * p.rank} whole numbers from 0 to ${p.max}, one for each side`,
  },
  numbers: {
    fits: (p, v) => isList(v, 0, p.most, n => typeof n === 'number' && Number.isFinite(n)),
    must: p => `be at most ${p.most} numbers`,
  },
  text: {
    fits: (_, v) => typeof v === 'string' && v.length <= 200,
    must: () => 'be a text of at most 200 characters',
  },
  shape: {
    fits: (_, v) => v === 'data' || isList(v, 1, 3, n => isWholeNumber(n, 1, 65536)),
    must: () => 'follow the data or be one to three whole numbers',
  },
}

/** Null if the value fits the parameter; otherwise what it must do. */
export function paramProblem(p: Param, v: unknown): Bad | null {
  const check = CHECKS[p.type] as Check<Param>
  if (check.fits(p, v)) return null
  const meant =
    p.type === 'choice' && typeof v === 'string'
      ? didYouMean(
          v,
          p.of.map(o => o.value),
        )
      : ''
  return { bad: `${p.label} must ${check.must(p)}.${meant}` }
}
