/**
 * Starts the workers of a run and watches over them.
 * The one thing to know: a worker that dies takes the whole run with it, with a sentence; the others, who would wait
 * for it at the barrier for ever, are ended.
 */
import { Worker } from 'node:worker_threads'
import type { Job, Message, Task, WorkerData } from './job'

export type Pool = { end(): Promise<void> }

/** `hear` gets the messages of all workers in order; `mourn` is called at most once, with the sentence. */
export function startWorkers(
  task: Task,
  job: Job,
  workerUrl: string | URL,
  hear: (message: Message) => void,
  mourn: (sentence: string) => void,
): Pool {
  let isOver = false
  const workers: Worker[] = []
  const end = async (): Promise<void> => {
    isOver = true
    await Promise.all(workers.map(w => w.terminate()))
  }
  const lose = (thread: number, reason: string): void => {
    if (isOver) return
    isOver = true
    mourn(
      `Worker ${thread + 1} of ${job.threads} ended unexpectedly (${reason}), so the run was ended. Try again; with fewer threads a run needs less memory.`,
    )
  }
  for (let thread = 0; thread < job.threads && !isOver; thread++) {
    let hasLeft = false
    const data: WorkerData = { task, job, thread }
    try {
      const worker = new Worker(workerUrl, { workerData: data })
      worker.on('message', (message: Message) => {
        if (message.kind === 'left') hasLeft = true
        else if (!isOver) hear(message)
      })
      worker.on('error', error => lose(thread, error instanceof Error ? error.message : String(error)))
      worker.on('exit', code => {
        if (!hasLeft) lose(thread, `exit code ${code}`)
      })
      workers.push(worker)
    } catch (error) {
      lose(thread, error instanceof Error ? error.message : String(error))
    }
  }
  return { end }
}
