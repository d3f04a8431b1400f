/** A place to run kernels on: tensors with sentinels on both sides, in plain memory or in that of WebAssembly. */
import type { EngineKernels } from '../../../engine/kernels/kernels'
import { FIRST_FREE_BYTE } from '../../../engine/kernels/wasm'
import { truth } from '../../../engine/kernels/truth'
import { keyOf, normal, shuffle, uniform } from '../../../engine/random'
import { defaultsOf, isBad, size, type BackPass, type LayerDecl, type Pass, type Tensor, type Weight } from '../../../engine/spec'
import type { KernelBuild } from './studio'

const SENTINEL = 12345.6875,
  GUARD = 16
export type Bench = { readonly k: EngineKernels; tensor(values: number | ArrayLike<number>): Tensor; broken(): string[] }

function bench(k: EngineKernels, all: Tensor, start: number): Bench {
  let end = start
  const tensors: Tensor[] = []
  all.fill(SENTINEL, start)
  return {
    k,
    tensor(values) {
      const length = typeof values === 'number' ? values : values.length,
        t = all.subarray(end + GUARD, end + GUARD + length)
      end += GUARD + length // the next guard follows at once, so a value written too far is seen
      if (end + GUARD > all.length) throw new Error('The bench is full.')
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
const LENGTH = 400_000
export const truth64 = (): Bench => bench(truth, new Float64Array(LENGTH), 0)
export const truth32 = (): Bench => bench(truth, new Float32Array(LENGTH), 0)
export function compiled(build: KernelBuild): Bench {
  const memory = new WebAssembly.Memory({ initial: 32, maximum: 32, shared: true })
  return bench(build.make(memory), new Float32Array(memory.buffer), FIRST_FREE_BYTE / 4)
}

/** Normal numbers, the same for the same stream. */
export const normals = (n: number, stream: number): number[] => Array.from({ length: n }, (_, i) => normal(keyOf(stream), i))
/** Numbers in −1.5 … 1.5 of which no two are close and none is close to 0: no small step meets a kink or changes a maximum. */
export const spread = (n: number, stream: number): number[] =>
  shuffle(
    Array.from({ length: n }, (_, i) => ((i + 0.5 + 0.2 * uniform(stream, i)) / n - 0.5) * 3),
    keyOf(stream, 1),
  ).map(v => v + Math.sign(v) * 0.01)

export type Laid = { readonly decl: LayerDecl; readonly back: BackPass; readonly weights: readonly Weight[]; readonly r: number[] }

/** One check of a layer, laid out on a bench with random values; L = Σ r·y is what its gradients are gradients of. */
export function layOut(decl: LayerDecl, check: LayerDecl['checks'][number], on: Bench): Laid {
  const p = { ...defaultsOf(decl), ...check.p } as Pass['p'],
    out = decl.shape(check.x, p)
  if (isBad(out)) throw new Error(out.bad)
  const weights = decl.weights(check.x, p),
    r = normals(size(out), 7)
  const record = (of: (w: Weight, i: number) => number | number[]) => Object.fromEntries(weights.map((w, i) => [w.name, on.tensor(of(w, i))]))
  const back: BackPass = {
    p,
    k: on.k,
    in: check.x,
    out,
    window: decl.window?.(check.x, p) as Pass['window'],
    x: on.tensor(spread(size(check.x), 3)),
    xs: [],
    packed: on.tensor(decl.packed?.(check.x, p) ?? 0),
    shared: on.tensor(0),
    y: on.tensor(size(out)),
    w: record((w, i) => normals(size(w.shape), 20 + i)),
    saved: on.tensor(decl.saved?.(check.x, p) ?? 0),
    scratch: on.tensor(decl.scratch?.(check.x, p) ?? 0),
    training: true,
    key: keyOf(5),
    dy: on.tensor(r),
    dx: on.tensor(size(check.x)),
    dxs: [],
    dw: record(w => size(w.shape)),
  }
  decl.pack?.(back, 0, 1)
  return { decl, back, weights, r }
}

export function lossOf({ decl, back, r }: Laid): number {
  decl.forward(back)
  return Array.from(back.y).reduce((sum, v, i) => sum + v * (r[i] ?? 0), 0)
}

/** Largest difference, in units of the largest value of `b` (at least `floor`). */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>, floor = 1e-3): number {
  if (a.length !== b.length) return Infinity
  let worst = 0,
    largest = floor
  for (let i = 0; i < b.length; i++) {
    const d = Math.abs((a[i] ?? NaN) - (b[i] ?? NaN))
    worst = Number.isNaN(d) ? Infinity : Math.max(worst, d)
    largest = Math.max(largest, Math.abs(b[i] ?? 0))
  }
  return worst / largest
}
