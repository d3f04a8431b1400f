/** Closing the window: it is asked for its last edits; where they cannot be kept, the user decides. */
import { dialog, type BrowserWindow } from 'electron'
import { tell } from './ipc'

/** A window that does not answer is closed all the same. */
const PATIENCE_MS = 1000

export class Closing {
  #answer = (_failure: string | null): void => undefined

  /** The window's answer: null once its edits are kept, or the sentence that says why they are not. */
  kept(failure: string | null): void {
    this.#answer(failure)
  }

  guard(window: BrowserWindow): void {
    let isAsked = false
    const close = (): void => void (!window.isDestroyed() && window.close())
    window.on('close', event => {
      if (isAsked || window.webContents.isCrashed()) return
      isAsked = true
      event.preventDefault()
      const patience = setTimeout(close, PATIENCE_MS)
      this.#answer = failure => {
        clearTimeout(patience)
        this.#answer = () => undefined
        if (failure === null || mayLose(window, failure)) setImmediate(close)
        else isAsked = false
      }
      tell(window, 'project:keep-now', undefined)
    })
  }
}

function mayLose(window: BrowserWindow, failure: string): boolean {
  const buttons = ['Keep open', 'Close and lose the last edits']
  return (
    dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: 'The last edits could not be kept.',
      detail: failure,
      buttons,
      defaultId: 0,
      cancelId: 0,
    }) === 1
  )
}
