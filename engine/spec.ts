/**
 * The vocabulary every layer is written in. Pure: no Node, no DOM, no Electron.
 * The one thing to know: a layer is a single declaration, and the editor's form, the shape shown on a node,
 * the parameter count, the training plan and the tests are all derived from it.
 */

/** Sizes without the batch axis, channels last: `[height, width, channels]`, `[length, channels]` or `[features]`. */
export type Shape = readonly number[]

/** A change to the graph that mends a problem; the editor offers it as a button. */
export type Fix =
  | { readonly label: string; readonly set: Readonly<Record<string, unknown>> }
  | { readonly label: string; readonly insertBefore: string; readonly with?: Readonly<Record<string, unknown>> }
  | { readonly label: string; readonly setPrevious: Readonly<Record<string, unknown>> }
  | { readonly label: string; readonly replaceWith: string }

/** A sentence for the user, with the numbers in it, shown on the node; and, where one exists, a way out. */
export type Bad = { readonly bad: string; readonly fix?: Fix }
export const isBad = (x: unknown): x is Bad => typeof x === 'object' && x !== null && 'bad' in x

// ---- Parameters: what the inspector's form is drawn from, and what a document is checked against ----

/** `when` names another parameter and the values of it with which this one means something; the form hides it otherwise. */
type When = readonly [param: string, ...values: (string | boolean)[]]
/** `isRare` puts it behind “More” in the form. */
type Base<T> = { readonly label: string; readonly default: T; readonly help: string; readonly when?: When; readonly isRare?: true }
export type IntParam = Base<number> & { readonly type: 'int'; readonly min: number; readonly max: number }
export type RealParam = Base<number> & { readonly type: 'real'; readonly min: number; readonly max: number; readonly step: number }
export type BoolParam = Base<boolean> & { readonly type: 'bool' }
export type ChoiceParam<C extends string> = Base<C> & {
  readonly type: 'choice'
  readonly of: readonly { readonly value: C; readonly label: string }[]
}
/** One whole number per spatial axis: `[length]` in 1-D, `[height, width]` in 2-D. */
export type AxesParam = Base<readonly number[]> & { readonly type: 'axes'; readonly rank: 1 | 2; readonly min: number; readonly max: number }
/**
 * `valid` adds nothing, `same` keeps the size (at stride 1), a number adds that many zeros on every side, and a list
 * says it for each side: `[before, after]` in 1-D, `[top, bottom, left, right]` in 2-D.
 */
export type Padding = 'valid' | 'same' | number | readonly number[]
export const MOST_PADDING = 1024
export type PaddingParam = Base<Padding> & { readonly type: 'padding'; readonly rank: 1 | 2 }
/** A number for each side: `[before, after]` in 1-D, `[top, bottom, left, right]` in 2-D. */
export type SidesParam = Base<readonly number[]> & { readonly type: 'sides'; readonly rank: 1 | 2; readonly max: number }
/** A list of real numbers of any length, typed by hand. */
export type NumbersParam = Base<readonly number[]> & { readonly type: 'numbers'; readonly most: number }
/** A short name. */
export type TextParam = Base<string> & { readonly type: 'text' }
/** A sample's shape, or `data`: whatever the chosen data set has. */
export type ShapeParam = Base<'data' | Shape> & { readonly type: 'shape' }

export type Param =
  IntParam | RealParam | BoolParam | ChoiceParam<string> | AxesParam | PaddingParam | SidesParam | NumbersParam | TextParam | ShapeParam
export type Params = Readonly<Record<string, Param>>
export type ValueOf<P> =
  P extends ChoiceParam<infer C>
    ? C
    : P extends IntParam | RealParam
      ? number
      : P extends BoolParam
        ? boolean
        : P extends AxesParam | SidesParam | NumbersParam
          ? readonly number[]
          : P extends PaddingParam
            ? Padding
            : P extends ShapeParam
              ? 'data' | Shape
              : P extends TextParam
                ? string
                : never
