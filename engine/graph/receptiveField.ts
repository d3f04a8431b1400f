/**
 * How much of the input one value sees, and where, followed from layer to layer. Pure.
 * It counts in values of the input. A window grows the field by (kernel − 1)·dilation·jump and
 * lays its middle so far into the input; layers that enlarge do the same with fractions.
 */
import { type AnyValues, type LayerDecl, type Params, type Shape, type ValuesOf } from '../spec'

/**
 * For each axis of a map: the middle of what its first value sees, as a position in the input, and how far on
 * it is for the next.
 */
export type Centres = { readonly start: readonly number[]; readonly step: readonly number[] }
/** For each axis; `start` is null where the order of the values says nothing of their place. */
export type FieldGeometry =
  | {
      readonly size: readonly number[]
      readonly jump: readonly number[]
      readonly start: readonly number[] | null
    }
  | 'everything'
type Sizes = { readonly in: Shape | null; readonly out: Shape | null }

const repeated = (n: number, times: number): number[] => Array.from({ length: times }, () => n)

/**
 * r ← r + (kernel − 1)·dilation·jump, jump ← jump·stride, for each axis. A merge sees what any of its
 * branches sees; where these do not walk alike, at least what the furthest-seeing one does.
 */
export function receptiveFieldOf(
  decl: LayerDecl,
  params: AnyValues,
  sizes: Sizes,
  before: readonly (FieldGeometry | undefined)[],
): FieldGeometry {
  if (decl.ports.in === 0) {
    const rank = Math.max((sizes.out?.length ?? 1) - 1, 1)
    return { size: repeated(1, rank), jump: repeated(1, rank), start: repeated(0, rank) }
  }
  const whole = before.length > 0 ? before.reduce(union) : undefined
  if (!whole || whole === 'everything' || decl.seesEverything) return 'everything'
  const window =
    sizes.in && sizes.out ? (decl.field ?? decl.window)?.(sizes.in, params as ValuesOf<Params>) : undefined
  if (!window) return hasSamePlaces(sizes) ? whole : { ...whole, start: null }
  const skip = 2 - whole.size.length // 1-D uses the horizontal axis only
  const jump = (i: number): number => whole.jump[i] ?? 1
  const reach = (i: number): number => ((window.kernel[i + skip] ?? 1) - 1) * (window.dilation[i + skip] ?? 1)
  return {
    size: whole.size.map((s, i) => s + reach(i) * jump(i)),
    jump: whole.jump.map((j, i) => j * (window.strides[i + skip] ?? 1)),
    start:
      whole.start && whole.start.map((s, i) => s + (reach(i) / 2 - (window.before[i + skip] ?? 0)) * jump(i)),
  }
}

/** Flatten and Reshape leave the values in order, but another value stands at a place. */
const hasSamePlaces = ({ in: x, out }: Sizes): boolean =>
  x !== null && out !== null && x.length === out.length && x.slice(0, -1).every((n, i) => n === out[i])

/** What either branch sees: from where the one begins to where the other ends. */
function union(a: FieldGeometry | undefined, b: FieldGeometry | undefined): FieldGeometry | undefined {
  if (!a || !b || a === 'everything' || b === 'everything' || a.size.length !== b.size.length)
    return 'everything'
  const jump = a.jump.map((n, i) => Math.max(n, b.jump[i] ?? 1))
  const ends = walksAlike(a, b) ? a.size.map((_, i) => [endsOf(a, i), endsOf(b, i)] as const) : null
  if (!ends) return { size: a.size.map((n, i) => Math.max(n, b.size[i] ?? 1)), jump, start: null }
  const low = ends.map(([x, y]) => Math.min(x[0], y[0]))
  const high = ends.map(([x, y]) => Math.max(x[1], y[1]))
  return {
    size: low.map((from, i) => (high[i] ?? from) - from + 1),
    jump,
    start: low.map((from, i) => (from + (high[i] ?? from)) / 2),
  }
}

type Placed = Exclude<FieldGeometry, 'everything'>
const walksAlike = (a: Placed, b: Placed): boolean =>
  a.start !== null && b.start !== null && a.jump.every((n, i) => Math.abs(n - (b.jump[i] ?? 1)) < 1e-9)
/** The first and the last place that the first value sees, along axis `i`. */
function endsOf({ size, start }: Placed, i: number): readonly [first: number, last: number] {
  const half = ((size[i] ?? 1) - 1) / 2
  const middle = start?.[i] ?? 0
  return [middle - half, middle + half]
}
