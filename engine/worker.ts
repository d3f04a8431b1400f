/** The first file of every worker thread: it works through its job in step with the others and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Message, WorkerData } from './job'
import { runJob } from './lockstep'
import { wasmRoom } from './rooms'

const { job, thread } = workerData as WorkerData
const say = (message: Message): void => parentPort?.postMessage(message)
runJob(job, thread, wasmRoom(job.module, job.memory), say)
say({ kind: 'left' })
