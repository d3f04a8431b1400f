/** The text of each generated file, unformatted, behind the header that all have. */

/** @typedef {import('./exports.mjs').ExportedFunction} ExportedFunction */
/** @typedef {import('./exports.mjs').Parameter} Parameter */

/** @param {Parameter} parameter */
const isPlace = ({ type }) => type === 'usize'
/** @param {Parameter} parameter */
const typed = parameter => `${parameter.name}: ${isPlace(parameter) ? 'Bytes' : 'number'}`
/** @param {string} result */
const resultOf = result => (result === 'void' ? 'void' : 'number')

/** @param {ExportedFunction[]} all */
export function exportsFile(all) {
  const members = all.map(
    ({ name, parameters, result }) => `${name}(${parameters.map(typed).join(', ')}): ${resultOf(result)}`,
  )
  return ` * The exports with their parameters in order.
 */

/** A place in memory, or a distance between two. */
export type Bytes = number

export type KernelExports = {
${members.join('\n')}
}
`
}

/** @param {ExportedFunction[]} all */
export const namesFile = all => ` * Every export, to be looked for in a compiled module.
 */
import type { KernelExports } from './exports'

export const EXPORT_NAMES = [
${all.map(({ name }) => `'${name}',`).join('\n')}
] as const satisfies readonly (keyof KernelExports)[]
`

/** From so many whole numbers on, nobody tells from a call which is which. */
const MANY_NUMBERS = 5
/** @param {ExportedFunction} one */
const isCalledByName = ({ parameters }) =>
  parameters.filter(({ type }) => type === 'i32').length >= MANY_NUMBERS ||
  (parameters.length > 1 && !parameters.some(isPlace))

/** @param {ExportedFunction[]} all */
export function byNameFile(all) {
  const types = new Map()
  const calls = all.filter(isCalledByName).map(one => `${typeOfFields(one, types)}\n${callByName(one)}`)
  return ` * Exports that take many numbers, or numbers alone, called with these as named fields. A record is
 * best made once and kept, so that a call makes none.
 */
import type { Bytes, KernelExports } from './exports'

${calls.join('\n')}`
}

/** @param {ExportedFunction} one */
const typeName = ({ name }) => `${name[0]?.toUpperCase()}${name.slice(1)}Fields`
/** @param {ExportedFunction} one */
const fieldsOf = ({ parameters }) => parameters.filter(parameter => !isPlace(parameter))

/**
 * The same fields as those of an export before are that export's.
 * @param {ExportedFunction} one
 * @param {Map<string, string>} types the names of those before, by their text
 */
function typeOfFields(one, types) {
  const text = fieldsOf(one)
    .map(field => `readonly ${typed(field)}`)
    .join('\n')
  const known = types.get(text)
  if (known === undefined) types.set(text, typeName(one))
  return `export type ${typeName(one)} = ${known ?? `{\n${text}\n}`}`
}

/** @param {ExportedFunction} one */
function callByName(one) {
  const { name, parameters, result } = one
  const taken = ['e: KernelExports', ...parameters.filter(isPlace).map(typed), `fields: ${typeName(one)}`]
  const passed = parameters.map(parameter => (isPlace(parameter) ? '' : 'fields.') + parameter.name)
  return `export function ${name}(${taken.join(', ')}): ${resultOf(result)} {
  ${result === 'void' ? '' : 'return '}e.${name}(${passed.join(', ')})
}
`
}
