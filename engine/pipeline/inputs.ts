/**
 * How samples come to the network: prepared and kept in memory, or taken as measured and prepared each time.
 * The latter is for training samples that are changed anew in every epoch, and for data that would not fit
 * into memory; the numbers that the network gets are the same either way. What is kept prepared is prepared
 * by the thread that needs it first, where it lies, so that a run need not wait for all samples before its
 * first step.
 */
import type { SampleCounts } from '../runtime/arena'
import { augment, type AugmentStep } from '../augmentation'
import type { Dataset, RowFile } from '../datasets/dataset'
import { isFile, rowsIn } from '../library/openRows'
import { inputNamed } from '../datasets/parts'
import type { NetworkPlan } from '../plan/types'
import { bindSteps, type Fitted, type Preparations } from '../preparation'
import { isBad, size, type Bad } from '../spec'

/** Prepared samples of more than this stay in their file: the system keeps in memory what is used of it. */
const MOST_RESIDENT_BYTES = 256 * 2 ** 20
const FLOAT = 4

/** Of each of the plan's inputs, those of one source alike. */
export type InputFeed = {
  /**
   * What lies in the arena of a sample: its prepared values, those that the thread that needs them first
   * prepares (lazy), its values as measured, or nothing where they are read from a file.
   */
  readonly storage: 'prepared' | 'lazy' | 'measured' | RowFile
  readonly length: number
  readonly fitted: Fitted
  readonly augmentation: readonly AugmentStep[]
}

export const sizeOf = ({ storage, length }: InputFeed) => ({
  length,
  isLazy: storage === 'lazy',
})

export function inputFeeds(
  plan: Pick<NetworkPlan, 'inputs'>,
  dataset: Dataset,
  fitted: Preparations,
  counts: SampleCounts,
  augmentation: readonly AugmentStep[],
  mostResidentBytes: number = MOST_RESIDENT_BYTES,
): readonly InputFeed[] | Bad {
  const samples = counts.training + counts.validation + counts.test
  const feeds = plan.inputs.map(({ source, shape }): InputFeed | Bad => {
    const part = inputNamed(dataset, source)
    const own = fitted[source]
    if (!part || !own)
      return {
        bad:
          `How the input “${source || 'of the samples'}” was prepared is not known: the weights belong ` +
          'to another network.',
      }
    if (size(own.to.shape) !== size(shape))
      return {
        bad:
          `The preparation makes ${own.to.shape.join('×')} of a sample, and the network takes ` +
          `${shape.join('×')}.`,
      }
    const steps = source === '' && counts.training > 0 ? augmentation : []
    const changing = augment(steps, own.from)
    if (isBad(changing)) return changing
    const isLarge = isFile(part.values) && samples * size(shape) * FLOAT > mostResidentBytes
    if (isLarge || steps.length > 0) return measuredFeed(part, own, steps)
    const isInPlace = counts.training > 0 && size(part.shape) === size(shape)
    return {
      storage: isInPlace ? 'lazy' : 'prepared',
      length: size(shape),
      fitted: own,
      augmentation: [],
    }
  })
  return feeds.find(isBad) ?? (feeds as readonly InputFeed[])
}

/** Of samples that are prepared each time: read from their file, or kept as measured. */
const measuredFeed = (
  { values, shape }: Pick<Dataset, 'values' | 'shape'>,
  fitted: Fitted,
  augmentation: readonly AugmentStep[],
): InputFeed =>
  isFile(values)
    ? { storage: values, length: 0, fitted, augmentation }
    : { storage: 'measured', length: size(shape), fitted, augmentation }

/**
 * Makes one input's samples: `measured` is filled by `read`, changed in epoch `epoch` (from 1; 0 is none),
 * prepared into `prepared`. One for each thread, as it has scratch of its own.
 */
export function sampleMaker({ storage, fitted, augmentation }: InputFeed, seed: number) {
  const length = size(fitted.from.shape)
  const measured = new Float32Array(length)
  const changed = new Float32Array(augmentation.length > 0 ? length : 0)
  const prepared = new Float32Array(size(fitted.to.shape))
  const rows = typeof storage === 'object' ? rowsIn({ values: storage, shape: fitted.from.shape }) : null
  const change = augmentation.length > 0 ? augment(augmentation, fitted.from) : null
  const work = bindSteps(fitted)
  return {
    measured,
    prepared,
    /** `sample` is its position in the whole data set. */
    make(sample: number, epoch: number): void {
      rows?.read(sample, measured)
      if (change && !isBad(change) && epoch > 0) {
        change(seed, epoch, sample, measured, changed)
        work(changed, prepared)
      } else work(measured, prepared)
    },
  }
}
