/** What an optimiser declares: one file for each, and a line in index.ts. Pure. */
import type { UpdateKernels } from '../kernels/types'
import type { Params, Tensor, ValuesOf } from '../spec'
import type { SHARED_SETTINGS, SharedSetting } from './settings'

/** A run's steps; what is remembered beside the states follows from the number of steps taken. */
export type OptimiserStep = {
  /** Once before the passes of each step. */
  startStep?(): void
  /**
   * An elementwise pass over a range of the weights. `g` is the summed gradient, `scale · g` its mean;
   * `states` are the values kept of each weight, zeros at first. All have one length, a multiple of four.
   */
  take(k: UpdateKernels, w: Tensor, g: Tensor, states: readonly Tensor[], scale: number, rate: number): void
}

export type OptimiserDecl<Used extends SharedSetting = SharedSetting, Own extends Params = Params> = {
  /** In the form and in tables. */
  readonly label: string
  /** What it does, as the rest of a sentence that begins with the label. */
  readonly about: string
  /** Learning rates that suit it, as words. */
  readonly rates: string
  /** Names of the values it keeps of each weight. */
  readonly states: readonly string[]
  /** How L2 or decay reaches the weights: through the gradient, or beside it (Loshchilov and Hutter 2019). */
  readonly decay: 'coupled' | 'decoupled'
  readonly uses: readonly Used[]
  readonly settings: Own
  /** The class of that name in other libraries, where epsilon may stand elsewhere; null for none. */
  readonly exports: { readonly keras: string | null; readonly torch: string | null }
  steps(settings: ValuesOf<Pick<typeof SHARED_SETTINGS, Used>> & ValuesOf<Own>): OptimiserStep
}

/** Settings of its own are none where they are left out. */
export function defineOptimiser<
  const Used extends SharedSetting = never,
  const Own extends Params = Record<never, never>,
>(decl: Omit<OptimiserDecl<Used, Own>, 'settings'> & { readonly settings?: Own }): OptimiserDecl<Used, Own> {
  return { ...decl, settings: decl.settings ?? ({} as Own) }
}

/** Stands for a state that a declaration does not have. */
export const NO_STATE = new Float32Array(0)
