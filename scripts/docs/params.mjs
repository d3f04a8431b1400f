/** Parameters in words: as the form shows them, and as a project file holds them. */
import { code, json, table } from './markdown.mjs'

/**
 * @typedef {import('../../engine/spec').Param} Param
 * @typedef {import('../../engine/spec').Params} Params
 * @typedef {typeof import('./declarations').paramProblem} ProblemOf
 */

/** @param {Param} param in a few words: label, default and what else it may be */
export function describeParam(param) {
  switch (param.type) {
    case 'int':
    case 'real':
      return `${param.label} (${param.default}; ${param.min}…${param.max})`
    case 'axes':
      return `${param.label} (${param.default.join('×')})`
    case 'choice':
      return (
        `${param.label} ` +
        `(${param.of.map(o => (o.value === param.default ? `**${o.label}**` : o.label)).join(', ')})`
      )
    case 'bool':
      return `${param.label} (${param.default ? 'on' : 'off'})`
    case 'padding':
      return `${param.label} (**${param.default}**, ${param.default === 'valid' ? 'same' : 'valid'}, P)`
    case 'sides':
      return `${param.label} (${param.default.join(' ')})`
    case 'numbers':
      return `${param.label} (typed)`
    case 'text':
      return param.label
    case 'shape':
      return `${param.label} (**as the data**, or typed)`
  }
}
/** @param {Params} params in one cell of a table */
export const describeParams = params => Object.values(params).map(describeParam).join('<br>') || 'none'

/** What stands in a file for each type, beside what the check of its values says. */
const WRITTEN = /** @type {Readonly<Partial<Record<Param['type'], string>>>} */ ({
  axes: 'a list of ',
  sides: 'a list of ',
  numbers: 'a list of ',
  padding: '`"valid"`, `"same"`, ',
  shape: '`"data"`, or a list of ',
})

/**
 * What a file may say for it.
 * @param {Param} param
 * @param {ProblemOf} problemOf
 */
export function allowed(param, problemOf) {
  if (param.type === 'choice')
    return param.of.map(({ value, label }) => `${json(value)} ${label}`).join('<br>')
  if (param.type === 'bool') return '`true`, `false`'
  // The check of a project file knows the limits; its sentence ends with them.
  const must = (problemOf(param, undefined)?.bad ?? '').replace(/^.* must be /, '').replace(/\.$/, '')
  const written = WRITTEN[param.type] ?? ''
  return (
    written + must.replace(/^(valid, same, or |follow the data or be |.* must follow the data or be )/, '')
  )
}

/** @param {Param} param @returns {string} what it needs to mean something, in a file's words */
export const meantWith = ({ when }) =>
  when
    ? ` Only with ${code(when[0])} ${when
        .slice(1)
        .map(v => json(v))
        .join(', ')}.`
    : ''

/**
 * A table of parameters as a project file holds them.
 * @param {Params} params
 * @param {ProblemOf} problemOf
 */
export const paramTable = (params, problemOf) =>
  Object.keys(params).length === 0
    ? 'No parameters: `{}`.'
    : table(
        ['Name', 'In the form', 'Default', 'Allowed', 'What it does'],
        Object.entries(params).map(([name, param]) => [
          code(name),
          param.label,
          json(param.default),
          allowed(param, problemOf),
          param.help + meantWith(param),
        ]),
      )
