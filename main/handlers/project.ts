/** Calls about projects. */
import { starterFor } from '../../engine/graph/starter'
import { sampleInfo } from '../../engine/library/describe'
import { diskError } from '../diskError'
import type { HandlersOf, HandlerParts } from './parts'

export const projectHandlers = ({
  projects,
  projectStore,
  data,
  notices,
  kept,
}: HandlerParts): HandlersOf<'project'> => ({
  'project:current': async () => projects.current(notices),
  'project:begin': async ({ set, excluded }) => {
    const found = await data.get(set)
    return projects.fromDocument(
      starterFor(sampleInfo(found), { ...found, excluded: excluded.filter(i => i < found.labels.length) }),
    )
  },
  'project:new': async ({ template }) => projects.create(template),
  'project:open': () => projects.open(),
  'project:switch': async ({ id }) => projectStore.get(id),
  'project:recent': async () => projectStore.recent(),
  'project:keep': async ({ id, document }) => {
    try {
      projectStore.keep(id, document)
      kept(null)
    } catch (error) {
      const failure = diskError(error, 'keep your edits')
      kept(failure.message)
      throw failure
    }
  },
  'project:save': arg => projects.save(arg),
})
