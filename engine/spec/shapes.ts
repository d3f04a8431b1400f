/**
 * Shapes, the arrays that have them, and the sentences about what does not fit.
 * A shape has no batch axis, because layers see one sample at a time; channels come last.
 */

/**
 * Sizes without the batch axis, channels last: `[height, width, channels]`, `[length, channels]` or
 * `[features]`.
 */
export type Shape = readonly number[]
/** Number of values in a tensor of this shape. */
export const size = (shape: Shape): number => shape.reduce((a, b) => a * b, 1)
export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((n, i) => n === b[i])
export const formatShape = (shape: Shape): string => shape.join('×')

/** Float64Array only in gradient checks; training is float32 throughout. */
export type Tensor = Float32Array | Float64Array

/** A change to the graph that mends a problem; the editor offers it as a button. */
export type Fix =
  | { readonly label: string; readonly set: Readonly<Record<string, unknown>> }
  | {
      readonly label: string
      readonly insertBefore: string
      readonly with?: Readonly<Record<string, unknown>>
    }
  | { readonly label: string; readonly setPrevious: Readonly<Record<string, unknown>> }
  | { readonly label: string; readonly replaceWith: string }

/** A sentence for the user, with the numbers in it, shown on the node; and, where there is one, a fix. */
export type Bad = { readonly bad: string; readonly fix?: Fix }
/** Whether something is a sentence on what is wrong, `{ bad }`, instead of what was asked for. */
export const isBad = (x: unknown): x is Bad => typeof x === 'object' && x !== null && 'bad' in x
