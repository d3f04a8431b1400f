/** The spectra over their physical axis, coloured by class: all of them, or each class's mean. */
import { SegmentedControl } from '@mantine/core'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import type { DatasetSummary, Samples } from '../../preload/contract'
import { LineChart } from '../charts/LineChart'
import { classColour } from '../charts/colours'
import { count, figure } from '../ui/format'
import styles from './data.module.css'
import { everySample } from './pages'
import { shownCount } from './SampleFilter'
import { axisFormat, axisLabel, everyLine, meanLines, numberColour, numberRange } from '../charts/spectra'
import { useQuery, useView } from './view'

/**
 * More lines, or more points in all, hide each other and cost a slow redraw; the first are shown, and the
 * plot says so.
 */
const MOST_LINES = 400
const MOST_POINTS = 1_000_000
const MOST_NAMED = 12

type Kind = 'all' | 'mean'

export function SpectraPlot({ summary }: { summary: DatasetSummary }) {
  const { isPrepared } = useQuery()
  const [kind, setKind] = useState<Kind>('all')
  const { pages, drawn, every } = useShownSpectra(summary)
  const lines = useMemo(
    () => (kind === 'all' ? everyLine(summary, pages) : meanLines(summary, pages)),
    [summary, pages, kind],
  )
  const stage = isPrepared ? 'as the network gets them' : 'as measured'
  const axis = pages[0] ? pages[0].axis : summary.axis
  const formatX = useMemo(() => axisFormat(axis), [axis])
  return (
    <div className={styles.spectra} data-testid="spectra">
      <div className={styles.filter}>
        <DrawnControl kind={kind} hasClasses={summary.classes.length > 0} onKind={setKind} />
        <ClassLegend summary={summary}>
          {summary.numbers.length > 0 && kind === 'all' && <ScaleOf summary={summary} pages={pages} />}
        </ClassLegend>
        {drawn < every && (
          <span className={styles.count}>
            The first {count(drawn)} of {count(every)} are drawn.
          </span>
        )}
      </div>
      <LineChart
        label={kind === 'all' ? `Spectra ${stage}` : `Means ${stage}, with one deviation to either side`}
        xLabel={axisLabel(axis)}
        formatX={formatX}
        read={() => lines}
        version={() => lines}
        empty="Reading the spectra…"
      />
    </div>
  )
}

/** The samples asked for, as many as can be drawn; the ones before stay until they are there. */
function useShownSpectra(summary: DatasetSummary) {
  const query = useQuery()
  const { split, label } = query
  const only = useView(s => s.only)
  const [pages, setPages] = useState<readonly Samples[]>([])
  const every = only ? only.samples.length : shownCount(summary, split, label)
  const drawn = Math.min(every, MOST_LINES, Math.max(20, Math.floor(MOST_POINTS / (summary.shape[0] ?? 1))))
  useEffect(() => {
    let isWanted = true
    everySample(query, drawn).then(
      p => {
        if (isWanted) setPages(p)
      },
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [query, drawn])
  return { pages, drawn, every }
}

type KindProps = {
  readonly kind: Kind
  readonly hasClasses: boolean
  readonly onKind: (kind: Kind) => void
}
const DrawnControl = ({ kind, hasClasses, onKind }: KindProps) => (
  <SegmentedControl
    aria-label="What is drawn"
    data={[
      { value: 'all', label: 'Every spectrum' },
      { value: 'mean', label: hasClasses ? 'Mean of each class' : 'Mean and spread' },
    ]}
    value={kind}
    onChange={v => onKind(v as Kind)}
  />
)

const ClassLegend = ({ summary, children }: { summary: DatasetSummary; children: ReactNode }) => (
  <span className={styles.legend}>
    {children}
    {summary.classes.slice(0, MOST_NAMED).map((name, i) => (
      <span key={name}>
        <i style={{ background: classColour(i) }} />
        {name}
      </span>
    ))}
  </span>
)

/** Where numbers are predicted, lines are coloured by the first of them. */
function ScaleOf({ summary, pages }: { summary: DatasetSummary; pages: readonly Samples[] }) {
  const [low, high] = useMemo(() => numberRange(pages), [pages])
  return (
    <span>
      {summary.numbers[0]}: <i style={{ background: numberColour(0) }} />
      {figure(low, 3)} to <i style={{ background: numberColour(1) }} />
      {figure(high, 3)}
    </span>
  )
}
