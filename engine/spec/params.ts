/**
 * Parameters: what the inspector's form is drawn from, and what a document is checked against.
 * A layer declares its parameters with the functions below, and the types of their values
 * (`ValuesOf`) follow from that.
 */
import type { Shape } from './shapes'

/**
 * `when` names another parameter and the values of it with which this one means something; the form hides it
 * otherwise.
 */
type When = readonly [param: string, ...values: (string | boolean)[]]
/**
 * `isRare` puts it behind “More” in the form; `isLater` keeps it out of a run's fingerprint while it is at
 * its default.
 */
type Base<T> = {
  readonly label: string
  readonly default: T
  readonly help: string
  readonly when?: When
  readonly isRare?: true
  readonly isLater?: true
}
export type IntParam = Base<number> & { readonly type: 'int'; readonly min: number; readonly max: number }
export type RealParam = Base<number> & {
  readonly type: 'real'
  readonly min: number
  readonly max: number
  readonly step: number
}
export type BoolParam = Base<boolean> & { readonly type: 'bool' }
export type ChoiceParam<C extends string> = Base<C> & {
  readonly type: 'choice'
  readonly of: readonly { readonly value: C; readonly label: string }[]
}
/** One whole number per spatial axis: `[length]` in 1-D, `[height, width]` in 2-D. */
export type AxesParam = Base<readonly number[]> & {
  readonly type: 'axes'
  readonly rank: 1 | 2
  readonly min: number
  readonly max: number
}
/**
 * `valid` adds nothing, `same` keeps the size (at stride 1), a number adds that many zeros on every side, and
 * a list says it for each side: `[before, after]` in 1-D, `[top, bottom, left, right]` in 2-D.
 */
export type Padding = 'valid' | 'same' | number | readonly number[]
export const MOST_PADDING = 1024
export type PaddingParam = Base<Padding> & { readonly type: 'padding'; readonly rank: 1 | 2 }
/** A number for each side: `[before, after]` in 1-D, `[top, bottom, left, right]` in 2-D. */
export type SidesParam = Base<readonly number[]> & {
  readonly type: 'sides'
  readonly rank: 1 | 2
  readonly max: number
}
/** A list of real numbers of any length, typed by hand. */
export type NumbersParam = Base<readonly number[]> & { readonly type: 'numbers'; readonly most: number }
/** A short name. */
export type TextParam = Base<string> & { readonly type: 'text' }
/** A sample's shape, or `data`: whatever the chosen data set has. */
export type ShapeParam = Base<'data' | Shape> & { readonly type: 'shape' }

export type Param =
  | IntParam
  | RealParam
  | BoolParam
  | ChoiceParam<string>
  | AxesParam
  | PaddingParam
  | SidesParam
  | NumbersParam
  | TextParam
  | ShapeParam
export type Params = Readonly<Record<string, Param>>
type ValueOf<P> =
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

/** The largest whole number a parameter takes unless it says otherwise, and the longest list of numbers. */
const LARGEST = 65_536
export const int = (label: string, def: number, help: string, min = 1, max = LARGEST): IntParam => ({
  type: 'int',
  label,
  default: def,
  help,
  min,
  max,
})
export const real = (
  label: string,
  def: number,
  help: string,
  min: number,
  max: number,
  step: number,
): RealParam => ({
  type: 'real',
  label,
  default: def,
  help,
  min,
  max,
  step,
})
export const bool = (label: string, def: boolean, help: string): BoolParam => ({
  type: 'bool',
  label,
  default: def,
  help,
})
export const choice = <const C extends string>(
  label: string,
  of: readonly (readonly [C, string])[],
  def: NoInfer<C>,
  help: string,
): ChoiceParam<C> => ({
  type: 'choice',
  label,
  default: def,
  help,
  of: of.map(([value, text]) => ({ value, label: text })),
})
export const axes = (label: string, rank: 1 | 2, def: number, help: string, max = 1024): AxesParam => ({
  type: 'axes',
  label,
  rank,
  default: Array.from({ length: rank }, () => def),
  help,
  min: 1,
  max,
})
export const padding = (rank: 1 | 2, def: Padding, help: string): PaddingParam => ({
  type: 'padding',
  rank,
  label: 'Padding',
  default: def,
  help,
})
export const sides = (label: string, rank: 1 | 2, def: number, help: string, max = 1024): SidesParam => ({
  type: 'sides',
  label,
  rank,
  default: Array.from({ length: 2 * rank }, () => def),
  help,
  max,
})
export const numbers = (label: string, help: string, most = LARGEST): NumbersParam => ({
  type: 'numbers',
  label,
  default: [],
  help,
  most,
})
export const text = (label: string, help: string): TextParam => ({ type: 'text', label, default: '', help })
export const shapeOf = (label: string, help: string): ShapeParam => ({
  type: 'shape',
  label,
  default: 'data',
  help,
})

/** The same parameter, meant only with certain values of another one. */
export const when = <P extends Param>(condition: When, param: P): P => ({ ...param, when: condition })
/** The same parameter, behind “More”. */
export const rare = <P extends Param>(param: P): P => ({ ...param, isRare: true })
/**
 * The same parameter, of a layer that was saved without it before: its default is what that layer always did.
 */
export const later = <P extends Param>(param: P): P => ({ ...param, isLater: true })
/** Without what was added later and is at its default. */
export const settledValues = (params: Params, values: AnyValues): AnyValues =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => !params[name]?.isLater || value !== params[name].default,
    ),
  )
/** Whether a parameter means something beside these values. */
export const isMeant = (param: Param, values: AnyValues): boolean =>
  param.when === undefined || param.when.slice(1).includes(values[param.when[0]] as string | boolean)
