/**
 * The training going on: starts the trainer process, passes its news to the database and the window, and
 * notices when it dies. What an experiment's row says is written here and nowhere else.
 */
import type { UtilityProcess } from 'electron'
import { kill } from 'node:process'
import { analyse, learnsStandardised } from '../engine/graph/analyse'
import { sampleInfo } from '../engine/library/describe'
import type {
  Answers,
  Document,
  EpochMetrics,
  EventName,
  EventOf,
  ExperimentId,
  ProjectId,
  RunProgress,
  RunStatus,
} from '../preload/contract'
import type { Datasets } from './datasets'
import { inWords } from './files'
import type { ExperimentStore } from './store/experiments'
import { startProcess } from './processes/start'
import type { FromTrainer, ToTrainer } from './processes/trainer'
import { threadCount } from './threads'

type Tell = <K extends EventName>(name: K, payload: EventOf<K>) => void
type Run = {
  readonly experiment: ExperimentId
  readonly process: UtilityProcess
  progress: RunProgress
  history: EpochMetrics[]
  isOver: boolean
}

/**
 * A trainer that was told to stop and says nothing for this long is ended: one sample of a huge network may
 * take minutes.
 */
const STOP_PATIENCE_MS = 5000

export function runs(experiments: ExperimentStore, data: Datasets, tell: Tell) {
  let run: Run | null = null
  /**
   * Between the call and the trainer's start the data are read: a second call in that time is refused too.
   */
  let isStarting = false
  let isStopWanted = false

  function end(
    of: Run,
    status: RunStatus,
    sentence: string,
    test: { loss: number; accuracy: number } | null,
    answers: Answers | null = null,
  ): void {
    if (of.isOver) return
    of.isOver = true
    run = null
    try {
      experiments.markEnded(of.experiment, status, sentence, test)
      if (answers) experiments.addAnswers(of.experiment, answers)
    } catch (error) {
      sentence = `${sentence} ${inWords(error, 'record how it ended').message}`
    }
    of.process.kill()
    tell('run:ended', { experiment: of.experiment, status, sentence, testAccuracy: test?.accuracy ?? null })
    tell('experiments:changed', undefined)
  }

  function hear(from: Run, message: FromTrainer): void {
    if (from.isOver) return
    const pass = (change: Partial<RunProgress>): void =>
      tell('run:progress', (from.progress = { ...from.progress, ...change }))
    switch (message.say) {
      case 'progress':
        return pass({
          ...message.progress,
          status: from.progress.status === 'preparing' ? 'running' : from.progress.status,
        })
      case 'paused':
        if (from.progress.status === 'stopping') return // a stop wakes a paused run, which is no news
        markPaused(from, message.isPaused)
        return pass({ status: message.isPaused ? 'paused' : 'running', losses: [] })
      case 'prepared':
        return experiments.setPreparations(from.experiment, message.preparations, message.scales)
      case 'epoch':
        return keepEpoch(from, message)
      case 'ended':
        return end(from, message.status, endingOf(message, from.history), message.test, message.answers)
    }
  }

  /**
   * The row's status is news, not data: a database that is busy or full for a moment must not end the run.
   */
  function markPaused(of: Run, isPaused: boolean): void {
    try {
      experiments.setStatus(of.experiment, isPaused ? 'paused' : 'running')
    } catch {
      // the next change of status, or the end, writes it
    }
  }

  function keepEpoch(from: Run, { epoch, metrics, weights, filters }: FromTrainer & { say: 'epoch' }): void {
    try {
      experiments.addEpoch(from.experiment, epoch, metrics, weights, filters)
    } catch (error) {
      return end(
        from,
        'failed',
        `The training was stopped in epoch ${epoch}; everything up to epoch ${Math.max(0, epoch - 1)} ` +
          `is kept. ${inWords(error, 'keep this epoch').message}`,
        null,
      )
    }
    if (!metrics) return
    from.history.push(metrics)
    tell('run:epoch', { experiment: from.experiment, metrics })
  }

  async function start(project: ProjectId, document: Document): Promise<{ experiment: ExperimentId }> {
    if (document.data.set === null) throw new Error('No data set is chosen: pick one in Data.')
    const set = await data.get(document.data.set)
    const { problems, parameters } = analyse(document, sampleInfo(set, document.data.preparation))
    if (problems[0]) throw new Error(problems[0].sentence)
    const threads = threadCount()
    let experiment: ExperimentId
    try {
      experiment = experiments.add({
        project,
        name: document.name,
        document,
        parameters,
        threads,
        dataset: { ...set, samples: set.labels.length },
      })
    } catch (error) {
      throw inWords(error, 'begin an experiment')
    }
    const process = startProcess('trainer', 'Receptive trainer')
    const started: Run = {
      experiment,
      process,
      history: [],
      isOver: false,
      progress: {
        experiment,
        status: 'preparing',
        isStandardised: learnsStandardised(document),
        threads,
        epoch: 1,
        epochs: document.training.epochs,
        batch: 0,
        batches: 0,
        loss: NaN,
        accuracy: NaN,
        losses: [],
        samplesPerSecond: 0,
        rate: document.training.learningRate,
        eta: null,
      },
    }
    run = started
    process.on('message', (message: FromTrainer) => hear(started, message))
    process.on('exit', code =>
      end(
        started,
        'interrupted',
        `The trainer process ended by itself (code ${code}) in epoch ${started.progress.epoch}; the ` +
          `${started.history.length} finished epochs are kept, and the studio goes on.`,
        null,
      ),
    )
    process.postMessage({ say: 'train', document, library: data.library, threads } satisfies ToTrainer)
    tell('run:progress', started.progress)
    tell('experiments:changed', undefined)
    return { experiment }
  }

  function stop(): void {
    const stopped = run
    isStopWanted = true
    if (!stopped || stopped.progress.status === 'stopping') return
    stopped.progress = { ...stopped.progress, status: 'stopping', losses: [] }
    tell('run:progress', stopped.progress)
    stopped.process.postMessage({ say: 'stop' } satisfies ToTrainer)
    setTimeout(() => {
      if (stopped.isOver) return
      // It holds nothing that is not kept elsewhere.
      if (stopped.process.pid) kill(stopped.process.pid, 'SIGKILL')
      end(
        stopped,
        'stopped',
        `Stopped after ${epochs(stopped.history)}; the trainer did not answer and was ended.`,
        null,
      )
    }, STOP_PATIENCE_MS)
  }

  return {
    async start(project: ProjectId, document: Document): Promise<{ experiment: ExperimentId }> {
      if (run || isStarting) throw new Error('A training is going on: stop it to start another.')
      isStarting = true
      isStopWanted = false
      const begun = await start(project, document).finally(() => {
        isStarting = false
      })
      if (isStopWanted) stop()
      return begun
    },
    pause: (): void => void run?.process.postMessage({ say: 'pause' } satisfies ToTrainer),
    resume: (): void => void run?.process.postMessage({ say: 'resume' } satisfies ToTrainer),
    stop,
    current: () => (run ? { progress: { ...run.progress, losses: [] }, history: run.history } : null),
    /** The window is closing: what is finished stays, the rest is marked. */
    quit(): void {
      if (run)
        end(
          run,
          'interrupted',
          'The studio was closed during this training; the epochs before that are kept.',
          null,
        )
    },
  }
}
export type Runs = ReturnType<typeof runs>

function endingOf(
  { status, sentence, test, answers }: FromTrainer & { say: 'ended' },
  history: readonly EpochMetrics[],
): string {
  if (status === 'failed') return sentence
  if (status === 'stopped') return `Stopped after ${epochs(history)}.`
  const first = answers?.figures[0]
  if (first && 'numbers' in first)
    return (
      `Finished ${epochs(history)}: on the test split R² is ` +
      `${first.numbers.r2?.toFixed(3) ?? 'not defined'}, and the usual error ` +
      `${Number(first.numbers.rmse.toPrecision(3))}.`
    )
  return (
    'Finished ' +
    `${epochs(history)}${test ? `: ${(test.accuracy * 100).toFixed(1)} % of the test samples are right` : ''}.`
  )
}

const epochs = ({ length }: readonly EpochMetrics[]): string =>
  `${length} ${length === 1 ? 'epoch' : 'epochs'}`
