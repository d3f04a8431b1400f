/**
 * Starts the workers of a run and watches over them.
 * They start before there is anything to do, because a thread needs as long to begin as the data need to be
 * got ready; and a worker that dies takes the whole run with it, with a sentence, as the others would wait
 * for it at the barrier for ever.
 */
import type { WorkerUrl } from './types'
import { Worker } from 'node:worker_threads'
import type { Message, Order, WorkerData } from './job'
import { messageOf } from '../spec'

export type Pool = {
  /**
   * Sets them to work. `hear` gets the messages of all workers in order; `mourn` is called at most once, with
   * the sentence.
   */
  give(order: Order, hear: (message: Message) => void, mourn: (sentence: string) => void): void
  end(): Promise<void>
}
/**
 * For a worker's new objects, of which a step makes hardly any: left to itself, V8 lets this grow by some 3
 * MB in every thread.
 */
const YOUNG_MEGABYTES = 2
type Loss = { readonly thread: number; readonly reason: string }

export function startWorkers(threads: number, workerUrl: WorkerUrl): Pool {
  const workers: Worker[] = []
  let hear: (message: Message) => void = () => {}
  let loss: Loss | null = null
  let mourn: ((loss: Loss) => void) | null = null
  let isOver = false
  const lose = (thread: number, reason: string): void => {
    if (isOver || loss) return
    loss = { thread, reason }
    mourn?.(loss)
  }
  for (let thread = 0; thread < threads && !loss; thread++) {
    try {
      workers.push(startWorker(workerUrl, { thread }, message => !isOver && !loss && hear(message), lose))
    } catch (error) {
      lose(thread, messageOf(error))
    }
  }
  return {
    give(order, listener, tell) {
      const { job } = order
      hear = listener
      mourn = ({ thread, reason }) =>
        tell(
          `Worker ${thread + 1} of ${job.threads} ended unexpectedly (${reason}), so the run was ` +
            'ended. Try again; with fewer threads a run needs less memory.',
        )
      if (loss) return mourn(loss)
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
  lose: (thread: number, reason: string) => void,
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
  worker.on('error', error => lose(data.thread, messageOf(error)))
  worker.on('exit', code => {
    if (!hasLeft) lose(data.thread, `exit code ${code}`)
  })
  return worker
}
