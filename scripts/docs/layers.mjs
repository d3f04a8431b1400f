/** The table of layers, and that of their weights. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Problem } from '../runtime/problem.mjs'
import { code, table } from './markdown.mjs'
import { describeParams } from './params.mjs'

/**
 * @typedef {import('../../engine/spec').LayerDecl} Layer
 * @typedef {import('../../engine/spec').Params} Params
 * @typedef {import('../../engine/spec').ValuesOf<Params>} Values
 * @typedef {typeof import('./declarations')} Declarations
 */

/** @param {Layer} layer @param {Layer['checks'][number]} check @returns {Values} */
const valuesOf = (layer, { p }) =>
  /** @type {Values} */ ({
    ...Object.fromEntries(Object.entries(layer.params).map(([name, param]) => [name, param.default])),
    ...p,
  })

/**
 * What comes out, in words, found by asking the declaration itself for the shapes of all its checks.
 * @param {Layer} layer
 */
export function outputRule(layer) {
  if (layer.outputInWords) return layer.outputInWords
  if (layer.ports.in === 0) return 'the sample’s shape'
  const cases = layer.checks.map(check => {
    const values = valuesOf(layer, check)
    return { x: check.x, values, y: /** @type {readonly number[]} */ (layer.shape(check.x, values)) }
  })
  /** The parameter that the last axis always equals. */
  const named = Object.entries(layer.params)
    .find(([name]) => cases.every(({ y, values }) => y.at(-1) === values[name]))?.[1]
    .label.toLowerCase()
  const isEvery = (/** @type {(one: typeof cases[number]) => boolean} */ holds) => cases.every(holds)
  if (layer.window)
    return `each side ⌊(W − reach + 2P) / stride⌋ + 1; ${named ? `channels = ${named}` : 'channels stay'}`
  if (isEvery(({ x, y }) => x.join() === y.join())) return 'as it came in'
  if (isEvery(({ x, y }) => y.length === 1 && y[0] === x.reduce((a, b) => a * b, 1)))
    return 'one row of all values'
  if (named) return named
  throw new Problem(
    `The table of layers has no words yet for what ${layer.title} puts out: say it in its declaration, as ` +
      'outputInWords.',
  )
}

/** @param {Declarations} d */
export const layers = ({ LAYERS }) =>
  table(
    ['Kind', 'Title', 'Parameters (defaults)', 'Output', 'What it does'],
    Object.entries(LAYERS).map(([kind, layer]) => [
      code(kind),
      layer.title,
      describeParams(layer.params),
      outputRule(layer),
      layer.about,
    ]),
  )

/**
 * Each tensor with the names of its axes, in all layouts that the layer's checks show.
 * @param {Layer} layer
 * @param {Declarations['axesOf']} axesOf
 * @returns {Map<string, Set<string>>}
 */
export function tensorsOf(layer, axesOf) {
  /** @type {Map<string, Set<string>>} */
  const tensors = new Map()
  for (const check of layer.checks)
    for (const weight of layer.weights(check.x, valuesOf(layer, check))) {
      const layouts = tensors.get(weight.name) ?? new Set()
      tensors.set(weight.name, layouts.add(`[${axesOf(weight).join(', ')}]`))
    }
  return tensors
}

/** @param {Declarations} d */
export const weights = ({ LAYERS, axesOf }) =>
  table(
    ['Layer', 'Tensors', 'As PyTorch’s `weight`'],
    Object.entries(LAYERS).flatMap(([kind, layer]) => {
      const tensors = [...tensorsOf(layer, axesOf)].map(
        ([name, layouts]) => `${code(name)} ${[...layouts].join(' or ')}`,
      )
      return tensors.length > 0 ? [[code(kind), tensors.join(', '), layer.weightsInTorch ?? 'as it is']] : []
    }),
  )

const EXAMPLE = fileURLToPath(new URL('../../test/engine/support/scaleLayer.ts', import.meta.url))
/** The layer of Contributing, which the loop over layers tests, as it would stand in engine/layers. */
export const layerExample = () => {
  const code = readFileSync(EXAMPLE, 'utf8')
    .replaceAll("from '../../../engine/layers/", "from './")
    .replaceAll("from '../../../engine/", "from '../")
  return `\`\`\`ts\n${code.trimEnd()}\n\`\`\``
}
