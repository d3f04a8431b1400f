/** What the graph and the Data page are told of a data set: shapes, counts, the fitted preparation. */
import type { SampleInfo } from '../graph/types'
import { targetScaleOf } from '../datasets/targetScale'
import { isBad, type Bad, type Shape } from '../spec'
import { rowsAt } from '../datasets/rows'
import type { DataSettings } from '../settings/data'
import type { Dataset, DatasetSummary } from '../datasets/dataset'
import { fitSteps, layoutAfter, stepsFor, type Fitted, type Step } from '../preparation'
import { isFile, rowsIn } from './openRows'
import { splitProblem } from '../datasets/split/problem'
import { splitDataset } from '../datasets/split/split'
import { eachSplit, splitPositions } from './splitPositions'

/** What the graph needs to know of a data set whose samples go through `steps`. */
export function sampleInfo(
  set: Pick<Dataset, 'title' | 'shape' | 'axis' | 'classes' | 'numbers' | 'moreInputs' | 'moreTargets'>,
  steps: readonly Step[] = [],
): SampleInfo {
  let problem: string | null = null
  const after = (shape: Shape, axis: Dataset['axis'], source: string): Shape => {
    const layout = { shape, axis }
    const to = layoutAfter(stepsFor(steps, layout, source), layout)
    if (isBad(to)) problem ??= to.bad
    return isBad(to) ? shape : to.shape
  }
  const shape = after(set.shape, set.axis, '')
  const moreInputs = set.moreInputs?.map(i => ({ name: i.name, shape: after(i.shape, null, i.name) })) ?? []
  return {
    title: set.title,
    shape,
    classes: set.classes.length,
    numbers: set.numbers?.names.length ?? 0,
    moreInputs,
    moreTargets:
      set.moreTargets?.map(t => ({
        name: t.name,
        classes: t.classes.length,
        numbers: t.numbers?.names.length ?? 0,
      })) ?? [],
    ...(problem === null ? {} : { problem }),
  }
}

const EXAMPLES = 8
export function describeDataset(set: Dataset, settings: Omit<DataSettings, 'set'>): DatasetSummary {
  const positions = splitPositions(set, settings)
  const count = (chosen: Int32Array) => {
    const counts = set.classes.map(() => 0)
    for (const i of chosen)
      if (set.classes.length > 0) counts[set.labels[i] ?? 0] = (counts[set.labels[i] ?? 0] ?? 0) + 1
    return counts
  }
  return {
    id: set.id,
    title: set.title,
    kind: set.kind,
    about: set.about,
    shape: set.shape,
    classes: set.classes,
    counts: eachSplit(split => count(positions[split])),
    sizes: eachSplit(split => positions[split].length),
    numbers: set.numbers?.names ?? [],
    scale: set.numbers ? targetScaleOf(set.numbers, positions.training) : null,
    columns: (set.columns ?? []).map(({ name, values }) => {
      const distinct = new Set(values)
      return { name, distinct: distinct.size, examples: [...distinct].slice(0, EXAMPLES) }
    }),
    axis: set.axis,
    licence: set.licence,
    fingerprint: set.fingerprint,
    isBytes: set.values instanceof Uint8Array || (isFile(set.values) && set.values.type === 'u8'),
    hasOwnTest: set.ownTest !== null,
    splitProblem: splitProblem(set, settings)?.bad ?? null,
    prepared: layoutAfter(settings.preparation, { shape: set.shape, axis: set.axis }),
  }
}

/** Samples that a picture of the preparation is measured on: training measures on all of them. */
const LOOKED_AT = 2000

/** The preparation as it is shown, measured on at most `LOOKED_AT` samples of the training split. */
export function fitForLook(set: Dataset, settings: DataSettings): Fitted | Bad {
  const { training } = splitDataset(set, settings)
  const step = Math.max(1, Math.ceil(training.length / LOOKED_AT))
  return fitSteps(
    settings.preparation,
    { shape: set.shape, axis: set.axis },
    rowsAt(
      rowsIn(set),
      training.filter((_, i) => i % step === 0),
    ),
  )
}
