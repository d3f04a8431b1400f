/**
 * What a layer is: one declaration, and what its forward and backward are handed.
 * `defineLayer` at the end is what a file in `layers/` calls; what it leaves out has a meaning,
 * which stands beside each optional field.
 */
import type { Kernels, SampleRun, Window } from './kernels'
import type { AnyValues, Params, ValuesOf } from './params'
import { size, type Bad, type Shape, type Tensor } from './shapes'
import type { Weight } from './weights'

/**
 * The forward pass of one sample through one layer. Buffers are laid out by the plan once; a step allocates
 * nothing.
 */
export type Pass<PS extends Params = Params> = {
  readonly p: ValuesOf<PS>
  readonly k: Kernels
  readonly in: Shape
  readonly out: Shape
  /** What the declaration's `window` returned; only layers that have one read it. */
  readonly window: Window
  /** The first input, and all of them in the order of their wires. */
  readonly x: Tensor
  readonly xs: readonly Tensor[]
  readonly y: Tensor
  readonly w: Readonly<Record<string, Tensor>>
  /** What `packWeights` made of the weights; shared by all threads. */
  readonly packed: Tensor
  /** Kept from forward to backward of the same sample: winners of a max pooling, a dropout mask. */
  readonly saved: Tensor
  /** Anything goes, nothing survives the call. Mostly longer than declared: no kernel takes its length. */
  readonly scratch: Tensor
  /** What the `batch` part made of all samples' summaries. */
  readonly shared: Tensor
  /** Set, like `key`, before each pass. */
  training: boolean
  /**
   * Differs for every (seed, step, sample, layer), never with the number of threads: the source of a layer's
   * randomness.
   */
  key: number
}
export type BackPass<PS extends Params = Params> = Pass<PS> & {
  readonly dy: Tensor
  /** Null where nobody needs it: the first layer after the input. */
  readonly dx: Tensor | null
  readonly dxs: readonly (Tensor | null)[]
  readonly dw: Readonly<Record<string, Tensor>>
}

/**
 * For layers that see the whole batch while training, such as batch normalisation. Each sample leaves a
 * summary of its input; when all have, every thread makes the same `shared` values of all summaries, in the
 * order of the samples; only then do the samples go on. Backward likewise with summaries of the gradients.
 * Outside training none of this is called.
 */
type BatchPart<PS extends Params = Params> = {
  /** Values of one summary (the larger of forward and backward), and of `pass.shared` (for both together). */
  summary(x: Shape, p: ValuesOf<PS>): number
  shared(x: Shape, p: ValuesOf<PS>): number
  summarise(pass: Pass<PS>, summary: Tensor): void
  /** From `summaries` `[count, summary]` to `pass.shared`. */
  combine(pass: Pass<PS>, summaries: Tensor, count: number): void
  summariseBack(back: BackPass<PS>, summary: Tensor): void
  combineBack(back: BackPass<PS>, summaries: Tensor, count: number): void
  /**
   * After a step, by one thread: running figures, kept in frozen weights. `count` samples were in the batch.
   */
  updateRunningStatistics(pass: Pass<PS>, count: number): void
}

export type Group =
  | 'input'
  | 'convolution'
  | 'activation'
  | 'pooling'
  | 'normalising'
  | 'regularising'
  | 'merging'
  | 'shape'
  | 'dense'
  | 'output'

export const MANY = Infinity
export type LayerDecl<PS extends Params = Params> = {
  readonly kind: string
  readonly title: string
  readonly group: Group
  /** One plain sentence: what it does and when it helps. */
  readonly about: string
  /** How many wires may come in at most (a merge takes `MANY`, at least two), and whether any may go out. */
  readonly ports: { readonly in: number; readonly out: 0 | 1 }
  readonly params: PS
  /** The node's second line, in the field's words: `32 filters · 3×3 · stride 1 · same`. */
  summary(p: ValuesOf<PS>): string
  /**
   * The output shape, or a sentence. `x` is the shape of the first input, `all` are those of all inputs in
   * the order of their wires. For an input layer, `x` is the data set's sample shape (`[]` when none is
   * chosen).
   */
  shape(x: Shape, p: ValuesOf<PS>, all?: readonly Shape[]): Shape | Bad
  weights(x: Shape, p: ValuesOf<PS>): readonly Weight[]
  /** What comes out, for the table in docs/layers.md, where its checks do not show it. */
  readonly outputInWords?: string
  /**
   * How its weights become those of PyTorch's module, for the same table; left out: they stay as they are.
   */
  readonly weightsInTorch?: string
  /** Multiply-adds of one forward pass of one sample. */
  multiplyAdds?(x: Shape, p: ValuesOf<PS>, all?: readonly Shape[]): number
  /**
   * How its window walks over the input; the plan computes it once, and the receptive field follows from it.
   */
  window?(x: Shape, p: ValuesOf<PS>): Window
  /**
   * Where the receptive field does not grow as `window` says: layers that enlarge, where all but the kernel
   * are fractions.
   */
  field?(x: Shape, p: ValuesOf<PS>): Pick<Window, 'kernel' | 'strides' | 'dilation' | 'before'>
  /** Every output sees every input value, as in Dense. Without this and without a window: one to one. */
  readonly seesEverything?: true
  /**
   * The output is the input, value for value, in another shape or none: the plan lets both share one place.
   */
  isView?(p: ValuesOf<PS>): boolean
  readonly batch?: BatchPart<PS>
  /**
   * Each value of y follows from those of the xs at its place, and each of a dx from those of dy, x and y
   * there: results may lie where the first x, or any of those, lay.
   */
  isElementwise?(p: ValuesOf<PS>): boolean
  /**
   * What going back reads besides the gradient and `saved`; both if left out. Said, it saves memory where the
   * batch waits.
   */
  readsBack?(p: ValuesOf<PS>): { readonly x: boolean; readonly y: boolean }
  /** Draws random numbers while training, from `key`; to the others no key is given. */
  readonly isRandom?: true
  /** How many values `saved` and `scratch` need. */
  saved?(x: Shape, p: ValuesOf<PS>): number
  scratch?(x: Shape, p: ValuesOf<PS>): number
  /**
   * How many values `packed` needs, and what fills them: share `part` of `parts`, after every change of the
   * weights.
   */
  packed?(x: Shape, p: ValuesOf<PS>): number
  packWeights?(pass: Pass<PS>, part: number, parts: number): void
  forward(pass: Pass<PS>): void
  backward(pass: BackPass<PS>): void
  /**
   * The part of `backward` that adds to `dw`, for several samples at once; `x` and `dy` are those of the
   * first. Where the plan makes use of it, `backward` is given no `dw`, and reads no `x`.
   */
  gradWeightsOfSlot?(pass: BackPass<PS>, samples: SampleRun): void
  /**
   * Small configurations that the one test loop runs: gradients, shapes, sentinels, WASM against reference.
   */
  readonly checks: readonly {
    readonly x: Shape
    readonly more?: readonly Shape[]
    readonly p: Partial<ValuesOf<PS>>
  }[]
}

/** Keeps each layer's own parameter types inside its file, and the table loosely typed outside. */
export const defineLayer = <const PS extends Params>(d: LayerDecl<PS>): LayerDecl => d as unknown as LayerDecl

export const defaultsOf = (d: { readonly params: Params }): AnyValues =>
  Object.fromEntries(Object.entries(d.params).map(([name, p]) => [name, p.default]))
export const parameterCount = (d: LayerDecl, x: Shape, p: AnyValues): number =>
  d.weights(x, p as ValuesOf<Params>).reduce((n, w) => n + size(w.shape), 0)
