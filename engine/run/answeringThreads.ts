/** Threads that answer for a trained network, and the way to them. */
import { COMMAND, Control } from '../runtime/control'
import type { Memory } from '../runtime/memory'
import { Requests } from '../runtime/requests'
import { isBad, type Bad } from '../spec'
import type { Job, Message } from './job'
import type { WorkerUrl } from './types'
import { startWorkers, type Pool } from './workerPool'

type Answered = Extract<Message, { kind: 'answered' }>

/** Starts the threads; calls go to them one at a time. */
export class AnsweringThreads {
  private readonly control: Control
  private readonly requests: Requests
  private readonly pool: Pool
  private waiting: ((answered: Answered | Bad) => void) | null = null
  private lost: Bad | null = null
  private queue: Promise<unknown> = Promise.resolve()

  constructor(job: Job, memory: Memory, workerUrl: WorkerUrl) {
    this.control = new Control(memory, job.arena, job.threads, job.plan.phases.length)
    this.requests = new Requests(memory, job.arena)
    this.pool = startWorkers(job.threads, workerUrl)
    this.pool.give(
      { task: 'answer', job },
      message => {
        if (message.kind === 'answered') this.answer(message)
      },
      sentence => this.end({ bad: sentence }),
    )
  }

  /** `take` reads the answers before the next call overwrites them. */
  call<T>(first: number, count: number, take: (answered: Answered) => T): Promise<T | Bad> {
    const result = this.queue.then(() => this.once(first, count, take))
    this.queue = result
    return result
  }

  async close(): Promise<void> {
    this.end({ bad: 'The predictor was closed.' })
    this.control.command(COMMAND.stop)
    this.requests.send(0, 0)
    await this.pool.end()
  }

  private async once<T>(first: number, count: number, take: (answered: Answered) => T): Promise<T | Bad> {
    if (this.lost) return this.lost
    const answered = await new Promise<Answered | Bad>(resolve => {
      this.waiting = resolve
      this.requests.send(first, count)
    })
    return isBad(answered) ? answered : take(answered)
  }

  private answer(answered: Answered | Bad): void {
    this.waiting?.(answered)
    this.waiting = null
  }

  private end(why: Bad): void {
    this.lost ??= why
    this.answer(this.lost)
  }
}
