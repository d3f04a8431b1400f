/** What the window asks of the application itself, and hears of its menu. */
import { call, event, nothing } from './payloads'

export type AppInfo = {
  readonly version: string
  readonly electron: string
  readonly threads: number
  readonly platform: string
}
/** Something that went wrong or was put right before the window opened, to be shown once. */
export type Notice = { readonly level: 'info' | 'warning' | 'error'; readonly sentence: string }
export type MenuCommand =
  | 'project:new'
  | 'project:open'
  | 'project:save'
  | 'project:save-as'
  | 'project:example-images'
  | 'project:example-spectra'
  | 'data:open-files'
  | 'data:open-folder'
  | 'edit:undo'
  | 'edit:redo'
  | 'edit:delete'
  | 'edit:duplicate'
  | 'edit:select-all'
  | 'view:design'
  | 'view:data'
  | 'view:train'
  | 'view:inspect'
  | 'view:compare'
  | 'view:fit'
  | 'view:arrange'
  | 'view:commands'
  | 'run:train'
  | 'run:pause'
  | 'run:stop'

export const appCalls = {
  'app:info': call<undefined, AppInfo>(nothing),
  'app:notices': call<undefined, readonly Notice[]>(nothing),
} as const

export const appEvents = {
  'menu:command': event<MenuCommand>(),
} as const
