/**
 * Lines over a common axis, drawn by uPlot. Data are pulled on animation frames through `read`,
 * whenever `version` changes, so a chart of a running training costs React nothing.
 */
import { useEffect, useRef, useState, type RefObject } from 'react'
import 'uplot/dist/uPlot.min.css'
import { useScheme } from '../ui/scheme'
import styles from './charts.module.css'
import { valueAt, type PlotLine } from './lines'
import { LivePlot, type Feed } from './LivePlot'
import { mark, plainNumber } from './numberFormats'
import type { Reading } from './plotOptions'

type Props = {
  readonly label: string
  readonly xLabel: string
  readonly read: () => readonly PlotLine[]
  readonly version: () => unknown
  readonly isLog?: boolean
  readonly formatY?: (value: number) => string
  readonly formatX?: (value: number) => string
  /** For the marks of the axis, where `formatY` says more than they need. */
  readonly formatTick?: (value: number) => string
  readonly yRange?: readonly [number | null, number | null]
  /** Asked on every drawing; without it the axis spans the lines. */
  readonly xRange?: () => readonly [number, number]
  readonly empty: string
}
export function LineChart({
  label,
  xLabel,
  read,
  version,
  isLog = false,
  formatY = plainNumber,
  formatX = plainNumber,
  formatTick = formatY === plainNumber ? mark : formatY,
  yRange,
  xRange,
  empty,
}: Props) {
  const host = useRef<HTMLDivElement>(null)
  const feed: Feed = { read, version, formatX, formatTick, xRange: () => xRange?.() }
  const { named, reading, isEmpty } = useLivePlot(host, feed, isLog, yRange)
  return (
    <figure className={styles.figure} aria-label={label}>
      <figcaption className={styles.caption}>
        <strong>{label}</strong>
        <Legend lines={named} valueOf={line => reading && valueAt(reading.x, line, formatY)} />
      </figcaption>
      <div className={styles.plot}>
        <div ref={host} className={styles.host} />
        {isEmpty && empty !== '' && (
          <p className={styles.empty}>
            <span>{empty}</span>
          </p>
        )}
      </div>
      <span className={styles.xLabel} data-figures>
        {xLabel}
        {reading && <b> {formatX(reading.x)}</b>}
      </span>
    </figure>
  )
}

type LegendProps = {
  readonly lines: readonly PlotLine[]
  /** While the cursor reads it; null else. */
  readonly valueOf: (line: PlotLine) => string | null
}
const Legend = ({ lines, valueOf }: LegendProps) =>
  lines.map((line, i) => (
    <LegendEntry key={`${line.label}${i}`} line={line}>
      {valueOf(line)}
    </LegendEntry>
  ))
const LegendEntry = ({ line, children }: { readonly line: PlotLine; readonly children: string | null }) => (
  <span className={styles.key}>
    <svg width="16" height="8" aria-hidden>
      <line
        x1="0"
        x2="16"
        y1="4"
        y2="4"
        stroke={line.colour}
        strokeWidth="2"
        strokeDasharray={line.dash?.join(' ')}
      />
    </svg>
    <span className={styles.keyName} title={line.label}>
      {line.label}
    </span>
    <b data-figures>{children}</b>
  </span>
)

/** The plot in `host`, made anew for another colour scheme or other scales; what it is fed may change. */
function useLivePlot(
  host: RefObject<HTMLDivElement | null>,
  feed: Feed,
  isLog: boolean,
  yRange: Props['yRange'],
) {
  const scheme = useScheme()
  const [named, setNamed] = useState<readonly PlotLine[]>([])
  const [reading, setReading] = useState<Reading>(null)
  const [isEmpty, setEmpty] = useState(true)
  const isRead = useRef(false)
  isRead.current = reading !== null
  const latest = useRef(feed)
  latest.current = feed
  useEffect(() => {
    if (!host.current) return
    const plot = new LivePlot(host.current, { isLog, yRange }, () => latest.current, {
      onNamed: setNamed,
      onEmpty: setEmpty,
      onReading: setReading,
      isRead: () => isRead.current,
    })
    return () => plot.stop()
  }, [host, scheme, isLog, yRange])
  return { named, reading, isEmpty }
}
