/**
 * The one window: sandboxed, isolated, and unable to go anywhere but its own page.
 * Links and new windows are refused here and by the page's content policy; nothing is fetched.
 */
import { app, BrowserWindow, nativeTheme, session } from 'electron'
import { fileURLToPath } from 'node:url'
import { isHome } from './guard'
import { rememberBounds, rememberedBounds } from './windowBounds'

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

export function createWindow(): BrowserWindow {
  const { isMaximised, ...bounds } = rememberedBounds()
  const window = new BrowserWindow({
    ...bounds,
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
  if (isMaximised) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => rememberBounds(window))
  stayHome(window)
  reloadAfterCrash(window)
  void window.loadURL(HOME)
  return window
}

function stayHome({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  for (const leaving of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const)
    webContents.on(leaving as 'will-navigate', event => {
      if (!isHome(event.url, HOME)) event.preventDefault()
    })
  webContents.on('will-attach-webview', event => event.preventDefault())
}

/**
 * The page holds nothing that the database does not: a crashed one is shown again, and a training goes on
 * behind it. One that crashes again at once would do so for ever; it is left alone, and the next start says
 * what is wrong.
 */
function reloadAfterCrash(window: BrowserWindow): void {
  let shownAt = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed() || Date.now() - shownAt < CRASH_PAUSE_MS) return
    shownAt = Date.now()
    window.reload()
  })
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
