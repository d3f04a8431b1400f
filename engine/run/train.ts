/**
 * Trains a document on a data set. It never throws and never hangs; whatever happens, `finished`
 * resolves with a status, a sentence where something is wrong, and the last good weights.
 */
import { slotCount, usedThreads } from '../runtime/arena'
import { COMMAND, Control } from '../runtime/control'
import type { Message } from './job'
import { prepare, type Prepared } from './prepare'
import { watch } from './progress'
import { failed, resultOf } from './result'
import type { RunState, TrainEvents, TrainOptions, Training, TrainResult } from './types'
import { namedScales } from '../pipeline/targetScaling'
import { isBad, type Bad, messageOf } from '../spec'
import { startWorkers, type Pool } from './workerPool'

export function trainOnThreads(options: TrainOptions, events: TrainEvents = {}): Training {
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

/**
 * Apart from `run`, because a function that waits keeps what it was given, and that is all the samples once
 * more.
 */
async function startRun(
  options: TrainOptions,
): Promise<{ readonly pool: Pool; readonly prepared: Prepared | Bad }> {
  const pool = startWorkers(
    usedThreads(options.threads, slotCount(options.document.training.batchSize, 0)),
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
