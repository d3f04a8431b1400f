/** One line for every call of the contract, by subject. A call without a handler does not compile. */
import type { Handlers } from '../preload/contract'
import { appHandlers } from './handlers/app'
import { dataHandlers } from './handlers/data'
import { experimentHandlers } from './handlers/experiment'
import type { HandlerParts } from './handlers/parts'
import { projectHandlers } from './handlers/project'
import { runHandlers } from './handlers/run'

export const handlers = (parts: HandlerParts): Handlers => ({
  ...appHandlers(parts),
  ...projectHandlers(parts),
  ...dataHandlers(parts),
  ...runHandlers(parts),
  ...experimentHandlers(parts),
})
