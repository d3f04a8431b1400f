/**
 * The same SHA-256 of the weights on 1, 2, 3, 4 and 8 threads and for two runs, for every optimiser with all
 * that can be put around it.
 */
import { createHash } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { sampleInfo } from '../../../engine/library/describe'
import type { Document } from '../../../engine/document/document'
import { planNetwork } from '../../../engine/plan/planNetwork'
import { isBad } from '../../../engine/spec'
import { TRAINING, type TrainingSettings } from '../../../engine/settings/training'
import { bars, finish, row, smallDocument } from '../support/small'

vi.setConfig({ testTimeout: 0 })
const optimisers = TRAINING.optimiser.of.map(o => o.value)
const schedules = TRAINING.schedule.of.map(s => s.value)
const around: Partial<TrainingSettings> = {
  clipNorm: 0.4,
  clipValue: 0.05,
  l1: 0.0001,
  l2: 0.001,
  decay: 0.02,
  warmup: 0.5,
  nesterov: true,
  batchSize: 40,
}

it.each(
  optimisers.map((optimiser, i) => [optimiser, schedules[i % schedules.length] ?? 'constant'] as const),
)('with %s and a %s schedule', async (optimiser, schedule) => {
  const document = smallDocument({ ...around, optimiser, schedule, epochs: 2, learningRate: 0.01 })
  expect((await hashesOf(document)).size).toBe(1)
})

/** So many weights that a slot sweeps over its samples several times, and learns from all of them at once. */
it.each([
  ['nothing', []],
  ['batch normalisation', [['batchNorm']]],
] as const)('with more weights than a cache holds, and %s between convolutions', async (_, between) => {
  const wide = ['conv2d', { filters: 64, padding: 'same' }] as const
  const network = row(
    ['input'],
    wide,
    ['activation'],
    ...between,
    wide,
    ['activation'],
    wide,
    ['globalPooling'],
    ['dense', { units: 3 }],
    ['output'],
  )
  const document = { ...smallDocument({ batchSize: 20, epochs: 1 }), ...network }
  const plan = planNetwork(document, sampleInfo(bars()))
  expect(isBad(plan) ? plan.bad : plan.steps.filter(s => s.gradientOfSlot).length).toBe(2)
  expect((await hashesOf(document)).size).toBe(1)
})

async function hashesOf(document: Document): Promise<Set<string>> {
  const hashes = new Set<string>()
  for (const threads of [1, 2, 3, 4, 8, 2]) {
    const { weights, sentence } = await finish({ document, threads })
    expect(sentence).toBe('')
    hashes.add(
      createHash('sha256')
        .update(new Uint8Array(weights?.buffer ?? new ArrayBuffer(0)))
        .digest('hex'),
    )
  }
  return hashes
}
