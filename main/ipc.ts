/**
 * The main side of the contract. The only file that touches ipcMain: one loop, so no call can skip the checks of
 * sender and payload. Replies are `{ ok, … }`; an error never crosses as an exception.
 */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { calls, type CallName, type EventName, type EventOf, type Handlers, type Reply } from '../preload/contract'

/** Only the top frame of the studio's own window, showing the studio's own page, is heard. */
const isOurs = (e: IpcMainInvokeEvent, window: BrowserWindow | null, home: string): boolean =>
  window !== null && e.sender === window.webContents && e.senderFrame !== null && e.senderFrame.parent === null && isHome(e.senderFrame.url, home)

/** Whether a URL is the studio's page; its hash does not matter. */
export const isHome = (url: string, home: string): boolean => url.split('#')[0] === home.split('#')[0]

export function serve(handlers: Handlers, window: () => BrowserWindow | null, home: string): void {
  for (const name of Object.keys(calls) as CallName[])
    ipcMain.handle(name, async (event, arg: unknown): Promise<Reply<unknown>> => {
      if (!isOurs(event, window(), home)) return { ok: false, code: 'sender', message: 'Refused: this message did not come from the studio’s window.' }
      return answer(handlers, name, arg)
    })
}

/** Checks the payload and runs the handler. Apart from `serve` so that it can be tested without a window. */
export async function answer(handlers: Handlers, name: CallName, arg: unknown): Promise<Reply<unknown>> {
  const payload = calls[name].schema.safeParse(arg)
  if (!payload.success) return { ok: false, code: 'payload', message: payload.error.issues[0]?.message ?? `Bad argument for ${name}.` }
  try {
    return { ok: true, value: await (handlers[name] as (a: unknown) => Promise<unknown>)(payload.data) }
  } catch (error) {
    return { ok: false, code: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

/** Sends an event to the window, if there is one to hear it. */
export function tell<K extends EventName>(window: BrowserWindow | null, name: K, payload: EventOf<K>): void {
  if (window && !window.isDestroyed() && !window.webContents.isDestroyed()) window.webContents.send(name, payload)
}
