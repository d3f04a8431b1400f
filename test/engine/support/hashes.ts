/**
 * A process of its own: trains networks that between them go through every kernel of the convolutions, and
 * says the SHA-256 of each one's weights and whether the kernels were asked to be wide. Started with the
 * worker's file and the kernels' folder.
 */
import { createHash } from 'node:crypto'
import { build, isBad, train, type Layer } from '../../../engine'
import { IS_WIDE } from '../../../engine/kernels/wide'
import type { Dataset } from '../../../engine/datasets/dataset'
import { keyOf, normal } from '../../../engine/random'
import { size, type Shape } from '../../../engine/spec'

const CLASSES = 3
const SAMPLES = 60
const relu: Layer = ['activation']
const gelu: Layer = ['activation', { function: 'gelu' }]
const square = (filters: number, n: number, more = {}): Layer => [
  'conv2d',
  { filters, kernel: [n, n], ...more },
]
const line = (filters: number, n: number, more = {}): Layer => ['conv1d', { filters, kernel: [n], ...more }]
const same = { padding: 'same' }
const half = { padding: 'same', strides: [2, 2] }

/**
 * One and two panels of filters, full and not; every number of neighbours that a list is followed for; every
 * way of convolution/algorithm.ts.
 */
const NETWORKS: Readonly<Record<string, readonly [Shape, readonly Layer[]]>> = {
  'blocks of 5×5 and 3×3': [
    [24, 22, 3],
    [square(32, 5), relu, ['pooling2d'], square(40, 3), relu, ['pooling2d'], square(20, 3), relu],
  ],
  'blocks along a row': [
    [200, 1],
    [line(20, 7), relu, ['pooling1d'], line(24, 5), relu, ['pooling1d'], line(56, 3), relu, ['pooling1d']],
  ],
  'blocks with large pools': [
    [27, 27, 5],
    [
      square(28, 3),
      relu,
      ['pooling2d', { size: [3, 3] }],
      square(64, 3),
      relu,
      ['pooling2d', { size: [2, 3] }],
    ],
  ],
  'no pooling': [
    [16, 16, 4],
    [square(16, 3, half), relu, square(24, 3, same), gelu, square(44, 3, half), relu, square(64, 1), relu],
  ],
  'Winograd at every size': [
    [14, 13, 16],
    [square(32, 3, same), gelu, square(48, 5, same), gelu, square(24, 3), gelu],
  ],
  'dilated, depthwise and in groups': [
    [90, 16],
    [
      line(32, 5, { ...same, dilation: [3] }),
      gelu,
      ['depthwiseConv1d', { kernel: [3] }],
      line(48, 3, { groups: 2 }),
      gelu,
      ['separableConv1d'],
    ],
  ],
  'normalised, averaged and dense': [
    [12, 12, 3],
    [
      square(24, 3, same),
      ['batchNorm'],
      ['pooling2d', { kind: 'average' }],
      ['flatten'],
      ['dense', { units: 40 }],
    ],
  ],
}

function drawn(shape: Shape): Dataset {
  const labels = Int32Array.from({ length: SAMPLES }, (_, i) => i % CLASSES)
  const values = Float32Array.from({ length: SAMPLES * size(shape) }, (_, i) => normal(keyOf(5), i))
  const about = {
    id: 'drawn',
    title: 'Drawn',
    kind: shape.length === 3 ? 'images' : 'spectra',
    about: '',
    licence: { name: '', text: '', source: '' },
  } as const
  return {
    ...about,
    shape,
    classes: ['a', 'b', 'c'],
    values,
    labels,
    ownTest: null,
    axis: null,
    fingerprint: 'drawn',
  }
}

const [worker = '', kernelFolder = ''] = process.argv.slice(2)
const hashes: Record<string, string> = {}
for (const [name, [shape, layers]] of Object.entries(NETWORKS)) {
  const flat: readonly Layer[] = layers.some(([kind]) => kind === 'flatten') ? [] : [['flatten']]
  const document = build([...layers, ...flat, ['dropout', { rate: 0.2 }], ['dense', { units: CLASSES }]], {
    training: { epochs: 3, batchSize: 12 },
  })
  if (isBad(document)) throw new Error(`${name}: ${document.bad}`)
  const { weights, sentence } = await train(
    document,
    drawn(shape),
    {},
    { threads: 2, workerUrl: new URL(`file://${worker}`), kernelFolder },
  ).finished
  if (!weights) throw new Error(`${name}: ${sentence}`)
  hashes[name] = createHash('sha256').update(new Uint8Array(weights.buffer)).digest('hex')
}
process.stdout.write(JSON.stringify({ isWide: IS_WIDE, hashes }))
