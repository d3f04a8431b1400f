/** Above the samples: how, from which split and of which class they are shown, and how many they are. */
import { Button, SegmentedControl, Select } from '@mantine/core'
import { X } from 'lucide-react'
import type { DatasetSummary, Place } from '../../preload/contract'
import { count } from '../ui/format'
import styles from './data.module.css'
import { useLeftOut } from './leftOut'
import { showAll, showLabel, showSplit, showStage, useShownSplit, useView, type Stage } from './view'

type Split = Place | 'all'
const SPLITS: readonly { value: Split; label: string }[] = [
  { value: 'training', label: 'Training' },
  { value: 'validation', label: 'Validation' },
  { value: 'test', label: 'Test' },
  { value: 'all', label: 'All' },
]

const LEFT_OUT: (typeof SPLITS)[number] = { value: 'left out', label: 'Left out' }

const STAGES: readonly { readonly value: Stage; readonly label: string }[] = [
  { value: 'measured', label: 'As measured' },
  { value: 'prepared', label: 'Prepared' },
  { value: 'augmented', label: 'Augmented' },
]

export function SampleFilter({ summary }: { summary: DatasetSummary }) {
  const { label, stage, only } = useView()
  const split = useShownSplit()
  const isAnyLeftOut = useLeftOut().size > 0
  return (
    <div className={styles.filter}>
      <SegmentedControl
        aria-label="Stage"
        data={[...STAGES]}
        value={stage}
        onChange={v => showStage(v as Stage)}
      />
      {stage !== 'augmented' && only && (
        <Button
          variant="default"
          rightSection={<X size={13} />}
          onClick={showAll}
          aria-label={`Show all samples again, not only: ${only.title}`}
        >
          {only.title}
        </Button>
      )}
      {stage !== 'augmented' && !only && (
        <>
          <SegmentedControl
            aria-label="Split"
            data={isAnyLeftOut ? [...SPLITS, LEFT_OUT] : [...SPLITS]}
            value={split}
            onChange={v => showSplit(v as Split)}
          />
          {summary.classes.length > 0 && (
            <Select
              aria-label="Class"
              w={160}
              searchable={summary.classes.length > 12}
              data={[
                { value: 'every', label: 'Every class' },
                ...summary.classes.map((name, i) => ({ value: String(i), label: name })),
              ]}
              value={label === null ? 'every' : String(label)}
              onChange={v => showLabel(v === null || v === 'every' ? null : Number(v))}
            />
          )}
        </>
      )}
      {stage !== 'augmented' && (
        <span className={styles.count} data-testid="sample-count">
          {count(only ? only.samples.length : shownCount(summary, split, label))} samples
        </span>
      )}
    </div>
  )
}

export function shownCount(summary: DatasetSummary, split: Split, label: number | null): number {
  const splits: readonly Place[] = split === 'all' ? ['training', 'validation', 'test'] : [split]
  if (summary.classes.length === 0) return splits.reduce((n, s) => n + summary.sizes[s], 0)
  return splits.reduce<number>(
    (n, s) => n + summary.counts[s].reduce((m, c, i) => m + (label === null || label === i ? c : 0), 0),
    0,
  )
}
