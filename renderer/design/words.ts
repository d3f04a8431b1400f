/** Sentences and formulas about a node, with its own numbers in them. Pure. */
import {
  size,
  type AnyValues,
  type LayerDecl,
  type Padding,
  type Params,
  type ReceptiveField,
  type Shape,
  type ValuesOf,
  type Weight,
  type Window,
} from '../../preload/contract'
import { count } from '../ui/format'

export const fieldText = (field: ReceptiveField | null): string =>
  field === null
    ? 'not known yet'
    : field === 'everything'
      ? 'the whole input'
      : field.length === 1
        ? `${field[0]} points`
        : `${field.join('×')} pixels`

/** What the axes of a shape mean. */
export const axesText = (shape: Shape): string =>
  shape.length === 3 ? 'height × width × channels' : shape.length === 2 ? 'length × channels' : 'features'
/** The same in the fewest words. */
export const channelsText = (shape: Shape): string => {
  const n = shape.at(-1) ?? 0
  const unit = shape.length > 1 ? 'channel' : 'feature'
  return `${count(n)} ${unit}${n === 1 ? '' : 's'}`
}

/**
 * What padding adds along an axis, counted from the last: `2·1`, or `1 + 0` where each side has a number of
 * its own.
 */
function addedText(padding: Exclude<Padding, 'same'>, fromLast: number): string {
  if (typeof padding !== 'object') return `2·${padding === 'valid' ? 0 : padding}`
  const before = padding.length - 2 - 2 * fromLast
  return `${padding[before] ?? 0} + ${padding[before + 1] ?? 0}`
}

/** How one axis of a window's output comes about, as an equation. */
function equation(
  input: number,
  out: number,
  kernel: number,
  stride: number,
  dilation: number,
  padding: Padding,
  fromLast: number,
): string {
  if (padding === 'same') return `⌈${input} / ${stride}⌉ = ${out}`
  const reach = dilation > 1 ? `${dilation}·(${kernel} − 1) − 1` : String(kernel)
  const inner = `${input} − ${reach} + ${addedText(padding, fromLast)}`
  return stride === 1 ? `(${inner}) / 1 + 1 = ${out}` : `⌊(${inner}) / ${stride}⌋ + 1 = ${out}`
}

/**
 * The size of the output with its numbers, one line for each axis that differs. Empty for layers without a
 * window.
 */
export function sizeFormulas(
  decl: LayerDecl,
  x: Shape,
  p: AnyValues,
): { readonly axis: string; readonly text: string }[] {
  const w: Window | undefined = decl.window?.(x, p as ValuesOf<Params>)
  // The window of a layer that enlarges walks over its output.
  const isOverInput = w?.in[1] === x.at(-2) && (x.length < 3 || w?.in[0] === x[0])
  if (!w || !isOverInput || !('padding' in decl.params)) return []
  const padding = (p['padding'] ?? 'valid') as Padding
  const line = (i: 0 | 1): string =>
    equation(w.in[i], w.out[i], w.kernel[i], w.strides[i], w.dilation[i], padding, 1 - i)
  if (x.length < 3) return [{ axis: 'Length', text: line(1) }]
  return line(0) === line(1)
    ? [{ axis: 'Each side', text: line(0) }]
    : [
        { axis: 'Height', text: line(0) },
        { axis: 'Width', text: line(1) },
      ]
}

/**
 * `(3·3·1 + 1)·32 = 320`, from the weights alone: a kernel ends in its outputs, and a bias has one value for
 * each.
 */
export function parameterFormula(weights: readonly Weight[]): string {
  const total = count(weights.reduce((n, w) => n + size(w.shape), 0))
  const kernel = weights.find(w => w.name === 'kernel')
  if (!kernel)
    return weights.length === 0
      ? 'Nothing to learn'
      : `${weights.map(w => w.shape.join('·')).join(' + ')} = ${total}`
  const taps = kernel.shape.slice(0, -1).join('·')
  const outputs = kernel.shape.at(-1)
  return weights.some(w => w.name === 'bias')
    ? `(${taps} + 1)·${outputs} = ${total}`
    : `${taps}·${outputs} = ${total}`
}
