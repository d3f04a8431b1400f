/** Above the samples: which split and which class are shown, and how many they are. */
import { SegmentedControl, Select } from '@mantine/core'
import type { DatasetSummary, SplitName } from '../../preload/contract'
import { count } from '../ui/format'
import styles from './data.module.css'
import { showLabel, showSplit, useView } from './view'

const SPLITS: readonly { value: SplitName | 'all'; label: string }[] = [
  { value: 'training', label: 'Training' },
  { value: 'validation', label: 'Validation' },
  { value: 'test', label: 'Test' },
  { value: 'all', label: 'All' },
]

export function SampleFilter({ summary }: { summary: DatasetSummary }) {
  const { split, label } = useView()
  return (
    <div className={styles.filter}>
      <SegmentedControl aria-label="Split" data={[...SPLITS]} value={split} onChange={v => showSplit(v as SplitName | 'all')} />
      {summary.classes.length > 0 && (
        <Select
          aria-label="Class"
          w={180}
          data={[{ value: 'every', label: 'Every class' }, ...summary.classes.map((name, i) => ({ value: String(i), label: name }))]}
          value={label === null ? 'every' : String(label)}
          onChange={v => showLabel(v === null || v === 'every' ? null : Number(v))}
        />
      )}
      <span className={styles.count} data-testid="sample-count">
        {count(shownCount(summary, split, label))} samples
      </span>
    </div>
  )
}

export function shownCount(summary: DatasetSummary, split: SplitName | 'all', label: number | null): number {
  const splits: readonly SplitName[] = split === 'all' ? ['training', 'validation', 'test'] : [split]
  if (summary.classes.length === 0) return splits.reduce((n, s) => n + summary.sizes[s], 0)
  return splits.reduce<number>((n, s) => n + summary.counts[s].reduce((m, c, i) => m + (label === null || label === i ? c : 0), 0), 0)
}
