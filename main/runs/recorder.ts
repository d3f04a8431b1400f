/** Passes a trainer's news to the database and the window; nothing else writes what a run's row says. */
import type { TestAnswers, RunProgress, RunStatus } from '../../preload/contract'
import { diskError } from '../diskError'
import type { Tell } from '../ipc'
import type { FromTrainer } from '../processes/trainer'
import type { ExperimentStore } from '../store/experiments'
import type { LiveRun } from './run'
import { outcomeInWords, epochNotKept } from './sentences'

type RunOutcome = {
  readonly status: RunStatus
  readonly sentence: string
  readonly test?: { loss: number; accuracy: number } | null
  readonly answers?: TestAnswers | null
}

export class RunRecorder {
  readonly #experiments: ExperimentStore
  readonly #tell: Tell

  constructor(experiments: ExperimentStore, tell: Tell) {
    this.#experiments = experiments
    this.#tell = tell
  }

  hear(run: LiveRun, message: FromTrainer): void {
    if (run.isOver) return
    switch (message.say) {
      case 'progress': {
        const { status } = run.progress
        return this.show(run, {
          ...message.progress,
          status: status === 'preparing' ? 'running' : status,
        })
      }
      case 'paused':
        return this.#hearPaused(run, message.isPaused)
      case 'prepared':
        return this.#experiments.setPreparations(run.experiment, message.preparations, message.scales)
      case 'epoch':
        return this.#keepEpoch(run, message)
      case 'ended':
        return this.finish(run, { ...message, sentence: outcomeInWords(message, run.history) })
    }
  }

  show(run: LiveRun, change: Partial<RunProgress> = {}): void {
    run.progress = { ...run.progress, ...change }
    this.#tell('run:progress', run.progress)
  }

  finish(run: LiveRun, { status, sentence, test = null, answers = null }: RunOutcome): void {
    if (run.isOver) return
    run.isOver = true
    const { experiment } = run
    try {
      this.#experiments.markEnded(experiment, status, sentence, test)
      if (answers) this.#experiments.addAnswers(experiment, answers)
    } catch (error) {
      sentence = `${sentence} ${diskError(error, 'record how it ended').message}`
    }
    run.process.kill()
    this.#tell('run:ended', { experiment, status, sentence, testAccuracy: test?.accuracy ?? null })
    this.#tell('experiments:changed', undefined)
  }

  #hearPaused(run: LiveRun, isPaused: boolean): void {
    if (run.progress.status === 'stopping') return // a stop wakes a paused run, which is no news
    const status = isPaused ? 'paused' : 'running'
    try {
      this.#experiments.setStatus(run.experiment, status)
    } catch {
      // A status is news, not data: a database that is busy or full for a moment must not end the run. The
      // next change of status, or the end, writes it.
    }
    this.show(run, { status, losses: [] })
  }

  #keepEpoch(run: LiveRun, { epoch, metrics, weights, filters }: FromTrainer & { say: 'epoch' }): void {
    try {
      this.#experiments.addEpoch(run.experiment, epoch, metrics, weights, filters)
    } catch (error) {
      const sentence = epochNotKept(epoch, diskError(error, 'keep this epoch').message)
      return this.finish(run, { status: 'failed', sentence })
    }
    if (!metrics) return
    run.history.push(metrics)
    this.#tell('run:epoch', { experiment: run.experiment, metrics })
  }
}
