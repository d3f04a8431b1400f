/**
 * A uPlot chart that follows its data: asked on every animation frame whether there is something new, so that
 * a chart of a running training costs React nothing.
 */
import uPlot from 'uplot'
import { dataOf, type PlotLine } from './lines'
import { optionsFor, type Look, type Reading } from './plotOptions'

/** What is asked for on every frame. */
export type Feed = Omit<Look, 'isLog' | 'yRange'> & {
  readonly read: () => readonly PlotLine[]
  readonly version: () => unknown
}
type Listener = {
  /** The lines for the legend. */
  readonly onNamed: (lines: readonly PlotLine[]) => void
  readonly onEmpty: (isEmpty: boolean) => void
  readonly onReading: (at: Reading) => void
  /** Whether the legend shows values, and so needs the newest. */
  readonly isRead: () => boolean
}

const named = (lines: readonly PlotLine[]): readonly PlotLine[] => lines.filter(l => !l.isUnnamed)
/** Of lines that look alike: such a chart takes new data, any other is built anew. */
const signatureOf = (lines: readonly PlotLine[]): string =>
  lines.map(l => `${l.label}|${l.colour}|${l.dash?.join() ?? ''}`).join('\n')

export class LivePlot {
  private chart: uPlot | null = null
  private lines: readonly PlotLine[] = []
  private drawn: unknown
  private signature = ''
  private frame = 0
  private readonly resized: ResizeObserver

  constructor(
    private readonly element: HTMLElement,
    private readonly scales: Pick<Look, 'isLog' | 'yRange'>,
    private readonly feed: () => Feed,
    private readonly listener: Listener,
  ) {
    this.draw()
    this.resized = new ResizeObserver(() =>
      this.chart?.setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    this.resized.observe(element)
  }

  stop(): void {
    cancelAnimationFrame(this.frame)
    this.resized.disconnect()
    this.chart?.destroy()
  }

  private readonly draw = (): void => {
    this.frame = requestAnimationFrame(this.draw)
    const { read, version } = this.feed()
    const now = version()
    if (this.chart && Object.is(now, this.drawn)) return
    this.drawn = now
    const lines = read().filter(line => line.x.length > 0)
    this.lines = lines
    this.show(lines, signatureOf(lines))
  }

  private show(lines: readonly PlotLine[], signature: string): void {
    this.listener.onEmpty(lines.length === 0)
    // The legend needs the new data only where it shows values: under the cursor.
    if (signature !== this.signature || this.listener.isRead()) this.listener.onNamed(named(lines))
    if (this.chart && signature === this.signature)
      return this.chart.setData(dataOf(lines, this.scales.isLog), true)
    this.chart?.destroy()
    this.signature = signature
    this.chart = this.build(lines)
  }

  private build(lines: readonly PlotLine[]): uPlot {
    const look: Look = {
      ...this.scales,
      xRange: () => this.feed().xRange(),
      formatX: v => this.feed().formatX(v),
      formatTick: this.feed().formatTick,
    }
    return new uPlot(
      optionsFor(this.element, lines, this.colourOf, look, this.onRead),
      dataOf(lines, this.scales.isLog),
      this.element,
    )
  }

  private readonly colourOf = (css: string): string => {
    this.element.style.color = css
    return getComputedStyle(this.element).color
  }

  private readonly onRead = (at: Reading): void => {
    // While nobody read them, they were not kept up.
    if (at && !this.listener.isRead()) this.listener.onNamed(named(this.lines))
    this.listener.onReading(at)
  }
}
