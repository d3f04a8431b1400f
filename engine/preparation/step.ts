/**
 * What a step of preparation is: one declaration says its form, what comes out of it, what it measures and
 * its work.
 * `defineStep` at the end is what a file in this folder calls. A step is bound once in each thread,
 * because what it binds may hold scratch; from then on it allocates nothing.
 */
import type { Axis } from '../datasets/dataset'
import type { Rows } from '../datasets/rows'
import type { AnyValues, Bad, Params, Shape, ValuesOf } from '../spec'

export type SampleForm = 'images' | 'spectra'
/** What a sample is like: spectra `[length, channels]`, images `[height, width, channels]`. */
export type Layout = { readonly shape: Shape; readonly axis: Axis | null }
/** `from` and `to` never overlap, and may be longer than the sample. */
export type PreparationWork = (from: Float32Array, to: Float32Array) => void

export type StepDecl<PS extends Params = Params> = {
  readonly kind: string
  readonly title: string
  /** One plain sentence: what it does and when it helps. */
  readonly about: string
  readonly forms: readonly SampleForm[]
  readonly params: PS
  /** The settings in a few words, for a list of steps. */
  summary(p: ValuesOf<PS>): string
  /**
   * Settings to begin with where the samples suggest better ones than the defaults, such as the ends of their
   * axis.
   */
  initialParams?(from: Layout): Partial<ValuesOf<PS>>
  /** What comes out of such samples, or the sentence. */
  layout(p: ValuesOf<PS>, from: Layout): Layout | Bad
  /**
   * Measured on the training split alone; absent where nothing is. `samples` are as the steps before left
   * them.
   */
  fit?(p: ValuesOf<PS>, from: Layout, samples: Rows): readonly number[]
  bind(p: ValuesOf<PS>, from: Layout, fitted: readonly number[]): PreparationWork
}

/** What a document keeps of a step. */
export type Step = { readonly kind: string; readonly params: AnyValues }

/** Keeps each step's own parameter types inside its file, and the table loosely typed outside. */
export const defineStep = <const PS extends Params>(d: StepDecl<PS>): StepDecl => d as unknown as StepDecl

/** Images have a height and a width; what has one axis is a spectrum. */
export const formOf = ({ shape }: Layout): SampleForm => (shape.length === 3 ? 'images' : 'spectra')
export const lengthOf = ({ shape }: Layout): number => shape[0] ?? 0
export const channelsOf = ({ shape }: Layout): number => shape.at(-1) ?? 1
export const sameLayout = (_p: unknown, from: Layout): Layout => from

/**
 * Statistics of one pair for each channel or for each position: value i of a sample belongs to pair i mod
 * this.
 */
export const PER = [
  ['channel', 'Each channel'],
  ['position', 'Each position'],
] as const
export const perInWords = (per: 'channel' | 'position'): string => `each ${per}`
export const pairsOf = (per: 'channel' | 'position', from: Layout): number =>
  per === 'channel' ? channelsOf(from) : from.shape.reduce((a, b) => a * b, 1)
