/**
 * The one window: sandboxed, isolated, and unable to go anywhere but its own page.
 * Links and new windows are refused here and by the page's content policy; nothing is fetched.
 */
import { app, BrowserWindow, nativeTheme, screen, session } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isHome } from './guard'

/**
 * The page: the built file, or the development server's. Only this machine's server counts: nothing else may
 * be the studio.
 */
const given = process.env['ELECTRON_RENDERER_URL'] ?? ''
const server = URL.canParse(given) ? new URL(given) : null
export const HOME = (
  server && ['localhost', '127.0.0.1', '[::1]'].includes(server.hostname)
    ? server
    : new URL('../renderer/index.html', import.meta.url)
).href
const PRELOAD = fileURLToPath(new URL('../preload/index.cjs', import.meta.url))

const CRASH_PAUSE_MS = 10_000

type Place = { x?: number; y?: number; width: number; height: number; isMaximised?: boolean }

export function createWindow(): BrowserWindow {
  const place = rememberedPlace()
  const window = new BrowserWindow({
    ...place,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    title: 'Receptive',
    // The page's own, so that nothing flashes.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#fbfbfa',
    webPreferences: {
      preload: PRELOAD,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  if (place.isMaximised) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => rememberPlace(window))
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  for (const leaving of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const)
    window.webContents.on(leaving as 'will-navigate', event => {
      if (!isHome(event.url, HOME)) event.preventDefault()
    })
  window.webContents.on('will-attach-webview', event => event.preventDefault())
  // The page holds nothing that the database does not: a crashed one is shown again, and a training goes on
  // behind it. One that crashes again at once would do so for ever; it is left alone, and the next start says
  // what is wrong.
  let shownAt = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed() || Date.now() - shownAt < CRASH_PAUSE_MS) return
    shownAt = Date.now()
    window.reload()
  })
  void window.loadURL(HOME)
  return window
}

/**
 * No camera, no location, no notifications: the studio needs none of the web's permissions but copying text.
 */
export function refusePermissions(): void {
  const isAllowed = (permission: string) => permission === 'clipboard-sanitized-write'
  session.defaultSession.setPermissionRequestHandler((_contents, permission, reply) =>
    reply(isAllowed(permission)),
  )
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => isAllowed(permission))
}

const placeFile = () => join(app.getPath('userData'), 'window.json')

function rememberedPlace(): Place {
  const usual: Place = { width: 1440, height: 900 }
  try {
    const place = JSON.parse(readFileSync(placeFile(), 'utf8')) as Place
    const area = screen.getDisplayMatching({
      x: place.x ?? 0,
      y: place.y ?? 0,
      width: place.width,
      height: place.height,
    }).workArea
    const isVisible =
      (place.x ?? 0) < area.x + area.width - 100 &&
      (place.y ?? 0) < area.y + area.height - 100 &&
      (place.x ?? 0) + place.width > area.x + 100
    return isVisible && place.width >= 400 && place.height >= 300 ? place : usual
  } catch {
    return usual // a first start, or a file that someone damaged: neither is worth a sentence
  }
}

function rememberPlace(window: BrowserWindow): void {
  try {
    writeFileSync(
      placeFile(),
      JSON.stringify({ ...window.getNormalBounds(), isMaximised: window.isMaximized() }),
    )
  } catch {
    // the next start uses the usual size
  }
}
