/** The JSON of a project file: its fields out of the schema, parameters and settings out of declarations. */
import { z } from 'zod'
import { code, json, table } from './markdown.mjs'
import { paramTable } from './params.mjs'

/**
 * @typedef {typeof import('./declarations')} Declarations
 * @typedef {{ type?: string, const?: unknown, anyOf?: Schema[], items?: Schema, properties?: Record<string,
 * Schema>, required?: string[], description?: string, maxLength?: number, maxItems?: number, minimum?:
 * number, default?: unknown }} Schema
 */

/** @param {Schema} schema @returns {string} its type with its limits */
function typeOf(schema) {
  if (schema.const !== undefined) return json(schema.const)
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ')
  const most = schema.maxLength ? `, at most ${schema.maxLength} characters` : ''
  const words = {
    string: `text${most}`,
    integer: `whole number from ${schema.minimum}`,
    array: `list, at most ${schema.maxItems} entries`,
    null: '`null`',
  }
  const { type = 'list of whole numbers' } = schema
  return words[/** @type {keyof typeof words} */ (type)] ?? type
}

/**
 * @param {Schema} schema @param {string} path
 * @returns {string[][]}
 */
function rowsOf({ properties = {}, required = [] }, path) {
  return Object.entries(properties).flatMap(([name, field]) => {
    const place = path + name
    const inner = field.type === 'array' ? (field.items ?? {}) : field
    return [
      [code(place), typeOf(field), required.includes(name) ? 'yes' : 'no', field.description ?? ''],
      ...rowsOf(inner, field.type === 'array' ? `${place}[].` : `${place}.`),
    ]
  })
}

/** @param {Declarations} d */
export const projectFields = ({ ENVELOPE }) =>
  table(
    ['Field', 'Type', 'Must be there', 'What it is'],
    rowsOf(/** @type {Schema} */ (z.toJSONSchema(ENVELOPE, { io: 'input' })), ''),
  )

/**
 * @param {Readonly<Record<string, { title: string, params: import('../../engine/spec').Params }>>} kinds
 * @param {Declarations} d
 */
const eachKind = (kinds, { paramProblem }) =>
  Object.entries(kinds)
    .map(([kind, { title, params }]) => `#### ${code(kind)}: ${title}\n\n${paramTable(params, paramProblem)}`)
    .join('\n\n')

/** @param {Declarations} d */
export const layerParameters = d => eachKind(d.LAYERS, d)
/** @param {Declarations} d */
export const preparationParameters = d => eachKind(d.STEPS, d)
/** @param {Declarations} d */
export const augmentationParameters = d => eachKind(d.AUGMENTATIONS, d)
/** @param {Declarations} d */
export const dataSettings = ({ DATA, paramProblem }) => paramTable(DATA, paramProblem)
/** @param {Declarations} d */
export const trainingSettings = ({ TRAINING, paramProblem }) => paramTable(TRAINING, paramProblem)

/** A small network with every setting written out, as the studio saves it. @param {Declarations} d */
export function example({ build, writeDocument }) {
  const project = build(
    [
      ['conv1d', { filters: 8, kernel: [15] }],
      ['activation', { function: 'elu' }],
      ['pooling1d', { kind: 'average', size: [4], strides: [4] }],
      ['flatten'],
      ['dense', { units: 3 }],
    ],
    {
      name: 'Meat',
      data: {
        set: 'tecator',
        preparation: [{ kind: 'standardise', params: { per: 'position' } }],
        augmentation: [{ kind: 'spectralNoise', params: {} }],
        excluded: [3, 17],
      },
      training: { epochs: 60, batchSize: 16, learningRate: 0.003 },
    },
  )
  if ('bad' in project) throw new Error(project.bad)
  return `\`\`\`json\n${writeDocument(project)}\`\`\``
}