export type ValuesOf<PS extends Params> = { readonly [K in keyof PS]: ValueOf<PS[K]> }
export type AnyValues = Readonly<Record<string, unknown>>

const LARGEST = 65_536
export const int = (label: string, def: number, help: string, min = 1, max = LARGEST): IntParam => ({
  type: 'int',
  label,
  default: def,
  help,
  min,
  max,
})
export const real = (label: string, def: number, help: string, min: number, max: number, step: number): RealParam => ({
  type: 'real',
  label,
  default: def,
  help,
  min,
  max,
  step,
})
export const bool = (label: string, def: boolean, help: string): BoolParam => ({ type: 'bool', label, default: def, help })
export const choice = <const C extends string>(
  label: string,
  of: readonly (readonly [C, string])[],
  def: NoInfer<C>,
  help: string,
): ChoiceParam<C> => ({ type: 'choice', label, default: def, help, of: of.map(([value, text]) => ({ value, label: text })) })
export const axes = (label: string, rank: 1 | 2, def: number, help: string, max = 1024): AxesParam => ({
  type: 'axes',
  label,
  rank,
  default: Array.from({ length: rank }, () => def),
  help,
  min: 1,
  max,
})
export const padding = (rank: 1 | 2, def: Padding, help: string): PaddingParam => ({ type: 'padding', rank, label: 'Padding', default: def, help })
export const sides = (label: string, rank: 1 | 2, def: number, help: string, max = 1024): SidesParam => ({
  type: 'sides',
  label,
  rank,
  default: Array.from({ length: 2 * rank }, () => def),
  help,
  max,
})
export const numbers = (label: string, help: string, most = 65_536): NumbersParam => ({ type: 'numbers', label, default: [], help, most })
export const text = (label: string, help: string): TextParam => ({ type: 'text', label, default: '', help })
/** The same parameter, meant only with certain values of another one. */
export const when = <P extends Param>(condition: When, param: P): P => ({ ...param, when: condition })
/** The same parameter, behind “More”. */
export const rare = <P extends Param>(param: P): P => ({ ...param, isRare: true })
/** Whether a parameter means something beside these values. */
export const isMeant = (param: Param, values: AnyValues): boolean =>
  param.when === undefined || param.when.slice(1).includes(values[param.when[0]] as string | boolean)
export const shapeOf = (label: string, help: string): ShapeParam => ({ type: 'shape', label, default: 'data', help })

// ---- Weights and kernels ----

export const INITIALISERS = [
  ['heNormal', 'He normal'],
  ['heUniform', 'He uniform'],
  ['glorotNormal', 'Glorot normal'],
  ['glorotUniform', 'Glorot uniform'],
  ['lecunNormal', 'LeCun normal'],
  ['lecunUniform', 'LeCun uniform'],
  ['orthogonal', 'Orthogonal'],
  ['constant', 'Constant'],
] as const
export type Initialiser = (typeof INITIALISERS)[number][0]
export type Weight = {
  readonly name: string
  readonly shape: Shape
  readonly init: Initialiser
  /** What `constant` fills in; 0 if left out. */
  readonly constant?: number
  /** Typed by hand, in the layout of `shape`, instead of drawn. */
  readonly values?: readonly number[]
  /** The numbers of connections of one output and one input value, as Glorot and He use them. */
  readonly fanIn: number
  readonly fanOut: number
  /** Takes part in L1, L2 and decoupled decay: kernels do, biases and gains do not. */
  readonly decays?: boolean
  /** Not a matter of learning: frozen by the user, or a running figure that the layer itself keeps. */
  readonly isFrozen?: boolean
}

/** Float64Array only in gradient checks; training is float32 throughout. */
export type Tensor = Float32Array | Float64Array

/**
 * How a window of `kernel` taps walks over `in` and makes `out`. Always 2-D: a spectrum is an image of height 1.
 * Pairs are `[vertical, horizontal]`. `before` is the padding at the near side only, because `same` may be lopsided.
 */
