/**
 * A network to begin with on any data set: blocks of convolution, activation and pooling as far as the
 * samples allow. Pure.
 * It always fits, so that whoever brings data in can press Train and change things from there.
 */
import { build, type Layer } from '../document/build'
import type { Dataset } from '../datasets/dataset'
import { givenSplit } from '../datasets/split/given'
import type { Document } from '../document/document'
import { analyse } from './analyse'
import { type SampleInfo } from './types'
import { isBad, size } from '../spec'

/** Filters of each block; a block needs sides of at least this many values. */
const BLOCKS = [16, 32, 64] as const
const LEAST_SIDE = 8
const LEAST_LENGTH = 24
/**
 * Flattened maps of more values than this would make a Dense larger than all the rest: each map is averaged
 * instead.
 */
const MOST_FLAT = 20_000

type Of = Pick<Dataset, 'id' | 'labels' | 'columns'> & { readonly excluded?: readonly number[] }

export function starterFor(info: SampleInfo, set: Of): Document {
  const isImage = info.shape.length === 3
  const blocks = isImage ? imageBlocks(info.shape) : spectrumBlocks(info.shape)
  // A class survives noise in the features; a number would follow it.
  const rest: Layer[] = info.classes > 0 ? [['dropout', { rate: 0.25 }]] : []
  const units = info.classes || info.numbers || 1
  const last: Layer[] = [
    ['dense', { units }],
    ['output', info.classes > 0 ? {} : { loss: 'meanSquared', targetScale: 'standardised' }],
  ]
  const made = [...blocks, []].map((_, i) =>
    documentOf(
      [['input'], ...blocks.slice(0, blocks.length - i).flat(), ...rest, ['flatten'], ...last],
      info,
      set,
    ),
  )
  const fits = made.find(d => analyse(d, info).problems.length === 0) ?? (made.at(-1) as Document)
  const flat = analyse(fits, info).nodes.get(fits.nodes.at(-3)?.id ?? '')?.out ?? []
  if (size(flat) <= MOST_FLAT || blocks.length === 0) return fits
  return documentOf([['input'], ...blocks.flat(), ...rest, ['globalPooling'], ...last], info, set)
}

function documentOf(layers: readonly Layer[], info: SampleInfo, set: Of): Document {
  const isImage = info.shape.length === 3
  const { excluded = [] } = set
  const built = build(layers, {
    name: info.title.slice(0, 200),
    data: {
      set: set.id,
      ...givenSplit(set.columns?.map(c => c.name) ?? []),
      preparation: [{ kind: 'standardise', params: { per: isImage ? 'channel' : 'position' } }],
      excluded,
    },
    training: {
      epochs: isImage ? 20 : 100,
      batchSize: Math.max(
        1,
        Math.min(isImage ? 64 : 16, Math.floor((set.labels.length - excluded.length) / 8)),
      ),
      learningRate: 0.002,
    },
  })
  if (isBad(built)) throw new Error(built.bad) // its parts are fixed, and tested
  return built
}

function imageBlocks([height = 1, width = 1]: SampleInfo['shape']): Layer[][] {
  let side = Math.min(height, width)
  const blocks: Layer[][] = []
  for (const filters of BLOCKS) {
    if (side < LEAST_SIDE) break
    blocks.push([['conv2d', { filters, kernel: [3, 3], padding: 'same' }], ['activation'], ['pooling2d']])
    side = Math.floor(side / 2)
  }
  return blocks
}

/** The first kernel is wide, because lines and bands are; later ones see what it left. */
function spectrumBlocks([length = 1]: SampleInfo['shape']): Layer[][] {
  let left = length
  const blocks: Layer[][] = []
  for (const [i, filters] of BLOCKS.entries()) {
    if (left < LEAST_LENGTH) break
    blocks.push([
      ['conv1d', { filters: filters / 2, kernel: [i === 0 ? 9 : 5], padding: 'same' }],
      ['activation'],
      ['pooling1d', { size: [i === 0 && length > 500 ? 4 : 2], strides: [i === 0 && length > 500 ? 4 : 2] }],
    ])
    left = Math.floor(left / (i === 0 && length > 500 ? 4 : 2))
  }
  return blocks
}
