/**
 * Lines over a common axis, drawn by uPlot. Data are pulled on animation frames through `read`,
 * whenever `version` changes, so a chart of a running training costs React nothing.
 */
import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import styles from './charts.module.css'
import { useScheme } from '../ui/scheme'

export type Line = {
  readonly label: string
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number | null>
  /** Any CSS colour, also `var(--…)`. */
  readonly colour: string
  readonly dash?: readonly number[]
  readonly width?: number
  /** Dots alone, without a line between them. */
  readonly isDots?: boolean
  /** Drawn, but not named in the legend. */
  readonly isUnnamed?: boolean
}
type Props = {
  readonly label: string
  readonly xLabel: string
  readonly read: () => readonly Line[]
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
type Reading = { readonly x: number } | null

const plain = (v: number): string =>
  Math.abs(v) >= 1e5 || (v !== 0 && Math.abs(v) < 1e-3)
    ? v.toExponential(2)
    : String(Number(v.toPrecision(4)))

/** Short enough for the axis, however large or small. */
const mark = (v: number): string =>
  Math.abs(v) >= 1e5 || (v !== 0 && Math.abs(v) < 1e-3)
    ? v.toExponential(1).replace('e+', 'e').replace('.0e', 'e')
    : String(Number(v.toPrecision(4)))

export function LineChart({
  label,
  xLabel,
  read,
  version,
  isLog = false,
  formatY = plain,
  formatX = plain,
  formatTick = formatY === plain ? mark : formatY,
  yRange,
  xRange,
  empty,
}: Props) {
  const host = useRef<HTMLDivElement>(null)
  const scheme = useScheme()
  const [named, setNamed] = useState<readonly Line[]>([])
  const [reading, setReading] = useState<Reading>(null)
  const isRead = useRef(false)
  isRead.current = reading !== null
  const [isEmpty, setEmpty] = useState(true)
  const latest = useRef({ read, version, formatX, formatTick, xRange })
  latest.current = { read, version, formatX, formatTick, xRange }

  useEffect(() => {
    const element = host.current
    if (!element) return
    const colourOf = (css: string): string => {
      element.style.color = css
      return getComputedStyle(element).color
    }
    let latestLines: readonly Line[] = []
    const onRead = (at: Reading): void => {
      // While nobody read them, they were not kept up.
      if (at && !isRead.current) setNamed(latestLines.filter(l => !l.isUnnamed))
      setReading(at)
    }
    let chart: uPlot | null = null
    let drawn: unknown
    let signature = ''
    let frame = 0
    const build = (lines: readonly Line[]): uPlot =>
      new uPlot(
        optionsFor(
          element,
          lines,
          colourOf,
          {
            isLog,
            yRange,
            ...latest.current,
            formatX: v => latest.current.formatX(v),
            xRange: () => latest.current.xRange?.(),
          },
          onRead,
        ),
        dataOf(lines, isLog),
        element,
      )
    const draw = (): void => {
      frame = requestAnimationFrame(draw)
      const now = latest.current.version()
      if (chart && Object.is(now, drawn)) return
      drawn = now
      const lines = latest.current.read().filter(line => line.x.length > 0)
      latestLines = lines
      const look = lines.map(l => `${l.label}|${l.colour}|${l.dash?.join() ?? ''}`).join('\n')
      setEmpty(lines.length === 0)
      // The legend needs the new data only where it shows values: under the cursor.
      if (look !== signature || isRead.current) setNamed(lines.filter(l => !l.isUnnamed))
      if (chart && look === signature) return chart.setData(dataOf(lines, isLog), true)
      chart?.destroy()
      signature = look
      chart = build(lines)
    }
    draw()
    const resize = new ResizeObserver(() =>
      chart?.setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    resize.observe(element)
    return () => {
      cancelAnimationFrame(frame)
      resize.disconnect()
      chart?.destroy()
    }
  }, [scheme, isLog, yRange])

  return (
    <figure className={styles.figure} aria-label={label}>
      <figcaption className={styles.caption}>
        <strong>{label}</strong>
        {named.map((line, i) => (
          <span key={`${line.label}${i}`} className={styles.key}>
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
            <b data-figures>{reading && valueAt(reading.x, line, formatY)}</b>
          </span>
        ))}
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

/** The value nearest to the cursor: lines may have different x, so a joined row often has none of its own. */
function valueAt(x: number, line: Line, format: (v: number) => string): string {
  let best = -1
  let distance = Infinity
  for (let i = 0; i < line.x.length; i++) {
    const d = Math.abs((line.x[i] ?? 0) - x)
    if (d < distance) [best, distance] = [i, d]
  }
  const v = best < 0 ? null : line.y[best]
  return v === null || v === undefined || !Number.isFinite(v) ? '–' : format(v)
}

function dataOf(lines: readonly Line[], isLog: boolean): uPlot.AlignedData {
  if (lines.length === 0) return [[], []]
  const positive = (v: number | null) => (v !== null && Number.isFinite(v) && (!isLog || v > 0) ? v : null)
  const tables = lines.map(
    l => [Array.from(l.x), Array.from(l.y as ArrayLike<number | null>, positive)] as uPlot.AlignedData,
  )
  const isShared = lines.every(l => l.x === lines[0]?.x)
  return isShared
    ? ([tables[0]?.[0] ?? [], ...tables.map(t => t[1] ?? [])] as uPlot.AlignedData)
    : uPlot.join(tables)
}

/** A line of one point would not be seen: it is drawn as a dot. */
function isSingle(u: uPlot, series: number): boolean {
  let found = 0
  for (const v of u.data[series] ?? []) if (v !== null && v !== undefined && ++found > 1) return false
  return found === 1
}

type Look = {
  isLog: boolean
  yRange: Props['yRange']
  xRange: () => readonly [number, number] | undefined
  formatX: (v: number) => string
  formatTick: (v: number) => string
}

function optionsFor(
  element: HTMLElement,
  lines: readonly Line[],
  colourOf: (css: string) => string,
  look: Look,
  onRead: (r: Reading) => void,
): uPlot.Options {
  const text = colourOf('var(--text-faint)')
  const grid = colourOf('var(--line)')
  const axis = (size: number, space: number, format: (v: number) => string): uPlot.Axis => ({
    stroke: text,
    space,
    font: '12px "Inter Variable", sans-serif',
    size,
    gap: 4,
    grid: { stroke: grid, width: 1 },
    ticks: { show: false },
    values: (_u, splits) => splits.map(v => (v === null ? '' : format(v))),
  })
  const range: uPlot.Range.Function = (_u, min, max) => {
    const low = look.yRange?.[0] ?? null
    const high = look.yRange?.[1] ?? null
    const room = (max - min) * 0.06 || Math.abs(max) * 0.06 || 1
    return [low ?? min - room, high ?? max + room]
  }
  const spanning: uPlot.Range.Function = (_u, min, max) => {
    const [low, high] = look.xRange?.() ?? [min, max]
    return low === high ? [low - 0.5, high + 0.5] : [low, high]
  }
  return {
    width: element.clientWidth || 400,
    height: element.clientHeight || 200,
    legend: { show: false },
    padding: [8, 16, 0, 0],
    cursor: { points: { size: 6 }, y: false, drag: { x: true, y: false } },
    scales: { x: { time: false, range: spanning }, y: look.isLog ? { distr: 3 } : { range } },
    axes: [axis(24, 48, look.formatX), axis(52, 28, look.formatTick)],
    series: [
      {},
      ...lines.map(l => ({
        stroke: colourOf(l.colour),
        width: l.width ?? 1.75,
        spanGaps: true,
        ...(l.isDots
          ? { paths: () => null, points: { show: true, size: 5, width: 1.5 } }
          : { points: { show: isSingle, size: 6 } }),
        ...(l.dash ? { dash: [...l.dash] } : {}),
      })),
    ],
    hooks: {
      setCursor: [
        u => {
          const at = u.cursor.idx
          onRead(
            at === null || at === undefined || (u.cursor.left ?? -1) < 0 ? null : { x: u.data[0][at] ?? 0 },
          )
        },
      ],
    },
  }
}
