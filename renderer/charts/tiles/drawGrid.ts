/** Draws what is in sight of a grid of tiles, with the numbers of rows and columns or the axis. */
import { scaledContext } from '../canvas'
import type { Scheme } from '../colourMaps'
import { middleOf, type Mark } from './axisMarks'
import { footOf, GAP, marginsOf, INSET, numbered, type TileLayout } from './layout'
import { linePainter, picturePainter, type Painter } from './painters'
import type { Tiles } from './types'

/** What is in sight, in pixels: how far it is scrolled, and how large it is. */
type Sight = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
type Drawing = {
  readonly context: CanvasRenderingContext2D
  readonly tiles: Tiles
  readonly layout: TileLayout
  readonly sight: Sight
  readonly marks: readonly Mark[]
  readonly colour: (name: string) => string
  readonly xOf: (column: number) => number
  readonly yOf: (row: number) => number
  readonly first: { readonly row: number; readonly column: number }
  readonly rows: number
}

export function drawGrid(
  canvas: HTMLCanvasElement,
  tiles: Tiles,
  layout: TileLayout,
  sight: Sight,
  scheme: Scheme,
): void {
  const context = scaledContext(canvas, sight.width, sight.height)
  if (!context) return
  const { w, h, columns } = layout
  const head = marginsOf(tiles)
  const style = getComputedStyle(canvas)
  const drawing: Drawing = {
    context,
    tiles,
    layout,
    sight,
    marks: tiles.axisMarks?.marks(w - 2 * INSET) ?? [],
    colour: name => style.getPropertyValue(name),
    xOf: column => head.left + GAP + column * (w + GAP) - sight.left,
    yOf: row => head.top + GAP + row * (h + GAP) - sight.top,
    first: { row: Math.floor(sight.top / (h + GAP)), column: Math.floor(sight.left / (w + GAP)) },
    rows: Math.ceil(tiles.count / columns),
  }
  drawTiles(drawing, painterFor(drawing, scheme))
  if (tiles.axisMarks) drawAxis(drawing)
  if (tiles.isMatrix) drawNumbers(drawing)
}

const painterFor = ({ context, tiles, layout: { w, h }, marks, colour }: Drawing, scheme: Scheme): Painter =>
  tiles.height === 0
    ? linePainter(context, tiles, w, h, marks, { frame: colour('--line'), line: colour('--accent') })
    : picturePainter(context, tiles, w, h, scheme, colour('--line'))

function drawTiles(drawing: Drawing, painter: Painter): void {
  const { tiles, layout, sight, xOf, yOf, first, rows } = drawing
  const { columns } = layout
  for (let row = first.row; row < rows && yOf(row) < sight.height; row++)
    for (
      let column = first.column;
      column < columns && xOf(column) < sight.width && row * columns + column < tiles.count;
      column++
    )
      painter(row * columns + column, xOf(column), yOf(row))
}

function startText({ context, colour }: Drawing): void {
  context.fillStyle = colour('--text-faint')
  context.font = '12px "Inter Variable", sans-serif'
  context.textAlign = 'center'
}

/** Below each column, which stays at the bottom. */
function drawAxis(drawing: Drawing): void {
  const { context, tiles, layout, sight, marks, colour, xOf, first } = drawing
  const { w, columns } = layout
  context.fillStyle = colour('--surface')
  context.fillRect(0, sight.height - footOf(tiles), sight.width, footOf(tiles))
  startText(drawing)
  for (
    let column = first.column;
    column < Math.min(columns, tiles.count) && xOf(column) < sight.width;
    column++
  )
    for (const m of marks)
      context.fillText(m.words, xOf(column) + INSET + middleOf(m, w - 2 * INSET), sight.height - 5)
}

/** Of the channels above, and of the filters at the left. */
function drawNumbers(drawing: Drawing): void {
  const { context, tiles, layout, sight, colour, xOf, yOf, first, rows } = drawing
  const { w, h, columns } = layout
  const head = marginsOf(tiles)
  context.fillStyle = colour('--surface')
  context.fillRect(0, 0, sight.width, head.top)
  context.fillRect(0, 0, head.left, sight.height)
  startText(drawing)
  for (let column = first.column; column < columns && xOf(column) < sight.width; column++)
    if (xOf(column) + w / 2 > head.left && numbered(column, w + GAP, 24))
      context.fillText(String(column + 1), xOf(column) + w / 2, head.top - 6)
  context.textAlign = 'right'
  for (let row = first.row; row < rows && yOf(row) < sight.height; row++)
    if (yOf(row) + h / 2 > head.top && numbered(row, h + GAP, 16))
      context.fillText(String(row + 1), head.left - 6, yOf(row) + h / 2 + 4)
}
