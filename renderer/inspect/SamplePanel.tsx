/** The chosen test sample, the network's prediction, and the true class or numbers. */
import { ActionIcon, Select } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import type { DatasetSummary, SampleMaps, Samples } from '../../preload/contract'
import { classColour } from '../charts/colours'
import { LineChart } from '../charts/LineChart'
import { Picture, greyRange } from '../charts/Picture'
import { axisFormat, axisLabel, channelOf } from '../charts/spectra'
import { count } from '../ui/format'
import styles from './inspect.module.css'
import { PredictedNumbers, Verdict } from './Said'
import type { Answer } from './store'

type Props = {
  readonly summary: Answer<DatasetSummary>
  readonly sample: Answer<Samples>
  readonly maps: SampleMaps | null
  readonly label: number | null
  readonly position: number
  readonly onLabel: (label: number | null) => void
  readonly onPosition: (position: number) => void
}

export function SamplePanel({
  summary: { value: summary, sentence },
  sample,
  maps,
  label,
  position,
  onLabel,
  onPosition,
}: Props) {
  if (!summary)
    return <aside className={styles.sample}>{sentence && <p className={styles.bad}>{sentence}</p>}</aside>
  const total = label === null ? summary.sizes.test : (summary.counts.test[label] ?? 0)
  return (
    <aside className={styles.sample} aria-label="Sample">
      <h2>Test sample</h2>
      <Picker
        classes={summary.classes}
        label={label}
        position={position}
        total={total}
        onLabel={onLabel}
        onPosition={onPosition}
      />
      <p className={styles.faint}>
        {total === 0 ? 'No test sample of this class.' : `${count(position + 1)} of ${count(total)}`}
      </p>
      {sample.value && sample.value.indices.length > 0 && <Shown summary={summary} sample={sample.value} />}
      {maps && summary.classes.length > 0 && <Verdict summary={summary} maps={maps} />}
      {maps && summary.numbers.length > 0 && sample.value && (
        <PredictedNumbers names={summary.numbers} truth={sample.value.numbers} said={maps.probabilities} />
      )}
    </aside>
  )
}

type PickerProps = Pick<Props, 'label' | 'position' | 'onLabel' | 'onPosition'> & {
  readonly classes: readonly string[]
  readonly total: number
}
function Picker({ classes, label, position, total, onLabel, onPosition }: PickerProps) {
  const named = classes.map((name, i) => ({ value: String(i), label: name }))
  const step = (by: 1 | -1, isEnd: boolean, children: ReactNode) => (
    <ActionIcon
      aria-label={by < 0 ? 'Previous sample' : 'Next sample'}
      disabled={isEnd}
      onClick={() => onPosition(position + by)}
    >
      {children}
    </ActionIcon>
  )
  return (
    <div className={styles.picker}>
      <Select
        aria-label="Class of the sample"
        data={[{ value: 'every', label: named.length > 0 ? 'Every class' : 'Every sample' }, ...named]}
        disabled={named.length === 0}
        value={label === null ? 'every' : String(label)}
        onChange={v => onLabel(v === null || v === 'every' ? null : Number(v))}
      />
      {step(-1, position === 0, <ChevronLeft size={16} />)}
      {step(1, position + 1 >= total, <ChevronRight size={16} />)}
    </div>
  )
}

function Shown({ summary, sample }: { summary: DatasetSummary; sample: Samples }) {
  const lines = useMemo(
    () =>
      Array.from({ length: sample.shape[1] ?? 1 }, (_, channel) => ({
        label: `channel ${channel + 1}`,
        isUnnamed: true,
        x: sample.axis?.values ?? Array.from({ length: sample.shape[0] ?? 0 }, (_, i) => i),
        y: channelOf(sample, 0, channel),
        colour: channel === 0 ? 'var(--accent)' : classColour(channel),
      })),
    [sample],
  )
  const name = sample.names[0] ?? `sample ${(sample.indices[0] ?? 0) + 1}`
  const title = summary.classes.length > 0 ? `${name}: ${summary.classes[sample.labels[0] ?? 0]}` : name
  const range = useMemo(() => greyRange(sample.values, summary.isBytes), [sample, summary.isBytes])
  if (summary.kind === 'images')
    return (
      <div className={styles.picture}>
        <Picture label={title} shape={sample.shape} values={sample.values} range={range} />
      </div>
    )
  return (
    <div className={styles.spectrum}>
      <LineChart
        label="As measured"
        xLabel={axisLabel(sample.axis)}
        formatX={axisFormat(sample.axis)}
        read={() => lines}
        version={() => lines}
        empty=""
      />
    </div>
  )
}
