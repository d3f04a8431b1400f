/** A few of the user's own training samples, and how they are seen in some epochs. */
import { Button } from '@mantine/core'
import { RefreshCw } from 'lucide-react'
import { useMemo, useState } from 'react'
import { augment, isBad, type DatasetSummary, type DataStep, type Samples } from '../../preload/contract'
import { LineChart } from '../charts/LineChart'
import type { PlotLine } from '../charts/lines'
import { classColour } from '../charts/colours'
import { useProject } from '../document/store'
import styles from './data.module.css'
import { usePage } from './pages'
import { Picture, greyRange } from '../charts/Picture'
import { axisFormat, axisLabel, channelOf } from '../charts/spectra'
import { useSplit } from './view'

const SAMPLES = 8
const EPOCHS = 6

type Seen = {
  readonly samples: Samples
  readonly position: number
  /** As it is, then as it is seen in each epoch. */ readonly values: readonly Float32Array[]
}

export function AugmentedView({ summary }: { summary: DatasetSummary }) {
  const steps = useProject(s => s.document.data.augmentation)
  const seed = useProject(s => s.document.training.seed)
  const data = useSplit()
  const [first, setFirst] = useState(0)
  const page = usePage({ data, split: 'training', label: null, only: null, isPrepared: false }, 0)
  const seen = useMemo(() => (page ? seenIn(page, steps, seed, first) : null), [page, steps, seed, first])
  return (
    <div className={styles.augmented} data-testid="augmented">
      <div className={styles.filter}>
        <span className={styles.count}>
          {steps.length === 0
            ? 'No augmentation is chosen: every epoch sees the samples as they are. Add a step at the left.'
            : summary.kind === 'images'
              ? `At the left as measured, then as epochs ${first + 1} to ${first + EPOCHS} see them.`
              : `Drawn through as measured, dashed as epochs ${first + 1} to ${first + EPOCHS} see them.`}
        </span>
        {steps.length > 0 && (
          <Button
            variant="default"
            leftSection={<RefreshCw size={13} />}
            onClick={() => setFirst(first + EPOCHS)}
          >
            Other epochs
          </Button>
        )}
      </div>
      {typeof seen === 'string' && (
        <p className={styles.count} role="alert">
          {seen}
        </p>
      )}
      {seen &&
        typeof seen !== 'string' &&
        (summary.kind === 'images' ? <Pictures summary={summary} seen={seen} /> : <Spectra seen={seen} />)}
    </div>
  )
}

function seenIn(
  samples: Samples,
  steps: readonly DataStep[],
  seed: number,
  first: number,
): readonly Seen[] | string {
  const change = augment(steps, { shape: samples.shape, axis: samples.axis })
  if (isBad(change)) return change.bad
  const each = samples.shape.reduce((a, b) => a * b, 1)
  const spread = Math.max(1, Math.floor(samples.indices.length / SAMPLES))
  return Array.from({ length: Math.min(SAMPLES, samples.indices.length) }, (_, i) => {
    const position = i * spread
    const from = samples.values.slice(position * each, (position + 1) * each)
    const epochs = Array.from({ length: steps.length > 0 ? EPOCHS : 0 }, (_, e) => {
      const to = new Float32Array(each)
      change(seed, first + 1 + e, samples.indices[position] ?? 0, from, to)
      return to
    })
    return { samples, position, values: [from, ...epochs] }
  })
}

function Pictures({ summary, seen }: { summary: DatasetSummary; seen: readonly Seen[] }) {
  const range = useMemo(
    () => greyRange(seen[0]?.samples.values ?? new Float32Array(0), summary.isBytes),
    [seen, summary.isBytes],
  )
  return (
    <div className={styles.epochs}>
      {seen.map(({ samples, position, values }) => (
        <div key={position}>
          {values.map((v, i) => (
            <div key={i} className={styles.tile}>
              <Picture
                label={i === 0 ? 'as measured' : `in epoch ${i}`}
                shape={samples.shape}
                values={v}
                range={range}
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

function Spectra({ seen }: { seen: readonly Seen[] }) {
  const lines = useMemo<readonly PlotLine[]>(() => {
    const [one] = seen
    if (!one) return []
    const { shape, axis } = one.samples
    const x = axis?.values ?? Array.from({ length: shape[0] ?? 0 }, (_, i) => i)
    return seen
      .slice(0, 3)
      .flatMap(({ samples, position, values }, n) =>
        values.map((v, i) => ({
          label:
            i === 0
              ? (samples.names[position] ?? `sample ${(samples.indices[position] ?? 0) + 1}`)
              : `epoch ${i}`,
          isUnnamed: i > 0,
          x,
          y: channelOf({ values: v, shape }, 0, 0),
          colour: classColour(n),
          width: i === 0 ? 2 : 0.75,
          ...(i > 0 ? { dash: [4, 2] } : {}),
        })),
      )
      .toReversed()
  }, [seen])
  return (
    <LineChart
      label="Three training spectra"
      xLabel={axisLabel(seen[0]?.samples.axis ?? null)}
      formatX={axisFormat(seen[0]?.samples.axis ?? null)}
      read={() => lines}
      version={() => lines}
      empty="No spectra"
    />
  )
}
