/** What uPlot is told of a chart: its axes, ranges and the look of its lines. */
import type uPlot from 'uplot'
import type { PlotLine } from './lines'

/** What the cursor reads; null while it is elsewhere. */
export type Reading = { readonly x: number } | null
export type Look = {
  readonly isLog: boolean
  readonly yRange: readonly [number | null, number | null] | undefined
  readonly xRange: () => readonly [number, number] | undefined
  readonly formatX: (v: number) => string
  readonly formatTick: (v: number) => string
}
/** Any CSS colour as the page resolves it. */
type ColourOf = (css: string) => string

export const optionsFor = (
  element: HTMLElement,
  lines: readonly PlotLine[],
  colourOf: ColourOf,
  look: Look,
  onRead: (r: Reading) => void,
): uPlot.Options => ({
  width: element.clientWidth || 400,
  height: element.clientHeight || 200,
  legend: { show: false },
  padding: [8, 16, 0, 0],
  cursor: { points: { size: 6 }, y: false, drag: { x: true, y: false } },
  scales: {
    x: { time: false, range: xRangeOf(look) },
    y: look.isLog ? { distr: 3 } : { range: yRangeOf(look) },
  },
  axes: [axis(colourOf, 24, 48, look.formatX), axis(colourOf, 52, 28, look.formatTick)],
  series: [{}, ...lines.map(line => seriesOf(line, colourOf))],
  hooks: { setCursor: [u => onRead(readingOf(u))] },
})

const axis = (
  colourOf: ColourOf,
  size: number,
  space: number,
  format: (v: number) => string,
): uPlot.Axis => ({
  stroke: colourOf('var(--text-faint)'),
  space,
  font: '12px "Inter Variable", sans-serif',
  size,
  gap: 4,
  grid: { stroke: colourOf('var(--line)'), width: 1 },
  ticks: { show: false },
  values: (_u, splits) => splits.map(v => (v === null ? '' : format(v))),
})

/** The asked ends of y, and some room where an end is not asked for. */
const yRangeOf =
  (look: Look): uPlot.Range.Function =>
  (_u, min, max) => {
    const low = look.yRange?.[0] ?? null
    const high = look.yRange?.[1] ?? null
    const room = (max - min) * 0.06 || Math.abs(max) * 0.06 || 1
    return [low ?? min - room, high ?? max + room]
  }
const xRangeOf =
  (look: Look): uPlot.Range.Function =>
  (_u, min, max) => {
    const [low, high] = look.xRange() ?? [min, max]
    return low === high ? [low - 0.5, high + 0.5] : [low, high]
  }

const seriesOf = (l: PlotLine, colourOf: ColourOf): uPlot.Series => ({
  stroke: colourOf(l.colour),
  width: l.width ?? 1.75,
  spanGaps: true,
  ...(l.isDots
    ? { paths: () => null, points: { show: true, size: 5, width: 1.5 } }
    : { points: { show: isSingle, size: 6 } }),
  ...(l.dash ? { dash: [...l.dash] } : {}),
})

/** A line of one point would not be seen: it is drawn as a dot. */
function isSingle(u: uPlot, series: number): boolean {
  let found = 0
  for (const v of u.data[series] ?? []) if (v !== null && v !== undefined && ++found > 1) return false
  return found === 1
}

function readingOf(u: uPlot): Reading {
  const at = u.cursor.idx
  return at === null || at === undefined || (u.cursor.left ?? -1) < 0 ? null : { x: u.data[0][at] ?? 0 }
}
