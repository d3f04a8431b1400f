/**
 * The main side of the contract. The only file that touches ipcMain: one loop, so no call can skip the checks
 * of sender and payload. Replies are `{ ok, … }`; an error never crosses as an exception.
 */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import {
  calls,
  type CallName,
  type EventName,
  type EventOf,
  type Handlers,
  type Reply,
} from '../preload/contract'
import { answer, isHome } from './guard'

/** Only the top frame of the studio's own window, showing the studio's own page, is heard. */
const isOurs = (e: IpcMainInvokeEvent, window: BrowserWindow | null, home: string): boolean =>
  window !== null &&
  e.sender === window.webContents &&
  e.senderFrame !== null &&
  e.senderFrame.parent === null &&
  isHome(e.senderFrame.url, home)

export function serve(handlers: Handlers, window: () => BrowserWindow | null, home: string): void {
  for (const name of Object.keys(calls) as CallName[])
    ipcMain.handle(name, async (event, arg: unknown): Promise<Reply<unknown>> => {
      if (!isOurs(event, window(), home))
        return {
          ok: false,
          code: 'sender',
          message: 'Refused: this message did not come from the studio’s window.',
        }
      return answer(handlers, name, arg)
    })
}

export type Tell = <K extends EventName>(name: K, payload: EventOf<K>) => void

/** Sends an event to the window, if there is one to hear it. */
export function tell<K extends EventName>(window: BrowserWindow | null, name: K, payload: EventOf<K>): void {
  if (window && !window.isDestroyed() && !window.webContents.isDestroyed())
    window.webContents.send(name, payload)
}
