/** What evaluate and predict share: a predictor for the samples asked for. */
import { KERNELS, WORKER } from '../builtFiles'
import type { Dataset } from '../datasets/dataset'
import { withTargets } from '../datasets/targets'
import type { Document } from '../document/document'
import { openPredictorOnThreads } from '../run/predict'
import type { Predictor } from '../run/predictor'
import { standardises } from '../pipeline/targetScaling'
import { conform } from '../library/conform'
import type { NetworkPlan } from '../plan/types'
import type { Preparations } from '../preparation'
import { good, misused } from './exit'
import {
  leftOutInWords,
  planOf,
  partPositions,
  readData,
  readDocument,
  splitOf,
  threadsOf,
  type SplitPart,
} from './inputs'
import { leavingOut } from '../settings/data'
import type { Words } from './parse'
import type { CliOutput } from './output'
import { readWeights, type LearnedWeights } from './weights'

export type Evaluation = {
  readonly document: Document
  readonly dataset: Dataset
  readonly part: SplitPart
  readonly positions: readonly number[]
  readonly predictor: Predictor
}

/**
 * Opens a predictor, runs `use` with it and ends the threads. Without --split the samples are those of
 * `usual`, or all of them if the weights were trained on other data. Where `usual` is `all`, the data need no
 * targets.
 */
export async function withPredictor<T>(
  words: Words,
  say: CliOutput,
  usual: 'test' | 'all',
  use: (question: Evaluation) => Promise<T>,
): Promise<T> {
  const path = words.text('weights')
  if (path === undefined) throw misused('Say what the network has learned: --weights FILE.safetensors')
  const chosenPart = splitOf(words)
  const threads = threadsOf(words)
  const project = await readDocument(words)
  const needsTargets = usual !== 'all'
  const given = await readData(words, project, say, needsTargets)
  const learned = await readWeights(path)
  const { document, dataset, isOtherData } = asLearned(project, given, learned, needsTargets, say)
  const plan = planOf(document, dataset)
  const weights = learned.weightsOf(plan)
  const preparations = learned.preparationsOf(plan)
  const part = chosenPart ?? (isOtherData ? 'all' : usual)
  if (isOtherData && chosenPart === undefined && part !== usual)
    say.note('These are other data than the weights were trained on, so all samples are taken.')
  noteMeasured(say, document, plan, learned, preparations)
  const positions = partPositions(dataset, document, part)
  const missed = leftOutInWords(document)
  if (missed !== null) say.note(missed)
  const asked = { document, dataset, weights, positions, preparations, scales: learned.scales, threads }
  const predictor = good(await openPredictorOnThreads({ ...asked, workerUrl: WORKER, kernelFolder: KERNELS }))
  try {
    return await use({ document, dataset, part, positions, predictor })
  } finally {
    await predictor.close()
  }
}

/** The project and its data as the weights know them; `isOtherData`: they were trained on other data. */
function asLearned(
  project: Document,
  given: Dataset,
  { fingerprint, targets, trainedOn }: LearnedWeights,
  needsTargets: boolean,
  say: CliOutput,
): { readonly document: Document; readonly dataset: Dataset; readonly isOtherData: boolean } {
  const isOtherData = fingerprint !== undefined && fingerprint !== given.fingerprint
  if (!isOtherData) return { document: project, dataset: given, isOtherData }
  const labelled = targets ? good(withTargets(given, targets, !needsTargets)) : given
  const { dataset, said } = trainedOn ? good(conform(labelled, trainedOn)) : { dataset: labelled, said: [] }
  for (const sentence of said) say.warn(sentence)
  return {
    // The samples that a project leaves out are positions in its own data.
    document: { ...project, data: leavingOut(project.data, []) },
    dataset,
    isOtherData,
  }
}

/** Says what the weights do not tell and is measured instead. */
function noteMeasured(
  say: CliOutput,
  document: Document,
  plan: NetworkPlan,
  { scales }: LearnedWeights,
  preparations: Preparations | undefined,
): void {
  if (preparations === undefined && document.data.preparation.length > 0)
    say.note(
      'The weights do not say how inputs were prepared: it is measured on the training split of these data.',
    )
  if (scales === undefined && plan.outputs.some(standardises))
    say.note(
      'The weights do not say how numbers were standardised: it is measured on the training split of ' +
        'these data.',
    )
}
