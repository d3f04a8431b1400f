/** Calls about data sets and their import. */
import type { HandlersOf, HandlerParts } from './parts'

export const dataHandlers = ({ data, imports, audits }: HandlerParts): HandlersOf<'data'> => ({
  'data:list': () => data.list(),
  'data:describe': arg => data.describe(arg),
  'data:samples': arg => data.samples(arg),
  'data:audit': arg => audits.audit(arg),
  'data:cancel-audit': () => audits.cancel(),
  'data:choose': arg => imports.choose(arg),
  'data:survey': arg => imports.survey(arg),
  'data:missing': arg => imports.missing(arg),
  'data:preview': arg => imports.preview(arg),
  'data:import': arg => imports.import(arg),
  'data:answer-question': async arg => imports.answerQuestion(arg),
  'data:cancel': () => imports.cancel(),
  'data:remove': ({ id }) => data.remove(id),
})
