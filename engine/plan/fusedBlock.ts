/**
 * The fused conv–ReLU–max-pool block: convolution, ReLU or nothing, and max pooling as one operation. Pure.
 * The plan puts it in the place of its layers, which stay its reference; what it saves is the map
 * between them, and the work on gradients that a maximum or a ReLU has made zero.
 */
import type { GraphNode } from '../document/document'
import { layer } from '../layers'
import { blockPacked, blockScratch } from '../convolution/scratch'
import {
  defineLayer,
  size,
  type AnyValues,
  type FusedBlock,
  type Params,
  type Shape,
  type ValuesOf,
  type Window,
} from '../spec'

type Values = { readonly convolution: AnyValues; readonly block: FusedBlock }
/** What the plan puts into the step's parameters: the convolution's own, and the windows, made once. */
const valuesOf = (p: unknown): Values => p as Values
const as = (p: AnyValues): ValuesOf<Params> => p as ValuesOf<Params>

const layerWindow = (kind: 'conv2d' | 'conv1d' | 'pooling2d' | 'pooling1d', x: Shape, p: AnyValues): Window =>
  layer(kind).window?.(x, as(p)) as Window

/** The two windows over an input of this shape. */
function windowsOf(
  x: Shape,
  convolution: AnyValues,
  pooling: AnyValues,
  isRectified: boolean,
  isAnswer: boolean,
): FusedBlock {
  const first = { ...layerWindow(x.length === 3 ? 'conv2d' : 'conv1d', x, convolution), isAnswer }
  const between = x.length === 3 ? first.out : first.out.slice(1)
  return {
    convolution: first,
    isRectified,
    pool: layerWindow(x.length === 3 ? 'pooling2d' : 'pooling1d', between, pooling),
  }
}

/** The block that these two nodes make on an input of this shape, or null if they make none. */
export function fusedBlockOf(
  convolution: GraphNode,
  pooling: GraphNode,
  isRectified: boolean,
  x: Shape,
  isAnswer = false,
): FusedBlock | null {
  const rank = x.length - 1
  if (
    convolution.kind !== `conv${rank}d` ||
    pooling.kind !== `pooling${rank}d` ||
    pooling.params['kind'] !== 'max'
  )
    return null
  const block = windowsOf(x, convolution.params, pooling.params, isRectified, isAnswer)
  const { kernel, strides, before, out, in: inner } = block.pool
  const isTiled =
    kernel.every((k, i) => k === strides[i]) &&
    before.every(n => n === 0) &&
    kernel.every((k, i) => (out[i] ?? 0) * k <= (inner[i] ?? 0))
  return isTiled && block.convolution.groups === 1 ? block : null
}

const conv = (x: Shape) => layer(x.length === 3 ? 'conv2d' : 'conv1d')
const blockOfStep = (p: unknown): FusedBlock => valuesOf(p).block

export const FUSED_BLOCK = {
  ...defineLayer({
    kind: 'block',
    title: 'Block',
    group: 'convolution',
    about: 'Convolution, ReLU and max pooling in one.',
    ports: { in: 1, out: 1 },
    params: {},
    summary: () => '',
    shape: (x, p) => (x.length === 3 ? blockOfStep(p).pool.out : blockOfStep(p).pool.out.slice(1)),
    weights: (x, p) => conv(x).weights(x, as(valuesOf(p).convolution)),
    window: (_x, p) => blockOfStep(p).convolution,
    saved: (_x, p) => size(blockOfStep(p).pool.out),
    scratch: (_x, p) => blockScratch(blockOfStep(p)),
    packed: (_x, p) => blockPacked(blockOfStep(p)),
    packWeights: ({ k, p, w, packed }, part, parts) =>
      k.packBlock(w['kernel']!, packed, blockOfStep(p), part, parts),
    forward: ({ k, p, x, w, y, saved, packed, scratch }) =>
      k.convolvePool(x, w['kernel']!, w['bias'] ?? null, y, saved, blockOfStep(p), packed, scratch),
    backward({ k, p, x, w, y, saved, packed, scratch, dy, dx, dw }) {
      const block = blockOfStep(p)
      if (dw['kernel'])
        k.convolvePoolGradWeights(x, y, dy, saved, dw['kernel'], dw['bias'] ?? null, block, scratch)
      if (dx) k.convolvePoolGradInput(y, dy, saved, w['kernel']!, dx, block, packed, scratch)
    },
    checks: [],
  }),
  kind: 'block' as const,
}
