/** Optimisers, schedules, losses and first weights, each with the settings that belong to it. */
import { code, json, table } from './markdown.mjs'

/**
 * @typedef {typeof import('./declarations')} Declarations
 * @typedef {import('../../engine/spec').Params} Params
 */

/**
 * Settings that are meant only with this value of a choice.
 * @param {Params} params @param {string} choice @param {string} value
 */
const settingsWith = (params, choice, value) =>
  Object.entries(params)
    .filter(([, { when }]) => when?.[0] === choice && when.slice(1).includes(value))
    .map(([name, param]) => `${code(name)} (${param.label}, ${json(param.default)})`)
    .join(', ')

/** @param {Params} params @param {string} choice */
function choiceTable(params, choice) {
  const param = params[choice]
  if (param?.type !== 'choice') return ''
  return table(
    [code(choice), 'Name', 'Its settings (label, default)'],
    param.of.map(({ value, label }) => [
      json(value) + (value === param.default ? ' (default)' : ''),
      label,
      settingsWith(params, choice, value) || '–',
    ]),
  )
}

/** @param {Declarations} d */
export const optimisers = ({ OPTIMISERS, TRAINING }) =>
  table(
    ['`optimiser`', 'Name', 'What it does', 'Values kept of each weight', 'Its settings (label, default)'],
    Object.entries(OPTIMISERS).map(([name, { label, about, states }]) => [
      json(name) + (name === TRAINING.optimiser.default ? ' (default)' : ''),
      label,
      about,
      states.map(code).join(', ') || 'none',
      settingsWith(TRAINING, 'optimiser', name) || '–',
    ]),
  )
/** @param {Declarations} d */
export const schedules = ({ TRAINING }) => choiceTable(TRAINING, 'schedule')
/** @param {Declarations} d */
export const losses = ({ LAYERS }) => choiceTable(LAYERS.output.params, 'loss')
/** @param {Declarations} d */
export const initialisers = ({ INITIALISERS, LAYERS }) =>
  table(
    ['`initialiser`', 'Name', 'Default of'],
    INITIALISERS.map(([value, label]) => [
      json(value),
      label,
      Object.entries(LAYERS)
        .filter(([, { params }]) => params['initialiser']?.default === value)
        .map(([kind]) => code(kind))
        .join(', ') || '–',
    ]),
  )
