/**
 * The main process: opens the database, serves the contract, shows the window.
 * Everything is wired together here and in services.ts, once; no other file of main/ reaches for a global.
 */
import { app, dialog, type BrowserWindow } from 'electron'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { Closing } from './closing'
import { diskError } from './diskError'
import { handlers } from './handlers'
import { serve, tell, type Tell } from './ipc'
import { installMenu } from './menu'
import { openServices } from './services'
import { createWindow, HOME, refusePermissions } from './window'

app.setName('Receptive')
const ownFolder = process.env['RECEPTIVE_USER_DATA']
if (ownFolder) app.setPath('userData', ownFolder)

let window: BrowserWindow | null = null
const toWindow: Tell = (name, payload) => tell(window, name, payload)

function start(): void {
  const closing = new Closing()
  const services = openServices(app.getPath('userData'), () => window, toWindow)
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', services.quit)
  const kept = (failure: string | null): void => closing.kept(failure)
  serve(handlers({ ...services, kept }), () => window, HOME)
  installMenu(command => toWindow('menu:command', command))
  refusePermissions()
  const show = (): void => {
    window = createWindow()
    closing.guard(window)
    window.on('closed', () => (window = null))
  }
  show()
  app.on('activate', () => void (window ?? show()))
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
}

function refuse(error: unknown): void {
  const { message } = diskError(error, 'start')
  console.error(message) // first, because the box waits for someone to read it
  dialog.showErrorBox('Receptive could not start', message)
  app.exit(1)
}

/**
 * A folder that cannot be written to would make the lock below fail just as a second studio does, and that
 * one ends without a word.
 */
function whyUnwritable(folder: string): unknown {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return null
  } catch (error) {
    return error
  }
}

const unwritable = whyUnwritable(app.getPath('userData'))
if (unwritable)
  app
    .whenReady()
    .then(() => refuse(unwritable))
    .catch(() => app.exit(1))
else if (!app.requestSingleInstanceLock()) app.quit()
else app.whenReady().then(start).catch(refuse)
