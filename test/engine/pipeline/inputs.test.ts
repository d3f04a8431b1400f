/**
 * Samples read from a file and samples changed in every epoch: the same bits as from memory, on any number of
 * threads.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../../engine/datasets/dataset'
import type { DataStep } from '../../../engine/settings/data'
import { bars, finish, smallDocument } from '../support/small'

const folder = mkdtempSync(join(tmpdir(), 'receptive-rows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The bars, with their values in a file. */
function inFile(type: 'u8' | 'f32', name: string = type): { memory: Dataset; file: Dataset; path: string } {
  const set = bars()
  const values =
    type === 'f32'
      ? set.values
      : Uint8Array.from(set.values as Float32Array, v => Math.min(255, Math.max(0, 100 + 60 * v)))
  const path = join(folder, `${name}.bin`)
  writeFileSync(path, new Uint8Array((values as Float32Array).buffer))
  return {
    memory: { ...set, values },
    file: { ...set, values: { path, type, count: set.labels.length, length: 56 } },
    path,
  }
}
const hash = (weights: Float32Array | null): string =>
  createHash('sha256')
    .update(weights ?? new Float32Array(0))
    .digest('hex')
const steps = (...all: readonly (readonly [string, DataStep['params']?])[]): DataStep[] =>
  all.map(([kind, params = {}]) => ({ kind, params }))
function documentWith(preparation: readonly DataStep[], augmentation: readonly DataStep[] = []) {
  const document = smallDocument({ epochs: 2 })
  return { ...document, data: { ...document.data, preparation, augmentation } }
}
const trained = async (
  dataset: Dataset,
  change: { threads?: number; mostResidentBytes?: number; document: ReturnType<typeof documentWith> },
) => {
  const result = await finish({ dataset, ...change })
  expect(result).toMatchObject({ status: 'finished', sentence: '' })
  return hash(result.weights)
}
const standard = steps(['standardise', { per: 'channel' }])
const turning = steps(
  ['flipHorizontal', { probability: 0.5 }],
  ['shift', { share: 0.2 }],
  ['imageNoise', { share: 0.05 }],
)

describe.each(['u8', 'f32'] as const)('samples in a file of %s', type => {
  const { memory, file } = inFile(type)
  const document = documentWith(standard)
  it('train to the same bits as from memory, kept prepared or read each time, on any threads', async () => {
    const expected = await trained(memory, { document, threads: 1 })
    for (const threads of [1, 2, 3])
      expect(await trained(file, { document, threads, mostResidentBytes: 0 })).toBe(expected)
    expect(await trained(file, { document })).toBe(expected)
  })
  it('are augmented to the same bits as from memory', async () => {
    const changing = documentWith(standard, turning)
    const expected = await trained(memory, { document: changing, threads: 1 })
    for (const threads of [2, 4])
      expect(await trained(memory, { document: changing, threads })).toBe(expected)
    expect(await trained(file, { document: changing, threads: 3 })).toBe(expected)
    expect(await trained(memory, { document })).not.toBe(expected)
  })
})

it('a file that has become shorter ends the run with a sentence', async () => {
  const { file, path } = inFile('f32', 'short')
  truncateSync(path, 56 * 4 * 20)
  const result = await finish({ dataset: file, document: documentWith([]), mostResidentBytes: 0 })
  expect(result.status).toBe('failed')
  expect(result.sentence).toMatch(/import the data set again/)
})

it('a file that is not there is a sentence', async () => {
  const { file } = inFile('f32', 'there')
  const gone = {
    ...file,
    values: { path: join(folder, 'none.bin'), type: 'f32' as const, count: 210, length: 56 },
  }
  expect(await finish({ dataset: gone, document: documentWith([]) })).toMatchObject({
    status: 'failed',
    sentence: expect.stringMatching(/missing/) as string,
  })
})
