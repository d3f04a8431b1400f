/**
 * The main process: opens the database, serves the contract, shows the window.
 * Everything is wired together here, once; no other file of main/ reaches for a global.
 */
import { app, dialog, type BrowserWindow } from 'electron'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { featureMapsProcess } from './featureMaps'
import { BUNDLED, datasets } from './datasets'
import { diskError } from './diskError'
import { handlers } from './handlers'
import { imports } from './imports'
import { serve, tell, type Tell } from './ipc'
import { Runs } from './runs'
import { installMenu } from './menu'
import { projects } from './projects'
import { experimentStore } from './store/experiments'
import { openStore } from './store/open'
import { ProjectStore } from './store/projects'
import { createWindow, HOME, refusePermissions } from './window'

app.setName('Receptive')
const ownFolder = process.env['RECEPTIVE_USER_DATA']
if (ownFolder) app.setPath('userData', ownFolder)

let window: BrowserWindow | null = null
const toWindow: Tell = (name, payload) => tell(window, name, payload)

function start(): void {
  const { db, notices: found } = openStore(join(app.getPath('userData'), 'receptive.db'))
  const notices = [...found]
  const projectRows = new ProjectStore(db)
  const experiments = experimentStore(db)
  const data = datasets({ bundled: BUNDLED, own: join(app.getPath('userData'), 'datasets') })
  const interrupted = experiments.markInterrupted()
  if (interrupted > 0)
    notices.push({
      level: 'info',
      sentence:
        `${interrupted === 1 ? 'A training was' : `${interrupted} trainings were`} interrupted when the ` +
        'studio last closed; the finished epochs are in Compare.',
    })
  const running = new Runs(experiments, data, toWindow)
  const featureMaps = featureMapsProcess(data.library)
  const brought = imports(data, () => window, toWindow)
  const closing = closeGently(() => {
    running.quit()
    featureMaps.quit()
    brought.quit()
    db.close()
  })
  serve(
    handlers({
      projectStore: projectRows,
      experiments,
      projects: projects(projectRows, () => window),
      data,
      imports: brought,
      runs: running,
      featureMaps,
      notices,
      experimentsChanged: () => toWindow('experiments:changed', undefined),
      kept: closing.kept,
    }),
    () => window,
    HOME,
  )
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

/**
 * Before the window closes it is asked for its last edits; it gets a second to answer. If they cannot be
 * kept, the user decides.
 */
function closeGently(release: () => void) {
  let kept = (_failure: string | null): void => undefined
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', release)
  return {
    kept: (failure: string | null) => kept(failure),
    guard(closing: BrowserWindow): void {
      let isAsked = false
      const close = (): void => void (!closing.isDestroyed() && closing.close())
      closing.on('close', event => {
        if (isAsked || closing.webContents.isCrashed()) return
        isAsked = true
        event.preventDefault()
        const patience = setTimeout(close, 1000)
        kept = failure => {
          clearTimeout(patience)
          kept = () => undefined
          if (failure === null || mayLose(closing, failure)) setImmediate(close)
          else isAsked = false
        }
        tell(closing, 'project:keep-now', undefined)
      })
    },
  }
}

function mayLose(closing: BrowserWindow, failure: string): boolean {
  const buttons = ['Keep open', 'Close and lose the last edits']
  return (
    dialog.showMessageBoxSync(closing, {
      type: 'warning',
      message: 'The last edits could not be kept.',
      detail: failure,
      buttons,
      defaultId: 0,
      cancelId: 0,
    }) === 1
  )
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
