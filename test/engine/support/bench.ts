/**
 * A place to run kernels on: tensors with sentinels on both sides, in plain memory or in that of WebAssembly.
 */
import { type EngineKernels, FIRST_FREE_BYTE } from '../../../engine/kernels/types'
import { reference } from '../../../engine/kernels/reference'
import { keyOf, normal, shuffle, uniform } from '../../../engine/random'
import {
  defaultsOf,
  isBad,
  size,
  type BackPass,
  type LayerDecl,
  type Pass,
  type Tensor,
  type Weight,
} from '../../../engine/spec'
import type { KernelBuild } from './studio'

const SENTINEL = 12345.6875
const GUARD = 16
export type Bench = {
  readonly k: EngineKernels
  tensor(values: number | ArrayLike<number>): Tensor
  broken(): string[]
}

function bench(k: EngineKernels, all: Tensor, start: number): Bench {
  let end = start
  const tensors: Tensor[] = []
  return {
    k,
    tensor(values) {
      const length = typeof values === 'number' ? values : values.length
      const from = end + GUARD
      end = from + length // the next guard follows at once, so a value written too far is seen
      if (end + GUARD > all.length) throw new Error('The bench is full.')
      // Not the whole bench, of which most checks use a hundredth.
      all.fill(SENTINEL, from - GUARD, from)
      all.fill(SENTINEL, end, end + GUARD)
      const t = all.subarray(from, end)
      if (typeof values === 'number') t.fill(0)
      else t.set(values)
      tensors.push(t)
      return t
    },
    broken() {
      const places: string[] = []
      let at = start
      for (const [i, t] of tensors.entries()) {
        if (all.subarray(at, at + GUARD).some(v => v !== SENTINEL)) places.push(`before tensor ${i}`)
        at += GUARD + t.length
      }
      if (all.subarray(at, at + GUARD).some(v => v !== SENTINEL)) places.push('behind the last tensor')
      return places
    },
  }
}
const LENGTH = 600_000
export const reference64 = (): Bench => bench(reference, new Float64Array(LENGTH), 0)
export const reference32 = (): Bench => bench(reference, new Float32Array(LENGTH), 0)
export function compiled(build: KernelBuild): Bench {
  const memory = new WebAssembly.Memory({ initial: 40, maximum: 40, shared: true })
  return bench(build.make(memory), new Float32Array(memory.buffer), FIRST_FREE_BYTE / 4)
}

/** Normal numbers, the same for the same stream. */
export const normals = (n: number, stream: number): number[] =>
  Array.from({ length: n }, (_, i) => normal(keyOf(stream), i))
/**
 * Numbers in −1.5 … 1.5 of which no two are close and none is close to 0: no small step meets a kink or
 * changes a maximum.
 */
export const spread = (n: number, stream: number): number[] =>
  shuffle(
    Array.from({ length: n }, (_, i) => ((i + 0.5 + 0.2 * uniform(stream, i)) / n - 0.5) * 3),
    keyOf(stream, 1),
  ).map(v => v + Math.sign(v) * 0.01)

export type Laid = {
  readonly decl: LayerDecl
  readonly back: BackPass
  readonly weights: readonly Weight[]
  readonly r: number[]
  /** A sample's summary, for layers that see the batch. */
  readonly summary: Tensor
}

type Values = {
  readonly xs: readonly ArrayLike<number>[]
  readonly dy: ArrayLike<number>
  weight(w: Weight, i: number): ArrayLike<number>
}

/** More than a layer asks for, as a plan gives it. */
const MORE_SCRATCH = 24

/** One check of a layer, laid out on a bench with the values given. */
export function layOutValues(
  decl: LayerDecl,
  check: LayerDecl['checks'][number],
  on: Bench,
  values: Values,
): Laid {
  const p = { ...defaultsOf(decl), ...check.p } as Pass['p']
  const shapes = [check.x, ...(check.more ?? [])]
  const out = decl.shape(check.x, p, shapes)
  if (isBad(out)) throw new Error(out.bad)
  const weights = decl.weights(check.x, p)
  const record = (of: (w: Weight, i: number) => number | ArrayLike<number>) =>
    Object.fromEntries(weights.map((w, i) => [w.name, on.tensor(of(w, i))]))
  // What belongs to a sample lies together, xs first and dy last.
  const xs = values.xs.map(x => on.tensor(x))
  const dxs = shapes.map(x => on.tensor(size(x)))
  const y = on.tensor(size(out))
  const saved = on.tensor(decl.saved?.(check.x, p) ?? 0)
  const dy = on.tensor(values.dy)
  // A plan's scratch is that of its neediest layer.
  const scratch = on.tensor((decl.scratch?.(check.x, p) ?? 0) + MORE_SCRATCH).fill(NaN)
  const back: BackPass = {
    p,
    k: on.k,
    in: check.x,
    out,
    window: decl.window?.(check.x, p) as Pass['window'],
    x: xs[0] as Tensor,
    xs,
    packed: on.tensor(decl.packed?.(check.x, p) ?? 0),
    shared: on.tensor(decl.batch?.shared(check.x, p) ?? 0),
    y,
    w: record((w, i) => values.weight(w, i)),
    saved,
    scratch,
    training: true,
    key: keyOf(5),
    dy,
    dx: dxs[0] as Tensor,
    dxs,
    dw: record(w => size(w.shape)),
  }
  return {
    decl,
    back,
    weights,
    r: Array.from(values.dy),
    summary: on.tensor(decl.batch?.summary(check.x, p) ?? 0),
  }
}

/**
 * The same with random values; L = Σ r·y is what its gradients are gradients of. A variance is never below 0.
 */
export function layOut(decl: LayerDecl, check: LayerDecl['checks'][number], on: Bench): Laid {
  const shapes = [check.x, ...(check.more ?? [])]
  const out = decl.shape(check.x, { ...defaultsOf(decl), ...check.p } as Pass['p'], shapes)
  if (isBad(out)) throw new Error(out.bad)
  return layOutValues(decl, check, on, {
    xs: shapes.map((x, i) => spread(size(x), 3 + i)),
    dy: normals(size(out), 7),
    weight: (w, i) =>
      w.values ??
      normals(size(w.shape), 20 + i).map(v => (w.name.endsWith('variance') ? Math.abs(v) + 0.1 : v)),
  })
}

/**
 * Forward as training does it: weights packed, and a layer that sees the batch sees one of a single sample.
 */
export function forward({ decl, back, summary }: Laid): void {
  decl.packWeights?.(back, 0, 1)
  if (decl.batch && back.training) {
    decl.batch.summarise(back, summary)
    decl.batch.combine(back, summary, 1)
  }
  decl.forward(back)
}

export function backward({ decl, back, summary }: Laid): void {
  if (decl.batch && back.training) {
    decl.batch.summariseBack(back, summary)
    decl.batch.combineBack(back, summary, 1)
  }
  decl.backward(back)
}

export function lossOf(laid: Laid): number {
  forward(laid)
  return Array.from(laid.back.y).reduce((sum, v, i) => sum + v * (laid.r[i] ?? 0), 0)
}

/** Largest difference, in units of the largest value of `b` (at least `floor`). */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>, floor = 1e-3): number {
  if (a.length !== b.length) return Infinity
  let worst = 0
  let largest = floor
  for (let i = 0; i < b.length; i++) {
    const d = Math.abs((a[i] ?? NaN) - (b[i] ?? NaN))
    worst = Number.isNaN(d) ? Infinity : Math.max(worst, d)
    largest = Math.max(largest, Math.abs(b[i] ?? 0))
  }
  return worst / largest
}
