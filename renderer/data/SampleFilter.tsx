/** Above the samples: how, from which split and of which class they are shown, and how many they are. */
import { Button, SegmentedControl, Select } from '@mantine/core'
import { X } from 'lucide-react'
import { SPLITS, type DatasetSummary, type SampleSplit } from '../../preload/contract'
import { count } from '../ui/format'
import styles from './data.module.css'
import { useLeftOut } from './leftOut'
import { titleOfSplit } from './splits'
import { showAll, showLabel, showSplit, showStage, useShownSplit, useView, type Stage } from './view'

type Split = SampleSplit | 'all'
type Entry = { readonly value: Split; readonly label: string }
const CHOICES: readonly Entry[] = [
  ...SPLITS.map(value => ({ value, label: titleOfSplit(value) })),
  { value: 'all', label: 'All' },
]

const LEFT_OUT: Entry = { value: 'left out', label: 'Left out' }

const STAGES: readonly { readonly value: Stage; readonly label: string }[] = [
  { value: 'measured', label: 'As measured' },
  { value: 'prepared', label: 'Prepared' },
  { value: 'augmented', label: 'Augmented' },
]

export function SampleFilter({ summary }: { summary: DatasetSummary }) {
  const { label, stage, only } = useView()
  const split = useShownSplit()
  return (
    <div className={styles.filter}>
      <SegmentedControl
        aria-label="Stage"
        data={[...STAGES]}
        value={stage}
        onChange={v => showStage(v as Stage)}
      />
      {stage !== 'augmented' && only && <Only title={only.title} />}
      {stage !== 'augmented' && !only && (
        <>
          <SplitControl split={split} />
          {summary.classes.length > 0 && <ClassSelect classes={summary.classes} label={label} />}
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

const Only = ({ title }: { readonly title: string }) => (
  <Button
    variant="default"
    rightSection={<X size={13} />}
    onClick={showAll}
    aria-label={`Show all samples again, not only: ${title}`}
  >
    {title}
  </Button>
)

function SplitControl({ split }: { readonly split: Split }) {
  const isAnyLeftOut = useLeftOut().size > 0
  return (
    <SegmentedControl
      aria-label="Split"
      data={isAnyLeftOut ? [...CHOICES, LEFT_OUT] : [...CHOICES]}
      value={split}
      onChange={v => showSplit(v as Split)}
    />
  )
}

const ClassSelect = ({ classes, label }: { classes: readonly string[]; label: number | null }) => (
  <Select
    aria-label="Class"
    w={160}
    searchable={classes.length > 12}
    data={[
      { value: 'every', label: 'Every class' },
      ...classes.map((name, i) => ({ value: String(i), label: name })),
    ]}
    value={label === null ? 'every' : String(label)}
    onChange={v => showLabel(v === null || v === 'every' ? null : Number(v))}
  />
)

export function shownCount(summary: DatasetSummary, split: Split, label: number | null): number {
  const splits: readonly SampleSplit[] = split === 'all' ? SPLITS : [split]
  if (summary.classes.length === 0) return splits.reduce((n, s) => n + summary.sizes[s], 0)
  return splits.reduce<number>(
    (n, s) => n + summary.counts[s].reduce((m, c, i) => m + (label === null || label === i ? c : 0), 0),
    0,
  )
}
