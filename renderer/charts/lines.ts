/** Lines of a chart as data, and their values at a place. Pure. */
import uPlot from 'uplot'

export type PlotLine = {
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

/** The value nearest to the cursor: lines may have different x, so a joined row often has none of its own. */
export function valueAt(x: number, line: PlotLine, format: (v: number) => string): string {
  let best = -1
  let distance = Infinity
  for (let i = 0; i < line.x.length; i++) {
    const d = Math.abs((line.x[i] ?? 0) - x)
    if (d < distance) [best, distance] = [i, d]
  }
  const v = best < 0 ? null : line.y[best]
  return v === null || v === undefined || !Number.isFinite(v) ? '–' : format(v)
}

/** As uPlot takes them: one column of x, and one of y for each line. */
export function dataOf(lines: readonly PlotLine[], isLog: boolean): uPlot.AlignedData {
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
