/**
 * The lecture's block (convolution, ReLU or nothing, max pooling) as one operation. Pure.
 * The one thing to know: the plan puts it in the place of its layers, which stay its truth; what it saves is the map
 * between them, and the work on gradients that a maximum or a ReLU has made zero.
 */
import type { GraphNode } from './document'
import { layer } from './layers'
import { blockPacked, blockScratch } from './layers/room'
import { defineLayer, size, type AnyValues, type Block, type Params, type Shape, type ValuesOf, type Window } from './spec'

type Values = { readonly convolution: AnyValues; readonly pooling: AnyValues; readonly isRectified: boolean }
const valuesOf = (p: unknown): Values => p as Values
const as = (p: AnyValues): ValuesOf<Params> => p as ValuesOf<Params>

const windowOf = (kind: 'conv2d' | 'conv1d' | 'pooling2d' | 'pooling1d', x: Shape, p: AnyValues): Window => layer(kind).window?.(x, as(p)) as Window

/** The two windows over an input of this shape, which the plan found to fit. */
function windowsOf(x: Shape, { convolution, pooling, isRectified }: Values): Block {
  const first = windowOf(x.length === 3 ? 'conv2d' : 'conv1d', x, convolution),
    between = x.length === 3 ? first.out : first.out.slice(1)
  return { convolution: first, isRectified, pool: windowOf(x.length === 3 ? 'pooling2d' : 'pooling1d', between, pooling) }
}

/** The block that these two nodes make on an input of this shape, or null if they make none. */
export function blockOf(convolution: GraphNode, pooling: GraphNode, isRectified: boolean, x: Shape): Block | null {
  const rank = x.length - 1
  if (convolution.kind !== `conv${rank}d` || pooling.kind !== `pooling${rank}d` || pooling.params['kind'] !== 'max') return null
  const block = windowsOf(x, { convolution: convolution.params, pooling: pooling.params, isRectified }),
    { kernel, strides, before, out, in: inner } = block.pool
  const isTiled =
    kernel.every((k, i) => k === strides[i]) && before.every(n => n === 0) && kernel.every((k, i) => (out[i] ?? 0) * k <= (inner[i] ?? 0))
  return isTiled && block.convolution.groups === 1 ? block : null
}

const conv = (x: Shape) => layer(x.length === 3 ? 'conv2d' : 'conv1d')
/** Kept per window object, which the plan makes once: a pass must not build it again. */
const blocks = new WeakMap<object, Block>()
const blockFor = (x: Shape, p: unknown): Block => {
  const known = blocks.get(valuesOf(p))
  if (known) return known
  const made = windowsOf(x, valuesOf(p))
  blocks.set(valuesOf(p), made)
  return made
}

export const BLOCK = {
  ...defineLayer({
    kind: 'block',
    title: 'Block',
    group: 'convolution',
    about: 'Convolution, ReLU and max pooling in one.',
    ports: { in: 1, out: 1 },
    params: {},
    summary: () => '',
    shape: (x, p) => (x.length === 3 ? blockFor(x, p).pool.out : blockFor(x, p).pool.out.slice(1)),
    weights: (x, p) => conv(x).weights(x, as(valuesOf(p).convolution)),
    window: (x, p) => blockFor(x, p).convolution,
    saved: (x, p) => size(blockFor(x, p).pool.out),
    scratch: (x, p) => blockScratch(blockFor(x, p)),
    packed: (x, p) => blockPacked(blockFor(x, p)),
    pack: ({ k, p, in: x, w, packed }, part, parts) => k.packBlock(w['kernel']!, packed, blockFor(x, p), part, parts),
    forward: ({ k, p, in: s, x, w, y, saved, packed, scratch }) =>
      k.convolvePool(x, w['kernel']!, w['bias'] ?? null, y, saved, blockFor(s, p), packed, scratch),
    backward({ k, p, in: s, x, w, y, saved, packed, scratch, dy, dx, dw }) {
      const block = blockFor(s, p)
      if (dw['kernel']) k.convolvePoolGradWeights(x, y, dy, saved, dw['kernel'], dw['bias'] ?? null, block, scratch)
      if (dx) k.convolvePoolGradInput(y, dy, saved, w['kernel']!, dx, block, packed, scratch)
    },
    checks: [],
  }),
  kind: 'block' as const,
}
