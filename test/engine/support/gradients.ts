/** Whole networks against central differences, in float64 and away from kinks. */
import type { Dataset } from '../../../engine/datasets/dataset'
import type { SampleInfo } from '../../../engine/graph/types'
import { size } from '../../../engine/spec'
import { spread } from './bench'
import type { Solo } from './solo'

/**
 * `count` samples for what `info` says, classes in turn; the first half is for training and watching, the
 * rest for testing.
 */
export function samplesOf(info: SampleInfo, count: number, stream: number): Dataset {
  const numbers = info.numbers ?? 0
  const labels = Int32Array.from({ length: count }, (_, i) => (info.classes > 0 ? i % info.classes : 0))
  return {
    id: 'samples',
    title: info.title,
    kind: info.shape.length === 3 ? 'images' : 'spectra',
    about: '',
    shape: info.shape,
    classes: Array.from({ length: info.classes }, (_, i) => `class ${i}`),
    values: Float32Array.from(spread(count * size(info.shape), stream)),
    labels,
    ...(numbers > 0
      ? {
          numbers: {
            names: Array.from({ length: numbers }, (_, i) => `number ${i}`),
            values: Float32Array.from(spread(count * numbers, stream + 1)),
          },
        }
      : {}),
    ...(info.moreInputs
      ? {
          moreInputs: info.moreInputs.map((m, i) => ({
            ...m,
            values: Float32Array.from(spread(count * size(m.shape), stream + 2 + i)),
          })),
        }
      : {}),
    ...(info.moreTargets
      ? {
          moreTargets: info.moreTargets.map((t, i) => ({
            name: t.name,
            classes: Array.from({ length: t.classes }, (_, c) => `class ${c}`),
            labels: Int32Array.from({ length: count }, (_, s) => (t.classes > 0 ? s % t.classes : 0)),
            numbers:
              t.numbers > 0
                ? {
                    names: Array.from({ length: t.numbers }, (_, n) => `number ${n}`),
                    values: Float32Array.from(spread(count * t.numbers, stream + 7 + i)),
                  }
                : null,
          })),
        }
      : {}),
    ownTest: [Math.ceil(count / 2), count],
    axis: null,
    licence: { name: '', text: '', source: '' },
    fingerprint: String(stream),
  }
}

/**
 * The largest difference between the gradient and central differences, relative to the largest gradient; some
 * weights of each tensor.
 */
export function worstSlope(run: Solo, count: number, perTensor = 40): number {
  const { plan } = run
  const { gradient } = run.lossAndGradient(count)
  const own = Float64Array.from(gradient)
  const largest = own.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-3)
  let worst = 0
  for (const w of plan.weights.filter(t => !t.isFrozen))
    for (let i = w.offset; i < w.offset + w.length; i += Math.max(1, Math.floor(w.length / perTensor))) {
      worst = Math.max(
        worst,
        Math.min(
          ...[1e-5, 1e-6, 1e-4].map(h => Math.abs(central(run, i, count, h) - (own[i] ?? 0)) / largest),
        ),
      )
    }
  return worst
}

/** (L(w + h) − L(w − h)) / 2h. Where a kink lies within h another h tells the slope. */
function central(run: Solo, i: number, count: number, h: number): number {
  const value = run.weights[i] ?? 0
  run.weights[i] = value + h
  const above = run.lossAndGradient(count).loss
  run.weights[i] = value - h
  const below = run.lossAndGradient(count).loss
  run.weights[i] = value
  return (above - below) / (2 * h)
}
