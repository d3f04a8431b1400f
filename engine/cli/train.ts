/**
 * `receptive train`. An interrupted run pauses between two steps, hands out its state, and only then
 * stops, so that weights and state are of the same step.
 */
import { rm } from 'node:fs/promises'
import { KERNELS, WORKER } from '../builtFiles'
import type { Dataset } from '../datasets/dataset'
import { sampleInfo } from '../library/describe'
import { splitDataset } from '../datasets/split/split'
import type { Document } from '../document/document'
import { weightsToSafetensors } from '../run/weightsFile'
import { stateFromBytes, stateToBytes } from '../run/checkpoint'
import { analyse, spreadsOf } from '../graph/analyse'
import { weightLayout } from '../plan/planNetwork'
import { type NetworkPlan } from '../plan/types'
import type { RunState, TrainControl, TrainResult } from '../run/types'
import { fitInputs } from '../pipeline/fill'
import { fitScales, standardises } from '../pipeline/targetScaling'
import { targetScaleOf } from '../datasets/targetScale'
import { isBad } from '../spec'
import { trainOnThreads } from '../run/train'
import { EXIT, failed, good } from './exit'
import { checkOutputs, exists, readBytes, write } from './files'
import { leftOutInWords, planOf, readData, readDocument, threadsOf, withTraining } from './inputs'
import type { Words } from './parse'
import { trainReporter } from './reporter'
import { summary } from './tables'
import { grouped, cliOutput, type CliOutput } from './output'
import { metadataOf, readWeights } from './weights'

/**
 * A terminal's Ctrl-C reaches this process twice, from the terminal and from whoever started it: that is one
 * wish.
 */
const ONE_WISH_MS = 1000

type Run = {
  readonly document: Document
  readonly dataset: Dataset
  readonly plan: NetworkPlan
  readonly out?: string
  readonly state?: string
}

export async function trainCommand(words: Words): Promise<number> {
  const say = cliOutput(words.has('json'))
  const out = words.text('out')
  const state = words.text('state')
  await checkOutputs([out, state], [words.document, words.text('data'), words.text('weights')])
  const document = withTraining(await readDocument(words), words)
  const threads = threadsOf(words)
  const dataset = await readData(words, document, say)
  const plan = planOf(document, dataset)
  const from = state !== undefined && (await exists(state)) ? await readState(state) : undefined
  const given = words.text('weights')
  const initialWeights = given === undefined || from ? undefined : (await readWeights(given)).weightsOf(plan)
  const run: Run = {
    document,
    dataset,
    plan,
    ...(out === undefined ? {} : { out }),
    ...(state === undefined ? {} : { state }),
  }
  startTraining(say, run, threads, from)
  const training = trainOnThreads(
    { document, dataset, threads, workerUrl: WORKER, kernelFolder: KERNELS, initialWeights, from },
    trainReporter(say, document),
  )
  const interruption = onInterrupt(training.control, say, state !== undefined)
  return end(say, run, await training.finished, interruption)
}

async function readState(path: string): Promise<RunState> {
  const state = stateFromBytes(await readBytes(path))
  if (isBad(state)) throw failed(`${path}: ${state.bad}`)
  return state
}

function startTraining(
  say: CliOutput,
  { document, dataset, plan }: Run,
  threads: number,
  from: RunState | undefined,
): void {
  const splits = splitDataset(dataset, document.data)
  const samples = {
    training: splits.training.length,
    validation: splits.validation.length,
    test: splits.test.length,
  }
  const { epochs } = document.training
  const resumed = from ? { epoch: from.epoch, batch: from.batch } : null
  say.event({
    event: 'start',
    document: document.name,
    data: dataset.title,
    samples,
    parameters: plan.parameters,
    threads,
    epochs,
    resumed,
  })
  say.note(
    `“${document.name}” on ${dataset.title}: ${grouped(plan.parameters)} parameters; ` +
      `${grouped(samples.training)} samples to learn from, ${grouped(samples.validation)} to watch, ` +
      `${grouped(samples.test)} to test.`,
  )
  const missed = leftOutInWords(document)
  if (missed !== null) say.note(missed)
  if (plan.outputs.some(standardises))
    say.note('The loss is of standardised numbers; R², RMSE and MAE are in the unit of the data.')
  for (const hint of hintsOf(document, dataset, splits.training)) say.note(hint)
  if (from) say.note(`Going on in epoch ${from.epoch}, behind batch ${from.batch}.`)
}

