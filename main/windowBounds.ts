/** Where the window was and how large, from one start to the next. */
import { app, screen, type BrowserWindow, type Rectangle } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type WindowBounds = {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly isMaximised?: boolean
}
const USUAL: WindowBounds = { width: 1440, height: 900 }
/** So much of it must lie on a screen, or it could not be dragged back. */
const VISIBLE = 100

const boundsFile = (): string => join(app.getPath('userData'), 'window.json')

export function rememberedBounds(): WindowBounds {
  try {
    const bounds = JSON.parse(readFileSync(boundsFile(), 'utf8')) as WindowBounds
    return isUsable(bounds) ? bounds : USUAL
  } catch {
    return USUAL // a first start, or a file that someone damaged: neither is worth a sentence
  }
}

function isUsable({ x = 0, y = 0, width, height }: WindowBounds): boolean {
  const area: Rectangle = screen.getDisplayMatching({ x, y, width, height }).workArea
  const isVisible =
    x < area.x + area.width - VISIBLE && y < area.y + area.height - VISIBLE && x + width > area.x + VISIBLE
  return isVisible && width >= 400 && height >= 300
}

export function rememberBounds(window: BrowserWindow): void {
  try {
    writeFileSync(
      boundsFile(),
      JSON.stringify({ ...window.getNormalBounds(), isMaximised: window.isMaximized() }),
    )
  } catch {
    // the next start uses the usual size
  }
}