export type Window = {
  readonly in: readonly [height: number, width: number, channels: number]
  readonly out: readonly [height: number, width: number, channels: number]
  readonly kernel: readonly [number, number]
  readonly strides: readonly [number, number]
  readonly dilation: readonly [number, number]
  readonly before: readonly [number, number]
  /** Input and output channels fall into this many groups, and a filter sees its own group alone. */
  readonly groups: number
  /** What it makes is looked at and not learned from, so faster ways that round a little more will do. */
  readonly isAnswer?: boolean
}
/**
 * The lecture's block in one: a convolution (one group), ReLU or nothing, and max pooling whose windows lie side by side
 * (strides = size, no padding). `pool.in` is `convolution.out`.
 */
export type Block = { readonly convolution: Window; readonly isRectified: boolean; readonly pool: Window }
/** Several samples at once: how many, and how many values lie from one to the next. */
export type Samples = { readonly count: number; readonly apart: number }
export type ActivationKind = 'relu' | 'leakyRelu' | 'elu' | 'gelu' | 'silu' | 'sigmoid' | 'tanh' | 'softplus' | 'linear'
export type PoolingKind = 'max' | 'average' | 'sum' | 'squareSum' | 'everyNth'

/**
 * The arithmetic a layer may ask for, one sample at a time. Two sets exist: `kernels/truth.ts` (readable, float32 and
 * float64) and `kernels/wasm.ts` (fast, float32). A layer imports neither. Gradients of weights are added to what is
 * there (samples of a batch accumulate); every other output is overwritten. Images are `[height, width, channels]`,
 * convolution kernels `[height, width, in / groups, out]`, dense kernels `[in, out]`.
 */
export type Kernels = ConvolutionKernels & PoolingKernels & ValueKernels & NormalisationKernels & ShapingKernels

/** `packed` and `scratch` have the sizes that `layers/room.ts` gives; the truth needs neither. */
export type ConvolutionKernels = {
  /** Lays out share `part` of `parts` of the weights as the passes below read them. Once after every change of the weights. */
  packConvolution(w: Tensor, packed: Tensor, window: Window, part: number, parts: number): void
  /** y = x ∗ w + b. */
  convolve(x: Tensor, w: Tensor, b: Tensor | null, y: Tensor, window: Window, packed: Tensor, scratch: Tensor): void
  /** dw += ∂L/∂w, db += ∂L/∂b. */
  convolveGradWeights(x: Tensor, dy: Tensor, dw: Tensor, db: Tensor | null, window: Window, scratch: Tensor): void
  /** The same for several samples, each x and dy so far from the one before; `x` and `dy` are those of the first. */
  convolveGradWeightsOfAll(x: Tensor, dy: Tensor, dw: Tensor, db: Tensor | null, window: Window, scratch: Tensor, samples: Samples): void
  /** dx = ∂L/∂x. */
  convolveGradInput(dy: Tensor, w: Tensor, dx: Tensor, window: Window, packed: Tensor, scratch: Tensor): void

  packBlock(w: Tensor, packed: Tensor, block: Block, part: number, parts: number): void
  /** y = maxpool(relu(x ∗ w + b)); `chosen` (as many values as y) remembers for the gradients which value of each window won. */
  convolvePool(x: Tensor, w: Tensor, b: Tensor | null, y: Tensor, chosen: Tensor, block: Block, packed: Tensor, scratch: Tensor): void
  /** `y` and `chosen` as `convolvePool` left them. */
  convolvePoolGradWeights(x: Tensor, y: Tensor, dy: Tensor, chosen: Tensor, dw: Tensor, db: Tensor | null, block: Block, scratch: Tensor): void
  convolvePoolGradInput(y: Tensor, dy: Tensor, chosen: Tensor, w: Tensor, dx: Tensor, block: Block, packed: Tensor, scratch: Tensor): void
}

