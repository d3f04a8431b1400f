/** The training going on: there is one at a time, in a process of its own that may die without the studio. */
import { kill } from 'node:process'
import { analyse } from '../engine/graph/analyse'
import { NO_DATASET } from '../engine/graph/graphProblems'
import { sampleInfo } from '../engine/library/describe'
import type { Document, EpochMetrics, ExperimentId, ProjectId, RunProgress } from '../preload/contract'
import type { Datasets } from './datasets'
import { diskError } from './diskError'
import type { Tell } from './ipc'
import { startProcess } from './processes/start'
import type { FromTrainer, ToTrainer } from './processes/trainer'
import { RunRecorder } from './runs/recorder'
import { newRun, type LiveRun } from './runs/run'
import { STUDIO_CLOSED, trainerGone, unanswered } from './runs/sentences'
import type { ExperimentStore } from './store/experiments'
import { threadCount } from './threads'

/**
 * A trainer that was told to stop and says nothing for this long is ended: one sample of a huge network may
 * take minutes.
 */
const STOP_PATIENCE_MS = 5000

export class Runs {
  #last: LiveRun | null = null
  /** From the call to the trainer's start, while the data are read: a second call is refused then too. */
  #isStarting = false
  #isStopWanted = false
  readonly #experiments: ExperimentStore
  readonly #data: Datasets
  readonly #tell: Tell
  readonly #recorder: RunRecorder

  constructor(experiments: ExperimentStore, data: Datasets, tell: Tell) {
    this.#experiments = experiments
    this.#data = data
    this.#tell = tell
    this.#recorder = new RunRecorder(experiments, tell)
  }

  async start(project: ProjectId, document: Document): Promise<{ experiment: ExperimentId }> {
    if (this.#run || this.#isStarting) throw new Error('A training is going on: stop it to start another.')
    this.#isStarting = true
    this.#isStopWanted = false
    const experiment = await this.#launch(project, document).finally(() => {
      this.#isStarting = false
    })
    if (this.#isStopWanted) this.stop()
    return { experiment }
  }

  pause(): void {
    this.#order('pause')
  }

  resume(): void {
    this.#order('resume')
  }

  stop(): void {
    const run = this.#run
    this.#isStopWanted = true
    if (!run || run.progress.status === 'stopping') return
    this.#recorder.show(run, { status: 'stopping', losses: [] })
    this.#order('stop')
    setTimeout(() => {
      if (run.isOver) return
      // It holds nothing that is not kept elsewhere.
      if (run.process.pid) kill(run.process.pid, 'SIGKILL')
      this.#recorder.finish(run, { status: 'stopped', sentence: unanswered(run.history) })
    }, STOP_PATIENCE_MS)
  }

  current(): { progress: RunProgress; history: readonly EpochMetrics[] } | null {
    const run = this.#run
    return run && { progress: { ...run.progress, losses: [] }, history: run.history }
  }

  /** The window is closing: what is finished stays, the rest is marked. */
  quit(): void {
    if (this.#run) this.#recorder.finish(this.#run, { status: 'interrupted', sentence: STUDIO_CLOSED })
  }

  get #run(): LiveRun | null {
    return this.#last?.isOver === false ? this.#last : null
  }

  #order(say: 'pause' | 'resume' | 'stop'): void {
    this.#run?.process.postMessage({ say } satisfies ToTrainer)
  }

  async #launch(project: ProjectId, document: Document): Promise<ExperimentId> {
    const threads = threadCount()
    const experiment = await this.#record(project, document, threads)
    const run = newRun(experiment, startProcess('trainer', 'Receptive trainer'), document, threads)
    const { process } = run
    this.#last = run
    process.on('message', (message: FromTrainer) => this.#recorder.hear(run, message))
    process.on('exit', code =>
      this.#recorder.finish(run, {
        status: 'interrupted',
        sentence: trainerGone(code, run.progress.epoch, run.history),
      }),
    )
    const { library } = this.#data
    process.postMessage({ say: 'train', document, library, threads } satisfies ToTrainer)
    this.#recorder.show(run)
    this.#tell('experiments:changed', undefined)
    return experiment
  }

  /** The experiment's row; throws the sentence of what keeps the document from being trained. */
  async #record(project: ProjectId, document: Document, threads: number): Promise<ExperimentId> {
    if (document.data.set === null) throw new Error(NO_DATASET)
    const set = await this.#data.get(document.data.set)
    const { problems, parameters } = analyse(document, sampleInfo(set, document.data.preparation))
    if (problems[0]) throw new Error(problems[0].sentence)
    const dataset = { ...set, samples: set.labels.length }
    const { name } = document
    try {
      return this.#experiments.add({ project, name, document, parameters, threads, dataset })
    } catch (error) {
      throw diskError(error, 'begin an experiment')
    }
  }
}
