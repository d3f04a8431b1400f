/** What is said while a run goes on: a line that is written over and one for each epoch, or JSON. */
import type { Document } from '../document/document'
import type { OutputMetrics, TrainEvents } from '../run/types'
import { inShort, percent } from './tables'
import { duration, grouped, type CliOutput } from './output'

/** Milliseconds between two pieces of news for a program. */
const EVERY_MS = 1000

export function trainReporter(say: CliOutput, { training: { epochs } }: Document): TrainEvents {
  let saidAt = -Infinity
  let watched: readonly OutputMetrics[] = []
  let isClassifying: boolean | null = null
  return {
    onProgress({ losses: _losses, ...p }) {
      const first = watched[0]
      if (first) isClassifying = 'classes' in first
      if (say.isJson) {
        if (performance.now() - saidAt < EVERY_MS) return
        saidAt = performance.now()
        return say.event({ event: 'progress', ...p })
      }
      const figure =
        isClassifying === false
          ? `validation ${inShort(watched)}`
          : p.accuracy > 0
            ? `accuracy ${percent(p.accuracy)}`
            : ''
      const behind = [
        `${grouped(p.samplesPerSecond)} samples/s`,
        `loss ${p.loss.toPrecision(4)}`,
        figure,
        p.eta === null ? '' : `${duration(p.eta)} left`,
      ]
      say.draw(`epoch ${p.epoch}/${epochs}`, p.batch / p.batches, behind.filter(Boolean).join('  '))
    },
    onEpoch({ metrics: m, validation }) {
      watched = validation
      const ofClasses = validation[0] !== undefined && 'classes' in validation[0]
      say.event({ event: 'epoch', ...m, validation: validation.map(brief) })
      say.note(
        `epoch ${m.epoch}/${epochs}  loss ` +
          `${m.trainingLoss.toPrecision(4)}${ofClasses ? `  accuracy ${percent(m.trainingAccuracy)}` : ''} ` +
          ` validation loss ${m.validationLoss.toPrecision(4)}  ${inShort(validation)}  ` +
          `${grouped(m.samplesPerSecond)} samples/s`,
      )
    },
  }
}

/** Of an output the figures that are single numbers. */
const brief = (o: OutputMetrics) =>
  'classes' in o
    ? {
        node: o.node,
        accuracy: o.classes.accuracy,
        top5: o.classes.topK.share,
        macroF1: o.classes.macro.f1,
        auc: o.classes.rocAuc,
      }
    : { node: o.node, r2: o.numbers.r2, rmse: o.numbers.rmse, mae: o.numbers.mae }
