/** What evaluate and predict share: a predictor for the samples asked for. */
import { KERNELS, WORKER } from '../builtFiles'
import type { Dataset } from '../datasets/dataset'
import { withTargets } from '../datasets/targets'
import type { Document } from '../document/document'
import { openPredictor } from '../run/predict'
import type { Predictor } from '../run/predictor'
import { standardises } from '../pipeline/targetScaling'
import { misused } from './exit'
import {
  good,
  leftOutInWords,
  planOf,
  positionsOf,
  readData,
  readDocument,
  splitOf,
  threadsOf,
  type Part,
} from './inputs'
import { leavingOut } from '../settings/data'
import type { Words } from './parse'
import type { Voice } from './output'
import { readWeights } from './weights'

export type Evaluation = {
  readonly document: Document
  readonly dataset: Dataset
  readonly part: Part
  readonly positions: readonly number[]
  readonly predictor: Predictor
}

/**
 * Without --split: `usual`, but of data that the weights were not trained on, all. Who wants all anyway only
 * asks, and the data need not say what is right. Runs `ask` and ends the threads.
 */
export async function withPredictor<T>(
  words: Words,
  say: Voice,
  usual: 'test' | 'all',
  ask: (question: Evaluation) => Promise<T>,
): Promise<T> {
  const path = words.text('weights')
  if (path === undefined) throw misused('Say what the network has learned: --weights FILE.safetensors')
  const wanted = splitOf(words)
  const threads = threadsOf(words)
  const project = await readDocument(words.document)
  const needsTargets = usual !== 'all'
  const given = await readData(words, project, say, needsTargets)
  const learned = await readWeights(path)
  const isForeign = learned.fingerprint !== undefined && learned.fingerprint !== given.fingerprint
  // What the project leaves out are places in its own data.
  const document = isForeign ? { ...project, data: leavingOut(project.data, []) } : project
  const dataset =
    isForeign && learned.targets ? good(withTargets(given, learned.targets, !needsTargets)) : given
  const plan = planOf(document, dataset)
  const weights = learned.weightsOf(plan)
  const preparations = learned.preparationsOf(plan)
  const part = wanted ?? (isForeign ? 'all' : usual)
  if (isForeign && wanted === undefined && part !== usual)
    say.note('These are other data than the weights were trained on, so all samples are taken.')
  if (preparations === undefined && document.data.preparation.length > 0)
    say.note(
      'The weights do not say how inputs were prepared: it is measured on the training split of these data.',
    )
  if (learned.scales === undefined && plan.outputs.some(standardises))
    say.note(
      'The weights do not say how numbers were standardised: it is measured on the training split of ' +
        'these data.',
    )
  const positions = positionsOf(dataset, document, part)
  const missed = leftOutInWords(document)
  if (missed !== null) say.note(missed)
  const predictor = good(
    await openPredictor({
      document,
      dataset,
      weights,
      positions,
      preparations,
      scales: learned.scales,
      threads,
      workerUrl: WORKER,
      kernelFolder: KERNELS,
    }),
  )
  try {
    return await ask({ document, dataset, part, positions, predictor })
  } finally {
    await predictor.close()
  }
}
