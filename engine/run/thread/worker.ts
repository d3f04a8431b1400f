/**
 * The first file of every worker thread: it waits for its job, works through it or answers requests, in step
 * with the others, and ends.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { Message, Order, WorkerData } from '../job'
import { answerRequests, runJob } from './loop'
import { wasmMemory } from '../../runtime/memory'

const { thread } = workerData as WorkerData
const say = (message: Message): void => parentPort?.postMessage(message)
parentPort?.once('message', ({ task, job }: Order) => {
  const work = task === 'train' ? runJob : answerRequests
  work(job, thread, wasmMemory(job.module, job.memory), say)
  say({ kind: 'left' })
})
