/** Draws a row of values as bars around zero, with a scale at the left and their names below. */
import { scaledContext } from '../charts/canvas'
import { figure } from '../ui/format'

export const LEFT = 52
const TOP = 8
/** No bar is wider: two classes do not need the whole view. */
const WIDEST = 96

/** The width of a bar with the gap beside it, in a canvas of this width. */
export const barWidth = (width: number, bars: number): number => Math.min(WIDEST, (width - LEFT) / bars)

type Drawing = {
  readonly context: CanvasRenderingContext2D
  readonly width: number
  readonly height: number
  readonly colour: (name: string) => string
  readonly yOf: (v: number) => number
}

export function drawBars(
  canvas: HTMLCanvasElement,
  height: number,
  values: Float32Array,
  names: readonly string[] | null,
): void {
  const width = canvas.clientWidth
  const context = scaledContext(canvas, width, height)
  if (!context || width === 0) return
  const low = values.reduce((a, v) => Math.min(a, v), 0)
  const high = values.reduce((a, v) => Math.max(a, v), 0)
  const span = high - low || 1
  const style = getComputedStyle(canvas)
  const bottom = height - 24
  const drawing: Drawing = {
    context,
    width,
    height,
    colour: name => style.getPropertyValue(name),
    yOf: v => TOP + ((high - v) / span) * (bottom - TOP),
  }
  context.font = '12px "Inter Variable", sans-serif'
  drawScale(drawing, new Set([low, 0, high]))
  const each = barWidth(width, values.length)
  context.textAlign = 'center'
  values.forEach((v, i) => {
    drawBar(drawing, v, LEFT + i * each, each)
    if (each < 28) return
    context.fillStyle = drawing.colour('--text-dim')
    const name = clipped(context, names?.[i] ?? String(i + 1), each - 4)
    context.fillText(name, LEFT + (i + 0.5) * each, height - 6)
  })
}

function drawScale({ context, width, colour, yOf }: Drawing, marks: ReadonlySet<number>): void {
  context.textAlign = 'right'
  for (const v of marks) {
    if (v !== 0 && Math.abs(yOf(v) - yOf(0)) < 16) continue
    context.fillStyle = colour('--text-faint')
    context.fillText(figure(v, 3), LEFT - 8, yOf(v) + 4)
    context.fillStyle = colour('--line')
    context.fillRect(LEFT, Math.round(yOf(v)), width - LEFT, 1)
  }
}

function drawBar({ context, colour, yOf }: Drawing, v: number, x: number, each: number): void {
  const gap = each > 24 ? 8 : each > 4 ? 1 : 0
  context.fillStyle = colour(v < 0 ? '--family-dense' : '--accent')
  context.fillRect(
    x + gap / 2,
    Math.min(yOf(0), yOf(v)),
    Math.max(1, each - gap),
    Math.max(0.5, Math.abs(yOf(v) - yOf(0))),
  )
}

function clipped(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text
  for (let n = text.length - 1; n > 0; n--)
    if (context.measureText(`${text.slice(0, n)}…`).width <= width) return `${text.slice(0, n)}…`
  return ''
}
