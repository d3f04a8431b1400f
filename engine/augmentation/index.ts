/**
 * The table of augmentations, and chains of them. A new one is a declaration and one line here.
 * A sample depends on (seed, epoch, sample, settings) alone, and works on samples as measured, before
 * they are prepared. Only training samples are augmented.
 */
import { foldKey } from '../random'
import { formatShape, size, type AnyValues, type Bad, type ValuesOf } from '../spec'
import { chained } from '../preparation/chain'
import { formOf, type PreparationWork } from '../preparation/step'
import randomCrop from './crop'
import cutOut from './cutOut'
import { flip } from './flip'
import { brightness, contrast } from './light'
import { imageNoise, spectralNoise } from './noise'
import rotation from './rotation'
import shift from './shift'
import { axisShift, factor, slope } from './spectral'
import type { AugmentDecl, AugmentStep, Chance, Layout, Move } from './step'
import { identity, warp } from './warp'
import zoom from './zoom'

export type { AugmentDecl, AugmentStep, Chance } from './step'

export const AUGMENTATIONS = {
  flipHorizontal: flip('horizontal'),
  flipVertical: flip('vertical'),
  rotation,
  shift,
  zoom,
  randomCrop,
  brightness,
  contrast,
  imageNoise,
  cutOut,
  axisShift,
  factor,
  slope,
  spectralNoise,
} as const
export type AugmentKind = keyof typeof AUGMENTATIONS
export const isAugmentKind = (kind: unknown): kind is AugmentKind =>
  typeof kind === 'string' && Object.hasOwn(AUGMENTATIONS, kind)

const valuesOf = (decl: AugmentDecl, given: AnyValues): ValuesOf<AugmentDecl['params']> =>
  Object.fromEntries(
    Object.entries(decl.params).map(([name, p]) => [name, given[name] ?? p.default]),
  ) as ValuesOf<AugmentDecl['params']>
/** A step as it is added to a list. */
export const newAugmentation = (kind: AugmentKind): AugmentStep => ({
  kind,
  params: valuesOf(AUGMENTATIONS[kind], {}),
})

/** Writes the sample as it is seen in this epoch, from 1; `from` and `to` must not overlap. */
export type Augment = (
  seed: number,
  epoch: number,
  sample: number,
  from: Float32Array,
  to: Float32Array,
) => void

/**
 * Keeps these keys apart from those of shuffling, dropout and first weights, which begin from the same seed.
 */
const STREAM = 0x6175676d
/** The key after each number folded in: the stream, the seed, the epoch, the sample, the step. */
const [START, SEED, EPOCH, SAMPLE, STEP] = [0, 1, 2, 3, 4]

/**
 * The whole chain as one function, with scratch of its own (bind it once in each thread); or the sentence
 * about what does not fit.
 */
export function augment(steps: readonly AugmentStep[], layout: Layout): Augment | Bad {
  const works: { readonly run: PreparationWork; readonly length: number }[] = []
  const length = size(layout.shape)
  const cells = new Uint32Array(5)
  cells[START] = STREAM
  let moves: Placed<Move>[] = []
  for (const [at, step] of steps.entries()) {
    if (!isAugmentKind(step.kind))
      return {
        bad:
          `Augmentation ${at + 1}, “${step.kind}”, is not known to this version: remove it, or update ` +
          'Receptive.',
      }
    const decl: AugmentDecl = AUGMENTATIONS[step.kind]
    const p = valuesOf(decl, step.params)
    if (!decl.forms.includes(formOf(layout)))
      return {
        bad:
          `Augmentation ${at + 1}, “${decl.title}”, is for ${decl.forms.join(' and ')}, and these ` +
          `samples are ${formOf(layout)} (${formatShape(layout.shape)}): remove it.`,
      }
    if (decl.isIdle(p)) continue
    if (decl.move) {
      if (moves.length === 0) works.push({ run: moved(moves, layout, cells), length })
      moves.push({ run: decl.move(p, layout), at })
    } else {
      moves = []
      works.push({ run: placed({ run: decl.bind(p, layout), at }, cells), length })
    }
  }
  const run = chained(works, length)
  return (seed, epoch, sample, from, to) => {
    foldKey(cells, SEED, START, seed)
    foldKey(cells, EPOCH, SEED, epoch - 1) // keys count epochs from 0
    foldKey(cells, SAMPLE, EPOCH, sample)
    run(from, to)
  }
}

type Placed<T> = { readonly run: T; readonly at: number }

function placed({ run, at }: Placed<Chance>, cells: Uint32Array): PreparationWork {
  return (from, to) => {
    foldKey(cells, STEP, SAMPLE, at)
    run(cells[STEP] as number, from, to)
  }
}

/** Moves that follow one another as one; the list still grows while the chain is made. */
function moved(moves: readonly Placed<Move>[], layout: Layout, cells: Uint32Array): PreparationWork {
  const map = new Float64Array(6)
  return (from, to) => {
    identity(map)
    for (let i = 0; i < moves.length; i++) {
      const { run, at } = moves[i] as Placed<Move>
      foldKey(cells, STEP, SAMPLE, at)
      run(cells[STEP] as number, map)
    }
    warp(layout.shape, map, from, to)
  }
}