export type PoolingKernels = {
  /** `chosen` remembers, for max pooling, the position of each winner within x. */
  pool(kind: PoolingKind, x: Tensor, y: Tensor, chosen: Tensor, window: Window): void
  poolGrad(kind: PoolingKind, x: Tensor, y: Tensor, dy: Tensor, dx: Tensor, chosen: Tensor, window: Window): void
}

export type ValueKernels = {
  /** `below` is what leaky ReLU (its slope) and ELU (its α) take for values below 0; the others pay no heed to it. */
  activate(kind: ActivationKind, x: Tensor, y: Tensor, below: number): void
  activateGrad(kind: ActivationKind, x: Tensor, y: Tensor, dy: Tensor, dx: Tensor, below: number): void
  /** y = eˣ / Σeˣ over every `channels` values that lie next to each other. */
  softmax(x: Tensor, y: Tensor, channels: number): void
  softmaxGrad(y: Tensor, dy: Tensor, dx: Tensor, channels: number): void
  /** y = x above 0 and alpha·x below, alpha `[channels]`. */
  prelu(x: Tensor, alpha: Tensor, y: Tensor): void
  /** dalpha += ∂L/∂alpha, dx = ∂L/∂x. */
  preluGrad(x: Tensor, alpha: Tensor, dy: Tensor, dx: Tensor | null, dalpha: Tensor): void
  /** y = x·w + b, x `[in]`, w `[in, out]`. */
  dense(x: Tensor, w: Tensor, b: Tensor | null, y: Tensor): void
  denseGradWeights(x: Tensor, dy: Tensor, dw: Tensor, db: Tensor | null): void
  denseGradInput(dy: Tensor, w: Tensor, dx: Tensor): void
  /** Fills `mask` with 0 (probability `rate`) and 1 / (1 − rate), from a counter: the same key gives the same mask. */
  dropoutMask(mask: Tensor, rate: number, key: number): void
  /** y = x + deviation·n, n standard normal, from a counter like the mask. */
  addNoise(x: Tensor, y: Tensor, deviation: number, key: number): void
  multiply(a: Tensor, b: Tensor, y: Tensor): void
  /** y = a + b; y may be a. */
  add(a: Tensor, b: Tensor, y: Tensor): void
  copy(x: Tensor, y: Tensor): void
  /** y += b, b `[channels]`. */
  addBias(y: Tensor, b: Tensor): void
  /** db += Σ of dy over all positions. */
  biasGrad(dy: Tensor, db: Tensor): void
  /** y = x·factors, factors `[channels]`; y may be x. */
  scaleChannels(x: Tensor, factors: Tensor, y: Tensor): void
}

/**
 * Batch and layer normalisation. A channel's `moments` are five rows `[5, channels]`: mean, 1 / √(variance + ε), then, in
 * backward, the means of dy and of dy·x̂, and last the unbiased variance. x̂ = (x − mean) / √(variance + ε).
 */
export type NormalisationKernels = {
  /** A sample's summary `[2, channels]`: each channel's mean, and the sum of squared distances from it. */
  summariseMoments(x: Tensor, summary: Tensor): void
  /** All samples' summaries `[count, 2, channels]`, each of `positions` values a channel, to moments. */
  combineMoments(summaries: Tensor, count: number, positions: number, epsilon: number, moments: Tensor): void
  /** Moments of figures that are given: no part of a gradient goes through them. */
  fixMoments(mean: Tensor, variance: Tensor, epsilon: number, moments: Tensor): void
  /** y = x̂·gamma + beta. */
  normalise(x: Tensor, moments: Tensor, gamma: Tensor, beta: Tensor, y: Tensor): void
  /** A sample's summary `[2, channels]`: Σdy and Σdy·x̂, which are also added to dbeta and dgamma. */
  summariseGrad(x: Tensor, dy: Tensor, moments: Tensor, summary: Tensor, dgamma: Tensor, dbeta: Tensor): void
  /** Their means over the whole batch, into rows three and four of moments. */
  combineGrad(summaries: Tensor, count: number, positions: number, moments: Tensor): void
  /** dx = gamma / √(variance + ε) · (dy − mean of dy − x̂ · mean of dy·x̂). */
  normaliseGrad(x: Tensor, dy: Tensor, moments: Tensor, gamma: Tensor, dx: Tensor): void
  /** running ← momentum·running + (1 − momentum)·batch, for the mean and the unbiased variance. */
  settleMoments(moments: Tensor, momentum: number, mean: Tensor, variance: Tensor): void
  /** Every run of gamma.length values by its own mean and variance; `saved` `[runs, 2]` keeps mean and 1 / √(variance + ε). */
  layerNormalise(x: Tensor, gamma: Tensor, beta: Tensor, y: Tensor, saved: Tensor, epsilon: number): void
  layerNormaliseGrad(x: Tensor, dy: Tensor, gamma: Tensor, saved: Tensor, dx: Tensor | null, dgamma: Tensor, dbeta: Tensor): void
}

