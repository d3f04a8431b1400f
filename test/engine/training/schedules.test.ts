/** Learning rates beside PyTorch's schedulers. Recipe: test/golden/make-training.py. */
import { describe, expect, it } from 'vitest'
import { PLATEAU_START, plateauAfter, rateAt, type PlateauState } from '../../../engine/training/schedules'
import { TRAINING_DEFAULTS, type TrainingSettings } from '../../../engine/settings/training'
import golden from '../../golden/training.json'

const settings = (change: object): TrainingSettings => ({
  ...TRAINING_DEFAULTS,
  learningRate: 0.1,
  ...change,
})

describe(`beside PyTorch ${golden['made with'].torch}`, () => {
  it.each(golden.schedules)('$settings, $stepsPerEpoch steps in an epoch', c =>
    c.rates.forEach((rate, step) =>
      expect(rateAt(settings(c.settings), step, c.stepsPerEpoch, 1), `step ${step}`).toBeCloseTo(rate, 14),
    ),
  )
  it.each(golden.plateau)('$settings', c => {
    let state: PlateauState = PLATEAU_START
    c.rates.forEach((rate, epoch) => {
      expect(rateAt(settings(c.settings), epoch * 3, 3, state.factor), `epoch ${epoch}`).toBeCloseTo(rate, 14)
      state = plateauAfter(state, c.losses[epoch] ?? NaN, settings(c.settings))
    })
  })
})

describe('a rate', () => {
  it('is the learning rate itself by default, whatever the plateau', () => {
    for (const step of [0, 1, 99])
      expect(rateAt({ ...TRAINING_DEFAULTS, learningRate: 0.003 }, step, 10, 0.5)).toBe(0.003)
  })
  it('grows to the learning rate in the last step of the warm-up', () => {
    const s = settings({ warmup: 2 })
    expect([0, 3, 7, 8].map(step => rateAt(s, step, 4, 1))).toEqual([0.1 / 8, 0.1 / 2, 0.1, 0.1])
  })
  it('is a number where the warm-up takes the whole run, and past its end', () => {
    for (const schedule of ['constant', 'step', 'exponential', 'cosine', 'linear', 'plateau'] as const)
      for (const step of [0, 19, 20, 21, 500]) {
        const rate = rateAt(settings({ schedule, warmup: 5, epochs: 5 }), step, 4, 1)
        expect(rate).toBeGreaterThanOrEqual(0)
        expect(rate).toBeLessThanOrEqual(0.1)
      }
  })
})
