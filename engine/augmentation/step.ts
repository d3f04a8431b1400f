/**
 * What a step of augmentation is: one declaration says its form and its work on a training sample.
 * All chance comes from the key it is given, so the same key makes the same sample on any thread; strengths
 * are shares of the sample's own size or range, so units do not matter, and 0 leaves samples exactly as they
 * are.
 */
import type { SampleForm, Layout } from '../preparation/step'
import { uniform } from '../random'
import type { AnyValues, Params, ValuesOf } from '../spec'
import { identity, warp, type Affine } from './warp'

export type { SampleForm, Layout } from '../preparation/step'
/** `from` and `to` never overlap, and may be longer than the sample. */
export type Chance = (key: number, from: Float32Array, to: Float32Array) => void
/**
 * Adds one movement to the affine map of a picture; consecutive movements are carried out as one, so that
 * pixels are interpolated once.
 */
export type Move = (key: number, map: Affine) => void

export type AugmentDecl<PS extends Params = Params> = {
  readonly kind: string
  readonly title: string
  /** One plain sentence: what it does and when it helps. */
  readonly about: string
  readonly forms: readonly SampleForm[]
  readonly params: PS
  /** The settings in a few words, for a list of steps. */
  summary(p: ValuesOf<PS>): string
  /** With these settings every sample stays as it is. */
  isIdle(p: ValuesOf<PS>): boolean
  /** Bound once in each thread; allocates nothing per call. */
  bind(p: ValuesOf<PS>, layout: Layout): Chance
  /** Only steps that move pictures; `bind` follows from it. */
  move?(p: ValuesOf<PS>, layout: Layout): Move
}
/** What a document keeps of a step. */
export type AugmentStep = { readonly kind: string; readonly params: AnyValues }

/** Keeps each step's own parameter types inside its file, and the table loosely typed outside. */
export const defineAugment = <const PS extends Params>(d: AugmentDecl<PS>): AugmentDecl =>
  d as unknown as AugmentDecl

type MoveDecl<PS extends Params> = Omit<AugmentDecl<PS>, 'bind' | 'forms' | 'move'> &
  Required<Pick<AugmentDecl<PS>, 'move'>>
/** A step that moves pictures. */
export const defineMove = <const PS extends Params>(d: MoveDecl<PS>): AugmentDecl =>
  defineAugment<PS>({
    ...d,
    forms: ['images'],
    bind(p, layout) {
      const map: Affine = new Float64Array(6)
      const move = d.move(p, layout)
      return (key, from, to) => {
        identity(map)
        move(key, map)
        warp(layout.shape, map, from, to)
      }
    },
  })

/** Uniform in [−1, 1). */
export const signed = (key: number, position: number): number => 2 * uniform(key, position) - 1
export const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`

/** Largest less smallest of the first `length` values. */
export function valueRangeOf(x: Float32Array, length: number): number {
  let least = Infinity
  let most = -Infinity
  for (let i = 0; i < length; i++) {
    const v = x[i] as number
    if (v < least) least = v
    if (v > most) most = v
  }
  return most - least
}
/** Mean of every `stride`-th value from `first` on. */
export function meanOf(x: Float32Array, length: number, first = 0, stride = 1): number {
  let sum = 0
  for (let i = first; i < length; i += stride) sum += x[i] as number
  return sum / Math.ceil((length - first) / stride)
}
