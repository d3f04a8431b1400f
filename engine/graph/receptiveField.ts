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
 * r ← r + (kernel − 1)·dilation·jump, jump ← jump·stride, for each axis. A merge sees what the
 * furthest-seeing branch sees.
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
  const widest = before.length > 0 ? before.reduce(wider) : undefined
  if (!widest || widest === 'everything' || decl.seesEverything) return 'everything'
  const window =
    sizes.in && sizes.out ? (decl.field ?? decl.window)?.(sizes.in, params as ValuesOf<Params>) : undefined
  if (!window) return hasSamePlaces(sizes) ? widest : { ...widest, start: null }
  const skip = 2 - widest.size.length // 1-D uses the horizontal axis only
  const jump = (i: number): number => widest.jump[i] ?? 1
  const reach = (i: number): number => ((window.kernel[i + skip] ?? 1) - 1) * (window.dilation[i + skip] ?? 1)
  return {
    size: widest.size.map((s, i) => s + reach(i) * jump(i)),
    jump: widest.jump.map((j, i) => j * (window.strides[i + skip] ?? 1)),
    start:
      widest.start &&
      widest.start.map((s, i) => s + (reach(i) / 2 - (window.before[i + skip] ?? 0)) * jump(i)),
  }
}

/** Flatten and Reshape leave the values in order, but another value stands at a place. */
const hasSamePlaces = ({ in: x, out }: Sizes): boolean =>
  x !== null && out !== null && x.length === out.length && x.slice(0, -1).every((n, i) => n === out[i])

function wider(a: FieldGeometry | undefined, b: FieldGeometry | undefined): FieldGeometry | undefined {
  if (!a || !b || a === 'everything' || b === 'everything' || a.size.length !== b.size.length)
    return 'everything'
  return {
    size: a.size.map((n, i) => Math.max(n, b.size[i] ?? 1)),
    jump: a.jump.map((n, i) => Math.max(n, b.jump[i] ?? 1)),
    start: between(a, b),
  }
}

/** Branches that walk alike look at the same places, but for half a value where a window has an even size. */
function between(
  a: Exclude<FieldGeometry, 'everything'>,
  b: Exclude<FieldGeometry, 'everything'>,
): readonly number[] | null {
  const { start } = b
  if (!a.start || !start || a.jump.some((n, i) => Math.abs(n - (b.jump[i] ?? 1)) > 1e-9)) return null
  return a.start.map((n, i) => (n + (start[i] ?? n)) / 2)
}
