/** The first file of every worker thread: it waits for its job, works through it in step with the others and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Job, Message, WorkerData } from './job'
import { runJob } from './lockstep'
import { wasmRoom } from './rooms'

const { thread } = workerData as WorkerData
const say = (message: Message): void => parentPort?.postMessage(message)
parentPort?.once('message', (job: Job) => {
  runJob(job, thread, wasmRoom(job.module, job.memory), say)
  say({ kind: 'left' })
})
