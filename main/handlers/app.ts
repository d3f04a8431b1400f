/** Calls about the application itself. */
import { app } from 'electron'
import { threadCount } from '../threads'
import type { HandlersOf, HandlerParts } from './parts'

export const appHandlers = ({ notices }: HandlerParts): HandlersOf<'app'> => ({
  'app:info': async () => ({
    version: app.getVersion(),
    electron: process.versions['electron'] ?? '',
    threads: threadCount(),
    platform: process.platform,
  }),
  'app:notices': async () => notices.splice(0),
})
