/**
 * The command line as a process of its own, and the documents and data it is tried on. `npm test` builds it
 * (scripts/test.mjs).
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Layer } from '../../../engine/document/build'
import { loadArrayFile } from '../../../engine/library/arrays'
import type { Dataset } from '../../../engine/datasets/dataset'
import { writeDocument, type Document } from '../../../engine/document/document'
import { isBad, type Bad } from '../../../engine/spec'
import type { TrainingSettings } from '../../../engine/settings/training'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
export const engineFolder = join(root, 'out', 'engine')
export const twoByTwo = join(root, 'test', 'golden', 'arrays', 'two.npz')

export const sure = <T>(value: T | Bad): T => {
  if (isBad(value)) throw new Error(value.bad)
  return value
}
export const twoData = async (): Promise<Dataset> => sure(await loadArrayFile(twoByTwo))

/** Pictures and spectra in, a kind and two amounts out. */
export const twoDocument = (training: Partial<TrainingSettings> = {}): Document =>
  sure(
    build(
      [
        ['conv2d', { filters: 4, padding: 'same' }],
        ['activation'],
        ['flatten', {}, { id: 'picture' }],
        ['dense', { units: 3 }, { id: 'scores' }],
        ['output', {}, { id: 'kind' }],
        ['input', { source: 'x_spectrum' }, { id: 'spectrum' }],
        ['conv1d', { filters: 4, kernel: [5] }],
        ['activation'],
        ['flatten', {}, { id: 'curve' }],
        ['concatenate', {}, { from: ['picture', 'curve'] }],
        ['dense', { units: 2 }, { id: 'values' }],
        ['output', { loss: 'meanSquared', target: 'y_amounts' }, { id: 'amounts' }],
      ],
      { name: 'Two by two', training: { epochs: 30, batchSize: 16, learningRate: 0.01, ...training } },
    ),
  )

/** Pictures in, their kind out, through these layers. */
export const kindDocument = (layers: readonly Layer[], training: Partial<TrainingSettings>): Document =>
  sure(
    build([...layers, ['flatten'], ['dense', { units: 3 }]], {
      name: 'Kind',
      training: { batchSize: 16, ...training },
    }),
  )

export const folder = (): string => mkdtempSync(join(tmpdir(), 'receptive-cli-'))
export function keep(document: Document, at: string = folder()): string {
  const path = join(at, 'network.receptive')
  writeFileSync(path, writeDocument(document))
  return path
}

export type Said = {
  readonly code: number | null
  readonly out: string
  readonly err: string
  events(): readonly Record<string, unknown>[]
}
export type Interruption = { readonly signal: NodeJS.Signals; readonly after: string }
/**
 * Runs out/engine/cli.js in this very Node, which is Electron's; it may be sent a signal once it has said
 * something.
 */
export function receptive(words: readonly string[], interruption?: Interruption): Promise<Said> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [join(engineFolder, 'cli.js'), ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    let isSent = false
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
      if (isSent || !interruption || !err.includes(interruption.after)) return
      isSent = true
      child.kill(interruption.signal)
    })
    const lines = () =>
      out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as Record<string, unknown>)
    child.on('close', code => resolve({ code, out, err, events: lines }))
  })
}
