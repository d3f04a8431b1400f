/**
 * The bridge: exposes the contract's calls and events to the window, by name, and nothing else of Electron.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { calls, events, type Api } from './contract'

const api: Api = {
  call: (name, arg) => {
    if (!Object.hasOwn(calls, name)) throw new Error(`Unknown call: ${name}`)
    return ipcRenderer.invoke(name, arg)
  },
  on: (name, listener) => {
    if (!Object.hasOwn(events, name)) throw new Error(`Unknown event: ${name}`)
    const relay = (_: unknown, payload: Parameters<typeof listener>[0]) => listener(payload)
    ipcRenderer.on(name, relay)
    return () => void ipcRenderer.off(name, relay)
  },
  pathsOf: files => files.map(f => webUtils.getPathForFile(f as File)).filter(Boolean),
}
contextBridge.exposeInMainWorld('receptive', api)
