/**
 * The two example projects: a small network for each bundled data set that learns it in well under a minute.
 * Pure.
 */
import { build, type BuildSettings, type Layer } from './build'
import type { Document } from './document'

const example = (name: string, layers: readonly Layer[], settings: BuildSettings): Document =>
  build(layers, { name, ...settings }) as Document

export const imagesExample = (): Document =>
  example(
    'Fashion-MNIST example',
    [
      ['input'],
      ['conv2d', { filters: 16, kernel: [3, 3], padding: 'same' }],
      ['activation'],
      ['pooling2d'],
      ['conv2d', { filters: 32, kernel: [3, 3], padding: 'same' }],
      ['activation'],
      ['pooling2d'],
      ['dropout', { rate: 0.25 }],
      ['flatten'],
      ['dense', { units: 10 }],
      ['output'],
    ],
    {
      data: { set: 'fashion-mnist', preparation: [{ kind: 'standardise', params: { per: 'channel' } }] },
      training: { epochs: 12, batchSize: 64, learningRate: 0.002 },
    },
  )

/**
 * Wide kernels and averages, because a spectrum is smooth and what tells the classes apart is its slope and
 * curvature.
 */
export const spectraExample = (): Document =>
  example(
    'Tecator example',
    [
      ['input'],
      ['conv1d', { filters: 8, kernel: [15] }],
      ['activation', { function: 'elu' }],
      ['pooling1d', { kind: 'average', size: [4], strides: [4] }],
      ['conv1d', { filters: 16, kernel: [5] }],
      ['activation', { function: 'elu' }],
      ['pooling1d', { kind: 'average' }],
      ['dropout', { rate: 0.25 }],
      ['flatten'],
      ['dense', { units: 3 }],
      ['output'],
    ],
    {
      data: { set: 'tecator', preparation: [{ kind: 'standardise', params: { per: 'position' } }] },
      training: { epochs: 400, batchSize: 16, learningRate: 0.003 },
    },
  )
