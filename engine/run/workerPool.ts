/**
 * Starts the workers of a run and watches over them. They start before there is anything to do, because a
 * thread needs as long to begin as the data need to be got ready; and a worker that dies ends the whole run
 * with a sentence, because the others would wait for it at the barrier for ever.
 */
import type { WorkerUrl } from './types'
import { Worker } from 'node:worker_threads'
import type { Message, Order, WorkerData } from './job'
import { messageOf } from '../spec'

export type Pool = {
  /**
   * Sets them to work. `hear` gets the messages of all workers in order; `onFailure` is called at most once,
   * with the sentence.
   */
  give(order: Order, hear: (message: Message) => void, onFailure: (sentence: string) => void): void
  end(): Promise<void>
}
/**
 * For a worker's new objects, of which a step makes hardly any: left to itself, V8 lets this grow by some 3
 * MB in every thread.
 */
const YOUNG_MEGABYTES = 2
type Failure = { readonly thread: number; readonly reason: string }

export function startWorkers(threads: number, workerUrl: WorkerUrl): Pool {
  const workers: Worker[] = []
  let hear: (message: Message) => void = () => {}
  let failure: Failure | null = null
  let onFailure: ((loss: Failure) => void) | null = null
  let isOver = false
  const fail = (thread: number, reason: string): void => {
    if (isOver || failure) return
    failure = { thread, reason }
    onFailure?.(failure)
  }
  for (let thread = 0; thread < threads && !failure; thread++) {
    try {
      workers.push(startWorker(workerUrl, { thread }, message => !isOver && !failure && hear(message), fail))
    } catch (error) {
      fail(thread, messageOf(error))
    }
  }
  return {
    give(order, listener, tell) {
      const { job } = order
      hear = listener
      onFailure = ({ thread, reason }) =>
        tell(
          `Worker ${thread + 1} of ${job.threads} ended unexpectedly (${reason}), so the run was ` +
            'ended. Try again; with fewer threads a run needs less memory.',
        )
      if (failure) return onFailure(failure)
      for (const worker of workers.slice(0, job.threads)) worker.postMessage(order)
    },
    async end() {
      isOver = true
      await Promise.all(workers.map(w => w.terminate()))
    },
  }
}

function startWorker(
  url: WorkerUrl,
  data: WorkerData,
  hear: (message: Message) => void,
  fail: (thread: number, reason: string) => void,
): Worker {
  const worker = new Worker(typeof url === 'string' ? url : new URL(url.href), {
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  })
  let hasLeft = false
  worker.on('message', (message: Message) => {
    if (message.kind === 'left') hasLeft = true
    else hear(message)
  })
  worker.on('error', error => fail(data.thread, messageOf(error)))
  worker.on('exit', code => {
    if (!hasLeft) fail(data.thread, `exit code ${code}`)
  })
  return worker
}
