/** The spectra over their physical axis, coloured by class: all of them, or each class's mean. */
import { SegmentedControl } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import type { DatasetSummary, Samples } from '../../preload/contract'
import { LineChart, type Line } from '../charts/LineChart'
import { classColour } from '../charts/colours'
import { count } from '../ui/format'
import styles from './data.module.css'
import { everySample } from './pages'
import { shownCount } from './SampleFilter'
import { useSplit, useView } from './view'

/** More lines, or more points in all, hide each other and cost a slow redraw; the first are shown, and the plot says so. */
const MOST_LINES = 400
const MOST_POINTS = 1_000_000

export function SpectraPlot({ summary }: { summary: DatasetSummary }) {
  const { split, label } = useView(),
    data = useSplit()
  const [kind, setKind] = useState<'all' | 'mean'>('all'),
    [pages, setPages] = useState<readonly Samples[]>([])
  const every = shownCount(summary, split, label),
    total = Math.min(every, MOST_LINES, Math.max(20, Math.floor(MOST_POINTS / (summary.shape[0] ?? 1))))
  useEffect(() => {
    let isWanted = true
    everySample({ data, split, label }, total).then(
      p => {
        if (isWanted) setPages(p)
      },
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [data, split, label, total])
  const lines = useMemo(() => (kind === 'all' ? everyLine(summary, pages) : meanLines(summary, pages)), [summary, pages, kind])
  const axis = summary.axis
  return (
    <div className={styles.spectra} data-testid="spectra">
      <div className={styles.filter}>
        <SegmentedControl
          aria-label="What is drawn"
          data={[
            { value: 'all', label: 'Every spectrum' },
            { value: 'mean', label: 'Mean of each class' },
          ]}
          value={kind}
          onChange={v => setKind(v as 'all' | 'mean')}
        />
        <span className={styles.legend}>
          {summary.classes.map((name, i) => (
            <span key={name}>
              <i style={{ background: classColour(i) }} />
              {name}
            </span>
          ))}
        </span>
        {total < every && (
          <span className={styles.count}>
            The first {count(total)} of {count(every)} are drawn.
          </span>
        )}
      </div>
      <LineChart
        label={kind === 'all' ? 'Spectra as measured' : 'Mean spectrum of each class'}
        xLabel={axis ? `${axis.label} (${axis.unit})` : 'Channel'}
        read={() => lines}
        version={() => lines}
        empty="Reading the spectra…"
      />
    </div>
  )
}

const xOf = (summary: DatasetSummary): readonly number[] => summary.axis?.values ?? Array.from({ length: summary.shape[0] ?? 0 }, (_, i) => i)

function everyLine(summary: DatasetSummary, pages: readonly Samples[]): readonly Line[] {
  const x = xOf(summary),
    n = x.length
  return pages.flatMap(p =>
    Array.from(p.labels, (label, i) => ({
      label: `sample ${p.indices[i]}`,
      isUnnamed: true,
      x,
      y: p.values.subarray(i * n, (i + 1) * n),
      colour: classColour(label),
      width: 0.75,
    })),
  )
}

function meanLines(summary: DatasetSummary, pages: readonly Samples[]): readonly Line[] {
  const x = xOf(summary),
    n = x.length
  return summary.classes.flatMap((name, label) => {
    const sum = new Float64Array(n)
    let found = 0
    for (const p of pages)
      p.labels.forEach((l, i) => {
        if (l !== label) return
        found++
        for (let j = 0; j < n; j++) sum[j] = (sum[j] ?? 0) + (p.values[i * n + j] ?? 0)
      })
    return found ? [{ label: `${name} (${found})`, x, y: sum.map(s => s / found), colour: classColour(label), width: 2 }] : []
  })
}