/** Values move, or are blended with their neighbours. */
export type ShapingKernels = {
  /** Lays x into y so that its first pixel comes to `before`, zeros around it; below 0, `before` cuts off. */
  place(x: Tensor, y: Tensor, window: Window): void
  placeGrad(dy: Tensor, dx: Tensor, window: Window): void
  /** y is x enlarged kernel[0] × kernel[1] times, (bi)linear between the middles of pixels; the window is the one that would shrink y to x. */
  interpolate(x: Tensor, y: Tensor, window: Window): void
  interpolateGrad(dy: Tensor, dx: Tensor, window: Window): void
  /** x `[positions, channels]` becomes channels `first` … of y `[positions, total]`. */
  insertChannels(x: Tensor, y: Tensor, positions: number, first: number): void
  extractChannels(y: Tensor, x: Tensor, positions: number, first: number): void
}

/** One sample's way through one layer. Buffers are laid out by the plan once; a step allocates nothing. */
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
  /** What `pack` made of the weights; shared by all threads. */
  readonly packed: Tensor
  /** Kept from forward to backward of the same sample: winners of a max pooling, a dropout mask. */
  readonly saved: Tensor
  /** Anything goes; nothing survives the call. */
  readonly scratch: Tensor
  /** What the `batch` part made of all samples' summaries. */
  readonly shared: Tensor
  /** Set, like `key`, before each pass. */
  training: boolean
  /** Differs for every (seed, step, sample, layer), never with the number of threads: the source of a layer's randomness. */
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
 * For layers that see the whole batch while training, such as batch normalisation. Each sample leaves a summary of its
 * input; when all have, every thread makes the same `shared` values of all summaries, in the order of the samples; only
 * then do the samples go on. Backward likewise with summaries of the gradients. Outside training none of this is called.
 */
export type BatchPart<PS extends Params = Params> = {
  /** Values of one summary (the larger of forward and backward), and of `pass.shared` (for both together). */
  summary(x: Shape, p: ValuesOf<PS>): number
  shared(x: Shape, p: ValuesOf<PS>): number
  summarise(pass: Pass<PS>, summary: Tensor): void
  /** From `summaries` `[count, summary]` to `pass.shared`. */
  combine(pass: Pass<PS>, summaries: Tensor, count: number): void
  summariseBack(back: BackPass<PS>, summary: Tensor): void
  combineBack(back: BackPass<PS>, summaries: Tensor, count: number): void
  /** After a step, by one thread: running figures, kept in frozen weights. `count` samples were in the batch. */
  settle(pass: Pass<PS>, count: number): void
}

export type Group = 'input' | 'convolution' | 'activation' | 'pooling' | 'normalising' | 'regularising' | 'merging' | 'shape' | 'dense' | 'output'

