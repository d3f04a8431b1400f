/**
 * What the convolutions have in common: the parameters of a kernel that slides, and the words for them on a
 * node.
 * Parameters are declared once and their values typed by hand beside it, because a layer's own
 * functions, such as its window, take any values that have at least these.
 */
import { axes, bool, int, padding, type Padding } from '../../spec'
import { formatAxes, formatPadding } from './window'

/** The values of `slidingParams`. */
export type Sliding = {
  readonly kernel: readonly number[]
  readonly strides: readonly number[]
  readonly padding: Padding
  readonly dilation: readonly number[]
}
export const slidingParams = (rank: 1 | 2) => ({
  kernel: axes('Kernel size', rank, rank === 2 ? 3 : 7, 'How many values each kernel covers.'),
  strides: axes('Strides', rank, 1, 'How far the kernel moves between two outputs.'),
  padding: padding(rank, 'valid', 'Zeros around the input, so that the border is covered too.'),
  dilation: axes(
    'Dilation',
    rank,
    1,
    'Distance between the values a kernel looks at; 1 is next to each other.',
  ),
})
export const filtersParam = (
  rank: 1 | 2,
  help = 'How many kernels are learned; each gives one output channel.',
) => int('Filters', rank === 2 ? 32 : 16, help, 1, 4096)
export const biasParam = bool('Bias', true, 'Adds one learned number to every value of a feature map.')

/** Parts of a node's second line. */
export const filtersWords = (filters: number): string => `${filters} ${filters === 1 ? 'filter' : 'filters'}`
export const slidingWords = (p: Sliding): readonly string[] => [
  p.kernel.join('×'),
  `stride ${formatAxes(p.strides)}`,
  formatPadding(p.padding),
  ...(p.dilation.some(d => d > 1) ? [`dilation ${formatAxes(p.dilation)}`] : []),
]
