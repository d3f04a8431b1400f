/** The table of layers. A new layer is one file and one line here; its place in the table is its place in the palette. */
import type { LayerDecl } from '../spec'
import activation from './activation'
import conv1d from './conv1d'
import conv2d from './conv2d'
import dense from './dense'
import dropout from './dropout'
import flatten from './flatten'
import input from './input'
import output from './output'
import pooling1d from './pooling1d'
import pooling2d from './pooling2d'

export const LAYERS = { input, conv1d, conv2d, activation, pooling1d, pooling2d, dropout, flatten, dense, output } as const

export type LayerKind = keyof typeof LAYERS
export const isLayerKind = (kind: unknown): kind is LayerKind => typeof kind === 'string' && Object.hasOwn(LAYERS, kind)
export const layer = (kind: LayerKind): LayerDecl => LAYERS[kind]
