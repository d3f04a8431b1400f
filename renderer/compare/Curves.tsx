/** The curves of the ticked experiments over each other; a run keeps its colour wherever it is drawn. */
import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { learnsStandardised, type EpochMetrics, type Experiment } from '../../preload/contract'
import { runColour } from '../charts/colours'
import { LineChart } from '../charts/LineChart'
import type { PlotLine } from '../charts/lines'
import { percent } from '../ui/format'
import styles from './compare.module.css'

/** The first that there is stands in front. */
const MEASURES = {
  validationAccuracy: 'Validation accuracy',
  r2: 'Validation R²',
  validationLoss: 'Validation loss',
  trainingAccuracy: 'Training accuracy',
  trainingLoss: 'Training loss',
} as const
type Measure = keyof typeof MEASURES
const valueOf = (m: EpochMetrics, measure: Measure): number | null =>
  measure === 'r2'
    ? (m.validationFit?.r2 ?? null)
    : m.validationFit && measure.endsWith('Accuracy')
      ? null
      : m[measure]

/** Losses of standardised numbers and of numbers as measured are not in the same unit. */
function ofWhat(experiments: readonly Experiment[]): string {
  const standardised = experiments.filter(
    e => e.history.some(m => m.validationFit !== null) && learnsStandardised(e.document),
  ).length
  if (standardised === 0) return ''
  return standardised === experiments.length
    ? ' (numbers standardised)'
    : ` (standardised in ${standardised} of ${experiments.length}, not comparable)`
}

export function Curves({ experiments }: { experiments: readonly Experiment[] }) {
  // Accuracy means nothing to numbers, nor R² to classes: only what somebody has is offered.
  const offered = (Object.keys(MEASURES) as Measure[]).filter(m =>
    experiments.some(e => e.history.length === 0 || e.history.some(h => valueOf(h, m) !== null)),
  )
  const [chosen, setMeasure] = useState<Measure | null>(null)
  const measure = chosen !== null && offered.includes(chosen) ? chosen : (offered[0] ?? 'validationLoss')
  const lines = useMemo<readonly PlotLine[]>(
    () =>
      experiments.map(e => ({
        label: e.name,
        x: e.history.map(m => m.epoch),
        y: e.history.map(m => valueOf(m, measure)),
        colour: runColour(e.id),
      })),
    [experiments, measure],
  )
  return (
    <section className={styles.curves} aria-label="Curves" data-testid="curves">
      <SegmentedControl
        aria-label="Curve"
        value={measure}
        onChange={v => setMeasure(v as Measure)}
        data={offered.map(value => ({ value, label: MEASURES[value] }))}
      />
      <LineChart
        label={`${MEASURES[measure]}${measure.endsWith('Loss') ? ofWhat(experiments) : ''}`}
        xLabel="Epoch"
        read={() => lines}
        version={() => lines}
        {...(measure.endsWith('Accuracy') ? { formatY: (v: number) => percent(v) } : {})}
        empty="The ticked experiments have no finished epoch."
      />
    </section>
  )
}
