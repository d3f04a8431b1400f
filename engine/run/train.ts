/**
 * Trains a document on a data set. It never throws and never hangs; whatever happens, `finished`
 * resolves with a status, a sentence where something is wrong, and the last good weights.
 */
import { LOSS_RING, slotCount, threadCount } from '../runtime/arena'
import { COMMAND, Control } from '../runtime/control'
import type { Job, Message } from './job'
import { prepare, type Prepared } from './prepare'
import type { Memory } from '../runtime/memory'
import type { RunState, TrainEvents, TrainOptions, Training, TrainProgress, TrainResult } from './types'
import { namedScales, standardises } from '../pipeline/targetScaling'
import { isBad, type Bad, messageOf } from '../spec'
import { isClassifying } from '../training/losses'
import { startWorkers, type Pool } from './workerPool'

const REPORT_EVERY_MS = 100
/** Who pressed Train waits for the first batch. */
const FIRST_REPORT_MS = 15

export function train(options: TrainOptions, events: TrainEvents = {}): Training {
  const wish = { command: COMMAND.run as number, control: null as Control | null }
  const captures = new Captures()
  const order = (command: number): void => {
    if (wish.command === COMMAND.stop) return // a stop is final
    wish.command = command
    wish.control?.command(command)
  }
  const steer = (control: Control): void => {
    wish.control = control
    control.command(wish.command)
    if (captures.areWanted) control.askForState()
  }
  const finished = run(startRun(options), events, steer, state => captures.answer(state))
    .catch((error: unknown) => failed(`Training could not begin: ${messageOf(error)}`, null))
    .finally(() => captures.answer(null))
  return {
    control: {
      pause: () => order(COMMAND.pause),
      resume: () => order(COMMAND.run),
      stop: () => order(COMMAND.stop),
      capture() {
        const answer = captures.ask()
        wish.control?.askForState()
        return answer
      },
    },
    finished,
  }
}

/** Those who wait for the run's state; after the end everybody is told that there is none. */
class Captures {
  private waiting: ((state: RunState | null) => void)[] = []
  private isOver = false
  get areWanted(): boolean {
    return this.waiting.length > 0
  }
  ask(): Promise<RunState | null> {
    return new Promise(resolve => (this.isOver ? resolve(null) : this.waiting.push(resolve)))
  }
  answer(state: RunState | null): void {
    this.isOver ||= state === null
    for (const resolve of this.waiting.splice(0)) resolve(state)
  }
}

const failed = (sentence: string, weights: Float32Array | null): TrainResult => ({
  status: 'failed',
  sentence,
  weights,
  testAccuracy: null,
  testLoss: null,
  test: [],
  predictions: [],
  best: null,
})

/**
 * Apart from `run`, because a function that waits keeps what it was given, and that is all the samples once
 * more.
 */
async function startRun(
  options: TrainOptions,
): Promise<{ readonly pool: Pool; readonly prepared: Prepared | Bad }> {
  const pool = startWorkers(
    threadCount(options.threads, slotCount(options.document.training.batchSize, 0)),
    options.workerUrl,
  )
  try {
    return { pool, prepared: await prepare(options) }
  } catch (error) {
    await pool.end()
    throw error
  }
}

async function run(
  beginning: ReturnType<typeof startRun>,
  events: TrainEvents,
  steer: (control: Control) => void,
  keepState: (state: RunState) => void,
): Promise<TrainResult> {
  const { pool, prepared } = await beginning
  try {
    return isBad(prepared)
      ? failed(prepared.bad, null)
      : await runPrepared(prepared, pool, events, steer, keepState)
  } finally {
    await pool.end()
  }
}

async function runPrepared(
  { job, memory, weights }: Prepared,
  pool: Pool,
  events: TrainEvents,
  steer: (control: Control) => void,
  keepState: (state: RunState) => void,
): Promise<TrainResult> {
  const control = new Control(memory, job.arena, job.threads, job.plan.phases.length)
  let lastGood = weights
  const stopWatching = watch(job, memory, control, events)
  try {
    events.onStart?.({
      weights: weights.slice(),
      batches: Math.ceil(job.counts.training / job.settings.batchSize),
      parameters: job.plan.parameters,
      preparations: Object.fromEntries(
        job.plan.inputs.flatMap(({ source }, i) => (job.feeds[i] ? [[source, job.feeds[i].fitted]] : [])),
      ),
      scales: namedScales(job.plan, job.scales),
    })
    steer(control)
    return await new Promise<TrainResult>(resolve => {
      const hear = (message: Message): void => {
        if (message.kind === 'epoch') {
          lastGood = message.weights
          events.onEpoch?.({
            metrics: message.metrics,
            validation: message.validation,
            weights: message.weights.slice(),
          })
        } else if (message.kind === 'paused') events.onPaused?.(message.isPaused)
        else if (message.kind === 'state') keepState(message.state)
        else resolve(resultOf(job, message, lastGood))
      }
      pool.give({ task: 'train', job }, hear, sentence => resolve(failed(sentence, lastGood)))
    })
  } finally {
    stopWatching()
  }
}

