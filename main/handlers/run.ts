/** Calls about the training going on. */
import type { HandlersOf, Parts } from './parts'

export const runHandlers = ({ runs }: Parts): HandlersOf<'run'> => ({
  'run:start': ({ project, document }) => runs.start(project, document),
  'run:pause': async () => runs.pause(),
  'run:resume': async () => runs.resume(),
  'run:stop': async () => runs.stop(),
  'run:current': async () => runs.current(),
})
