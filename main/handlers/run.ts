/** Calls about the training going on. */
import type { HandlersOf, HandlerParts } from './parts'

export const runHandlers = ({ runs }: HandlerParts): HandlersOf<'run'> => ({
  'run:start': ({ project, document }) => runs.start(project, document),
  'run:pause': async () => runs.pause(),
  'run:resume': async () => runs.resume(),
  'run:stop': async () => runs.stop(),
  'run:current': async () => runs.current(),
})
