/** Draws one tile into the grid's canvas: a picture through the colour map, or a line with its zero. */
import { paint, type Scheme } from '../colourMaps'
import type { Mark } from './axisMarks'
import { INSET } from './layout'
import type { Tiles } from './types'

export type Painter = (tile: number, x: number, y: number) => void

export function picturePainter(
  context: CanvasRenderingContext2D,
  tiles: Tiles,
  w: number,
  h: number,
  scheme: Scheme,
  frame: string,
): Painter {
  const small = new OffscreenCanvas(tiles.width, tiles.height)
  const inner = small.getContext('2d')
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
  marks: readonly Mark[],
  colours: { frame: string; line: string },
): Painter {
  return (tile, x, y) => {
    const { low, high } = tiles.scaleOf(tile)
    const yOf = (v: number): number => y + h - INSET - ((v - low) / (high - low)) * (h - 2 * INSET)
    context.strokeStyle = colours.frame
    context.lineWidth = 1
    context.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1)
    for (const { share } of marks) {
      if (share < 0.01 || share > 0.99) continue // it would lie beside the frame
      const across = Math.round(x + INSET + share * (w - 2 * INSET)) + 0.5
      context.beginPath()
      context.moveTo(across, y + h)
      context.lineTo(across, y)
      context.stroke()
    }
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
    for (let i = 0; i < tiles.width; i++)
      context.lineTo(
        x + INSET + (i / Math.max(1, tiles.width - 1)) * (w - 2 * INSET),
        yOf(tiles.value(tile, i)),
      )
    context.stroke()
  }
}
