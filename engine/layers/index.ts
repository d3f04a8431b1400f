/**
 * The table of layers. A new layer is one file and one line here; its place in the table is its place in the
 * palette.
 */
import type { LayerDecl } from '../spec'
import activation from './activation'
import add from './add'
import batchNorm from './batchNorm'
import { borders } from './borders'
import concatenate from './concatenate'
import { convolution } from './convolution'
import dense from './dense'
import { depthwise } from './depthwise'
import { dropout } from './dropout'
import flatten from './flatten'
import gaussianNoise from './gaussianNoise'
import globalPooling from './globalPooling'
import input from './input'
import layerNorm from './layerNorm'
import multiply from './multiply'
import output from './output'
import { pooling } from './pooling'
import prelu from './prelu'
import reshape from './reshape'
import { separable } from './separable'
import { transposed } from './transposed'
import { upSampling } from './upSampling'

/** Every kind of layer by its name in project files, in the order of the palette. */
export const LAYERS = {
  input,
  conv1d: convolution(1),
  conv2d: convolution(2),
  depthwiseConv1d: depthwise(1),
  depthwiseConv2d: depthwise(2),
  separableConv1d: separable(1),
  separableConv2d: separable(2),
  transposedConv1d: transposed(1),
  transposedConv2d: transposed(2),
  activation,
  prelu,
  pooling1d: pooling(1),
  pooling2d: pooling(2),
  globalPooling,
  batchNorm,
  layerNorm,
  dropout: dropout('values'),
  spatialDropout: dropout('feature maps'),
  gaussianNoise,
  add,
  multiply,
  concatenate,
  flatten,
  reshape,
  zeroPadding1d: borders('zeroPadding', 1),
  zeroPadding2d: borders('zeroPadding', 2),
  cropping1d: borders('cropping', 1),
  cropping2d: borders('cropping', 2),
  upSampling1d: upSampling(1),
  upSampling2d: upSampling(2),
  dense,
  output,
} as const

/** A name in `LAYERS`, such as `conv2d`. */
export type LayerKind = keyof typeof LAYERS
export const isLayerKind = (kind: unknown): kind is LayerKind =>
  typeof kind === 'string' && Object.hasOwn(LAYERS, kind)
export const layer = (kind: LayerKind): LayerDecl => LAYERS[kind]
