/**
 * TensorFlow.js beside the studio's engine, where it is installed (`RECEPTIVE_TFJS` names the folder whose
 * node_modules has it; without it, this one's). It is so slow in plain JavaScript that each network is
 * measured once, in a plain Node of its own with every core it takes, and not in every round.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Subject } from './networks'
import { round, type Row } from './report'
import { taskOf } from './torch'

const SECONDS = 10
export type TfjsMeasured = {
  readonly samplesPerSecond: number
  readonly batch: number
  readonly version: string
  readonly backend: string
}

/**
 * Null where it is not installed, or a layer has no counterpart in tensorflow.mjs; the reason is on standard
 * error.
 */
export function measureTfjs(mode: 'train' | 'infer', subject: Subject): Promise<TfjsMeasured | null> {
  return new Promise(resolve => {
    const child = spawn('node', [join(process.cwd(), 'test', 'bench', 'tensorflow.mjs')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
    child.on('error', () => resolve(null))
    child.on('close', code => resolve(code === 0 ? (JSON.parse(text) as TfjsMeasured | null) : null))
    child.stdin.on('error', () => {}) // it may end before it has read everything, and then `close` tells
    child.stdin.end(JSON.stringify(taskOf(mode, subject, 1, SECONDS)))
  })
}

/** The column of a table, for the rows with every thread; nothing where no network could be measured. */
export const tfjsColumn = (measured: TfjsMeasured | null, isMeasured: boolean): Row =>
  isMeasured ? { 'tfjs samples/s': measured && round(measured.samplesPerSecond, 2) } : {}

export function tfjsNote(all: readonly (TfjsMeasured | null)[]): string[] {
  const one = all.find(m => m !== null)
  if (!one) return []
  const batches = [...new Set(all.flatMap(m => (m ? [m.batch] : [])))]
  return [
    `TensorFlow.js ${one.version}, ${one.backend} backend, in plain Node: measured once for each ` +
      `network, beside every thread of ours, for ${SECONDS} s with batches of ${batches.join(', ')}.`,
  ]
}