/** What would do better: in the studio a button, here what to write. */
function hintsOf(document: Document, dataset: Dataset, training: Int32Array): readonly string[] {
  const { numbers } = dataset
  const info = sampleInfo(dataset, document.data.preparation)
  const spreads = numbers ? spreadsOf(numbers.names, targetScaleOf(numbers, training)) : []
  return [...analyse(document, { ...info, spreads }).nodes].flatMap(([node, { hint }]) =>
    hint
      ? [
          `${hint.sentence} In the studio that is a button; in the project file, ` +
            `${JSON.stringify(hint.fix.set)} among the params of ${node}.`,
        ]
      : [],
  )
}

type Interruption = { state(): RunState | null }

function onInterrupt(control: TrainControl, say: CliOutput, keepsState: boolean): Interruption {
  let at: number | null = null
  let state: RunState | null = null
  const leave = async (): Promise<void> => {
    if (keepsState) {
      control.pause()
      state = await control.capture()
    }
    control.stop()
  }
  const hear = (): void => {
    if (at !== null && performance.now() - at > ONE_WISH_MS) process.exit(EXIT.interrupted)
    if (at !== null) return
    at = performance.now()
    say.note('Stopping after this step; once more to leave at once.')
    void leave()
  }
  // Heard until the process ends: the files are still to be written.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, hear)
  return { state: () => state }
}

async function end(
  say: CliOutput,
  run: Run,
  result: TrainResult,
  interruption: Interruption,
): Promise<number> {
  const { status, sentence, testLoss, test, best, weights } = result
  const { document, out } = run
  if (out !== undefined && weights) await write(out, toFile(run, weights))
  const kept = out !== undefined && weights ? out : null
  const state = status === 'stopped' && run.state !== undefined ? interruption.state() : null
  if (state && run.state !== undefined) await write(run.state, stateToBytes(state))
  say.event({
    event: 'end',
    status: status === 'stopped' ? 'interrupted' : status,
    sentence,
    loss: testLoss,
    outputs: test,
    best: best && { epoch: best.epoch, validationLoss: best.validationLoss },
    weights: kept,
    state: state ? run.state : null,
  })
  const keptAt = kept === null ? '' : ` The weights are in ${kept}.`
  if (status === 'failed') throw failed(`${sentence}${keptAt}`)
  if (status === 'stopped') {
    say.note(
      `Interrupted.${keptAt}${state ? ` The run is in ${run.state}: the same command goes on with it.` : ''}`,
    )
    return EXIT.interrupted
  }
  if (run.state !== undefined) await rm(run.state, { force: true })
  say.result(`\nTest split, loss ${testLoss?.toPrecision(4)}\n\n${summary(document, test)}`)
  if (best)
    say.note(
      `\nThe validation loss was lowest after epoch ${best.epoch} ` +
        `(${best.validationLoss.toPrecision(4)}).${keptAt}`,
    )
  return EXIT.fine
}

function toFile({ document, dataset, plan }: Run, weights: Float32Array): Uint8Array {
  const { training } = splitDataset(dataset, document.data)
  const fitted = good(fitInputs(plan, dataset, training, document.data.preparation))
  const scales = good(fitScales(plan, dataset, training))
  return weightsToSafetensors(weightLayout(plan), weights, metadataOf(fitted, scales, dataset, training))
}
