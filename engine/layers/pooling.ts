/**
 * Pooling in one and two dimensions: one value out of every window, channel by channel; nothing is learned.
 * The kinds: max(x), Σx, √Σx² (square-sum), the average, and keeping one out of every N values.
 */
import {
  axes,
  choice,
  defineLayer,
  padding,
  size,
  type LayerDecl,
  type Padding,
  type Shape,
  type Window,
} from '../spec'
import {
  eachSide,
  formatAxes,
  formatPadding,
  misfit,
  outputShape,
  windowOf,
  wrongRank,
} from './shared/window'

type Values = {
  readonly size: readonly number[]
  readonly strides: readonly number[]
  readonly padding: Padding
}
const windowFor = (x: Shape, p: Values): Window =>
  windowOf(x, { kernel: p.size, strides: p.strides, padding: p.padding }, x.at(-1) ?? 0)

const kinds = [
  ['max', 'Max'],
  ['average', 'Average'],
  ['sum', 'Sum'],
  ['squareSum', 'Square sum'],
  ['everyNth', 'One of every N'],
] as const

const ONE_PLACE = { kernel: [1, 1], dilation: [1, 1] } as const

const paramsOf = (rank: 1 | 2) => ({
  kind: choice(
    'Keep',
    kinds,
    'max',
    'Max: the largest. Sum: Σx. Square sum: √Σx². One of every N: the first.',
  ),
  size: axes('Window', rank, 2, 'How many values are pooled into one.'),
  strides: axes('Strides', rank, 2, 'How far the window moves; usually its own size.'),
  padding: padding(
    rank,
    'valid',
    'Border added around the input; padded places never win a maximum and count as zero in a sum.',
  ),
})

export function pooling(rank: 1 | 2): LayerDecl {
  const title = `Pooling ${rank}D`
  const other =
    rank === 2 ? { kind: 'pooling1d', title: 'Pooling 1D' } : { kind: 'pooling2d', title: 'Pooling 2D' }
  return defineLayer({
    kind: `pooling${rank}d`,
    title,
    group: 'pooling',
    about: 'Makes the maps smaller by keeping one value of every window.',
    ports: { in: 1, out: 1 },
    params: paramsOf(rank),

    summary: p =>
      [
        kinds.find(([value]) => value === p.kind)?.[1].toLowerCase() ?? p.kind,
        p.size.join('×'),
        `stride ${formatAxes(p.strides)}`,
        ...(p.padding === 'valid' ? [] : [formatPadding(p.padding)]),
      ].join(' · '),
    shape(x, p) {
      if (x.length !== rank + 1) return wrongRank(title, x, rank, other)
      const widest = p.size.map((_, i) => Math.max(...eachSide(p.padding, rank).slice(2 * i, 2 * i + 2)))
      if (p.size.some((n, i) => n <= (widest[i] ?? 0)))
        return {
          bad:
            `Padding ${Math.max(...widest)} leaves windows of ${p.size.join('×')} with nothing in them: ` +
            `use at most ${Math.min(...p.size) - 1}.`,
          fix: { label: 'Use no padding', set: { padding: 'valid' } },
        }
      return (
        misfit('window', x, { kernel: p.size, strides: p.strides, padding: p.padding }) ??
        outputShape(x, windowFor(x, p))
      )
    },
    weights: () => [],
    multiplyAdds: (x, p) =>
      p.kind === 'max' || p.kind === 'everyNth' ? 0 : size(windowFor(x, p).out) * size(p.size),
    window: windowFor,
    // One of every N looks at the first of its window and at nothing else.
    field: (x, p) => ({ ...windowFor(x, p), ...(p.kind === 'everyNth' ? ONE_PLACE : {}) }),
    readsBack: ({ kind }) => ({ x: kind === 'squareSum', y: kind === 'squareSum' }),
    saved: (x, p) => size(windowFor(x, p).out),

    forward: ({ p, k, window, x, y, saved }) => k.pool(p.kind, x, y, saved, window),
    backward({ p, k, window, x, y, dy, dx, saved }) {
      if (dx) k.poolGrad(p.kind, x, y, dy, dx, saved, window)
    },

    checks: checksOf(rank),
  })
}

const checksOf = (rank: 1 | 2) =>
  kinds.flatMap(([kind]) =>
    rank === 2
      ? [
          { x: [6, 5, 3], p: { kind } },
          { x: [5, 7, 2], p: { kind, size: [3, 2], strides: [2, 1], padding: 1 } },
          { x: [5, 5, 4], p: { kind, size: [3, 3], strides: [2, 2], padding: 'same' as const } },
          { x: [6, 5, 2], p: { kind, size: [3, 2], strides: [2, 2], padding: [2, 0, 0, 1] } },
        ]
      : [
          { x: [9, 3], p: { kind } },
          { x: [8, 2], p: { kind, size: [3], strides: [1], padding: 1 } },
          { x: [8, 5], p: { kind, size: [3], strides: [2], padding: [0, 2] } },
        ],
  )
