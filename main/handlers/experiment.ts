/** Calls about experiments. */
import { diskError } from '../diskError'
import type { HandlersOf, HandlerParts } from './parts'

export function experimentHandlers({
  experiments,
  projects,
  featureMaps,
  experimentsChanged,
}: HandlerParts): HandlersOf<'experiment'> {
  /** A change of the database: failures in words, and the table told. */
  const change = async <A>(doing: string, action: () => A): Promise<A> => {
    try {
      return action()
    } catch (error) {
      throw diskError(error, doing)
    } finally {
      experimentsChanged()
    }
  }
  return {
    'experiment:list': async () => experiments.list(),
    'experiment:get': async ({ id }) => experiments.get(id),
    'experiment:answers': async ({ id }) => experiments.answers(id),
    'experiment:edit': ({ id, ...edit }) => change('change the experiment', () => experiments.edit(id, edit)),
    'experiment:delete': ({ ids }) => change('delete', () => experiments.setDeleted(ids, true)),
    'experiment:restore': ({ ids }) => change('restore', () => experiments.setDeleted(ids, false)),
    'experiment:vacuum': () => change('give the space back', () => experiments.vacuum()),
    'experiment:open-as-project': async ({ id }) => projects.fromDocument(experiments.document(id)),
    'experiment:filters': async ({ id, epoch }) => experiments.filters(id, epoch),
    'experiment:maps': async ({ id, epoch, sample }) =>
      featureMaps.maps(
        experiments.document(id),
        experiments.weights(id, epoch),
        sample,
        experiments.preparation(id),
        experiments.scales(id),
      ),
  }
}
