/** The first file of every worker thread: it works through its job, or answers calls, in step with the others and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Message, WorkerData } from './job'
import { answerCalls, runJob } from './lockstep'
import { wasmRoom } from './rooms'

const { task, job, thread } = workerData as WorkerData
const say = (message: Message): void => parentPort?.postMessage(message)
const work = task === 'train' ? runJob : answerCalls
work(job, thread, wasmRoom(job.module, job.memory), say)
say({ kind: 'left' })
