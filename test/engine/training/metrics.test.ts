/** Metrics against scikit-learn, ties and empty classes included. Recipe: test/golden/make-training.py. */
import { describe, expect, it } from 'vitest'
import { classMetrics } from '../../../engine/training/classMetrics'
import { rocAuc } from '../../../engine/training/rocAuc'
import { valueMetrics } from '../../../engine/training/valueMetrics'
import golden from '../../golden/training.json'

const TOLERANCE = 12 // digits
const close = (a: readonly (number | null)[], b: readonly (number | null)[]): void => {
  expect(a.length).toBe(b.length)
  a.forEach((v, i) =>
    b[i] === null || v === null ? expect(v).toBe(b[i]) : expect(v).toBeCloseTo(b[i] as number, TOLERANCE),
  )
}

describe(`against scikit-learn ${golden['made with'].sklearn}`, () => {
  it.each(golden.classification)('$classes classes, top $k', c => {
    const m = classMetrics(c.predictions, c.labels, c.classes, c.k)
    close([m.accuracy, m.topK.share, m.rocAuc], [c.accuracy, c.topK, c.rocAuc])
    close(
      m.perClass.flatMap(p => [p.precision, p.recall, p.f1, p.support, p.rocAuc]),
      c.precision.flatMap((p, i) => [
        p,
        c.recall[i] ?? NaN,
        c.f1[i] ?? NaN,
        c.support[i] ?? NaN,
        c.auc[i] ?? null,
      ]),
    )
    close([m.macro.precision, m.macro.recall, m.macro.f1], c.macro)
    expect(m.confusion).toEqual(c.confusion)
    expect(m.samples).toBe(c.labels.length)
  })
  it.each(golden.single)('one score for two classes', c => {
    const m = classMetrics(c.predictions, c.labels, 2)
    close([m.accuracy, m.rocAuc], [c.accuracy, c.rocAuc])
    close(
      m.perClass.flatMap(p => [p.precision, p.recall, p.f1]),
      c.precision.flatMap((p, i) => [p, c.recall[i] ?? NaN, c.f1[i] ?? NaN]),
    )
    expect(m.confusion).toEqual(c.confusion)
  })
  it.each(golden.regression)('$columns columns of numbers', c => {
    const m = valueMetrics(c.predictions, c.values, c.columns)
    close(
      m.columns.flatMap(f => [f.rmse, f.mae, f.r2]),
      c.rmse.flatMap((r, i) => [r, c.mae[i] ?? NaN, c.r2[i] ?? NaN]),
    )
    close([m.rmse, m.mae, m.r2], [c.overall.rmse, c.overall.mae, c.overall.r2])
  })
})

describe('at the edges', () => {
  it('a ROC curve needs both sides, and ties count half', () => {
    const auc = (scores: number[], of: number[]) =>
      rocAuc(
        scores.length,
        i => scores[i] ?? NaN,
        i => of[i] === 1,
      )
    expect(auc([0.1, 0.9], [1, 1])).toBeNull()
    expect(auc([0.1, NaN], [0, 1])).toBeNull()
    expect(auc([0.5, 0.5, 0.5], [0, 1, 0])).toBe(0.5)
    expect(auc([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1)
  })
  it('scores that are not numbers are never right by chance', () =>
    expect(classMetrics([NaN, NaN, NaN], [1], 3, 1).topK.share).toBe(0))
  it('no samples give zeros and nulls', () => {
    expect(classMetrics([], [], 2)).toMatchObject({ accuracy: 0, rocAuc: null, macro: { f1: 0 } })
    expect(valueMetrics([], [], 2)).toMatchObject({ rmse: 0, r2: null })
  })
  it('one sample has no R²; a constant is met or not', () => {
    expect(valueMetrics([1], [2], 1)).toMatchObject({ rmse: 1, mae: 1, r2: null })
    expect(valueMetrics([0.1, 0.1, 0.1], [0.1, 0.1, 0.1], 1).r2).toBe(1)
    expect(valueMetrics([0.1, 0.2, 0.1], [0.1, 0.1, 0.1], 1).r2).toBe(0)
  })
})
