/** Draws one tile into the grid's canvas: a picture through the colour map, or a line with its zero. */
import { paint, type Scheme } from '../charts/colourMaps'
import type { Tiles } from './TileGrid'

export type Painter = (tile: number, x: number, y: number) => void

export function picturePainter(context: CanvasRenderingContext2D, tiles: Tiles, w: number, h: number, scheme: Scheme, frame: string): Painter {
  const small = new OffscreenCanvas(tiles.width, tiles.height),
    inner = small.getContext('2d')
  const image = inner?.createImageData(tiles.width, tiles.height)
  context.imageSmoothingEnabled = false
  return (tile, x, y) => {
    if (!inner || !image) return
    paint(image.data, tiles.width * tiles.height, i => tiles.value(tile, i), tiles.scaleOf(tile), scheme)
    inner.putImageData(image, 0, 0)
    context.drawImage(small, x, y, w, h)
    context.strokeStyle = frame // a kernel of zeros has the colour of the page
    context.lineWidth = 1
    context.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1)
  }
}

export function linePainter(
  context: CanvasRenderingContext2D,
  tiles: Tiles,
  w: number,
  h: number,
  colours: { frame: string; line: string },
): Painter {
  return (tile, x, y) => {
    const { low, high } = tiles.scaleOf(tile),
      yOf = (v: number): number => y + h - 3 - ((v - low) / (high - low)) * (h - 6)
    context.strokeStyle = colours.frame
    context.lineWidth = 1
    context.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1)
    if (low <= 0 && high >= 0) {
      context.beginPath()
      context.moveTo(x, Math.round(yOf(0)) + 0.5)
      context.lineTo(x + w, Math.round(yOf(0)) + 0.5)
      context.stroke()
    }
    context.strokeStyle = colours.line
    context.lineWidth = 1.25
    context.lineJoin = 'round'
    context.beginPath()
    for (let i = 0; i < tiles.width; i++) context.lineTo(x + 3 + (i / Math.max(1, tiles.width - 1)) * (w - 6), yOf(tiles.value(tile, i)))
    context.stroke()
  }
}
