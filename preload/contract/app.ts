/** What the window asks of the application itself, and hears of its menu. */
import type { CommandId } from '../commands'
import { call, event, nothing } from './payloads'

export type AppInfo = {
  readonly version: string
  readonly electron: string
  readonly threads: number
  readonly platform: string
}
/** Something that went wrong or was put right before the window opened, to be shown once. */
export type Notice = { readonly level: 'info' | 'warning' | 'error'; readonly sentence: string }

export const appCalls = {
  'app:info': call<undefined, AppInfo>(nothing),
  'app:notices': call<undefined, readonly Notice[]>(nothing),
} as const

export const appEvents = {
  'menu:command': event<CommandId>(),
} as const