function resultOf(
  job: Job,
  message: Exclude<Message, { kind: 'epoch' | 'paused' | 'state' }>,
  lastGood: Float32Array,
): TrainResult {
  switch (message.kind) {
    case 'finished':
      if (!Number.isFinite(message.testLoss))
        return failed(
          'The loss on the test split is not a number: normalise the data and train again. The last ' +
            'weights are kept.',
          lastGood,
        )
      return {
        status: 'finished',
        sentence: '',
        weights: message.weights,
        testAccuracy: message.testAccuracy,
        testLoss: message.testLoss,
        test: message.test,
        predictions: message.predictions,
        best: message.best,
      }
    case 'stopped':
      return {
        status: 'stopped',
        sentence: '',
        weights: message.weights.every(Number.isFinite) ? message.weights : lastGood,
        testAccuracy: null,
        testLoss: null,
        test: [],
        predictions: [],
        best: null,
      }
    case 'notANumber':
      return failed(runawaySentence(job, message), lastGood)
    case 'answered':
    case 'left':
      return failed('The run ended without a result.', lastGood)
  }
}

function runawaySentence(
  { plan, settings }: Job,
  { epoch, batch }: Extract<Message, { kind: 'notANumber' }>,
): string {
  const where = batch === null ? `after epoch ${epoch}` : `in batch ${batch} of epoch ${epoch}`
  const kept = epoch === 1 ? 'The first weights are kept' : `The weights of epoch ${epoch - 1} are kept`
  const takesMeasured = plan.outputs.some(
    o => o.info.classes === 0 && !isClassifying(o.loss.kind) && !standardises(o),
  )
  return (
    `The loss was no longer a number ${where}: the weights have run away. ${kept}. Lower the learning ` +
    `rate (now ${settings.learningRate})${takesMeasured ? ', standardise the targets in Output' : ''} or ` +
    'normalise the data, and train again.'
  )
}

/**
 * Reads the shared cells about ten times a second, more often until the first batch is there, and passes on
 * what is new; returns how to stop.
 */
function watch(job: Job, memory: Memory, control: Control, events: TrainEvents): () => void {
  const ring = memory.values(job.arena.losses, LOSS_RING)
  let read = 0
  const look = (): void => {
    const written = control.lossesWritten()
    if (written === read) return
    const losses = Array.from(
      { length: Math.min(written - read, LOSS_RING) },
      (_, i) => ring[(Math.max(read, written - LOSS_RING) + i) % LOSS_RING] ?? 0,
    )
    read = written
    events.onProgress?.(progressOf(job, control, losses))
  }
  const timer = setInterval(look, REPORT_EVERY_MS)
  const first = setInterval(() => {
    look()
    if (read > 0) clearInterval(first)
  }, FIRST_REPORT_MS)
  return () => {
    clearInterval(timer)
    clearInterval(first)
    look()
  }
}

function progressOf(
  { settings, counts, threads }: Job,
  control: Control,
  losses: readonly number[],
): TrainProgress {
  const p = control.progress()
  const samplesPerSecond = p.seconds > 0 ? p.total / p.seconds : 0
  const left = counts.training * (settings.epochs - p.epoch + 1) - p.total
  return {
    threads,
    epoch: p.epoch,
    epochs: settings.epochs,
    batch: p.batch,
    batches: Math.ceil(counts.training / settings.batchSize),
    loss: p.loss,
    accuracy: p.accuracy,
    losses,
    samplesPerSecond,
    rate: p.rate,
    // Evaluation goes forward only: about a third of the time of a training sample.
    eta:
      samplesPerSecond > 0
        ? (left + (counts.validation * (settings.epochs - p.epoch + 1) + counts.test) / 3) / samplesPerSecond
        : null,
  }
}