export const MANY = Infinity
export type LayerDecl<PS extends Params = Params> = {
  readonly kind: string
  readonly title: string
  readonly group: Group
  /** One plain sentence: what it does and when one wants it. */
  readonly about: string
  /** How many wires may come in at most (a merge takes `MANY`, at least two), and whether any may go out. */
  readonly ports: { readonly in: number; readonly out: 0 | 1 }
  readonly params: PS
  /** The node's second line, in the field's words: `32 filters · 3×3 · stride 1 · same`. */
  summary(p: ValuesOf<PS>): string
  /**
   * The output shape, or a sentence. `x` is the shape of the first input, `all` are those of all inputs in the order of
   * their wires. For an input layer, `x` is the data set's sample shape (`[]` when none is chosen).
   */
  shape(x: Shape, p: ValuesOf<PS>, all?: readonly Shape[]): Shape | Bad
  weights(x: Shape, p: ValuesOf<PS>): readonly Weight[]
  /** Multiply-adds of one forward pass of one sample. */
  multiplyAdds?(x: Shape, p: ValuesOf<PS>, all?: readonly Shape[]): number
  /** How its window walks over the input; the plan computes it once, and the receptive field follows from it. */
  window?(x: Shape, p: ValuesOf<PS>): Window
  /** Where the receptive field does not grow as `window` says: layers that enlarge, whose strides and dilation are fractions. */
  field?(x: Shape, p: ValuesOf<PS>): Pick<Window, 'kernel' | 'strides' | 'dilation'>
  /** Every output sees every input value, as in Dense. Without this and without a window: one to one. */
  readonly seesEverything?: true
  /** The output is the input, value for value, in another shape or none: the plan lets both share one place. */
  isView?(p: ValuesOf<PS>): boolean
  readonly batch?: BatchPart<PS>
  /** Each value of y follows from those of the xs at its place, and each of a dx from those of dy, x and y there: results may lie where the first x, or any of those, lay. */
  isElementwise?(p: ValuesOf<PS>): boolean
  /** What going back reads besides the gradient and `saved`; both if left out. Said, it saves memory where the batch waits. */
  readsBack?(p: ValuesOf<PS>): { readonly x: boolean; readonly y: boolean }
  /** Draws random numbers while training, from `key`; to the others no key is given. */
  readonly isRandom?: true
  /** How many values `saved` and `scratch` need. */
  saved?(x: Shape, p: ValuesOf<PS>): number
  scratch?(x: Shape, p: ValuesOf<PS>): number
  /** How many values `packed` needs, and what fills them: share `part` of `parts`, after every change of the weights. */
  packed?(x: Shape, p: ValuesOf<PS>): number
  pack?(pass: Pass<PS>, part: number, parts: number): void
  forward(pass: Pass<PS>): void
  backward(pass: BackPass<PS>): void
  /**
   * The part of `backward` that adds to `dw`, for several samples at once; `x` and `dy` are those of the first. Where the
   * plan makes use of it, `backward` is given no `dw`, and reads no `x`.
   */
  learn?(pass: BackPass<PS>, samples: Samples): void
  /** Small configurations that the one test loop runs: gradients, shapes, sentinels, WASM against truth. */
  readonly checks: readonly { readonly x: Shape; readonly more?: readonly Shape[]; readonly p: Partial<ValuesOf<PS>> }[]
}

/** Keeps each layer's own parameter types inside its file, and the table loosely typed outside. */
export const defineLayer = <const PS extends Params>(d: LayerDecl<PS>): LayerDecl => d as unknown as LayerDecl

/** Number of values in a tensor of this shape. */
export const size = (shape: Shape): number => shape.reduce((a, b) => a * b, 1)
export const formatShape = (shape: Shape): string => shape.join('×')
export const defaultsOf = (d: LayerDecl): AnyValues => Object.fromEntries(Object.entries(d.params).map(([name, p]) => [name, p.default]))
export const parameterCount = (d: LayerDecl, x: Shape, p: AnyValues): number =>
  d.weights(x, p as ValuesOf<Params>).reduce((n, w) => n + size(w.shape), 0)
