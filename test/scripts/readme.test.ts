/**
 * The README's tables of layers and of their weights are the declarations'; a layer that was added or changed
 * makes them stale.
 */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { LAYERS } from '../../engine/layers'
import { defaultsOf, type Params, type ValuesOf } from '../../engine/spec'
import { outputRule, readme, tableOfLayers, withTable } from '../../scripts/readme.mjs'

test('the README lists the layers as they are declared', async () => {
  const text = await readFile(readme, 'utf8')
  expect(withTable(text, tableOfLayers(LAYERS)), 'README.md is stale: run `node scripts/readme.mjs`').toBe(
    text,
  )
})

/** Of the table under “Weights files”: each tensor's name, and how many axes its layout has. */
const tensorsIn = (text: string, kind: string): readonly string[] => {
  const row = text.split('\n').find(line => line.startsWith(`| \`${kind}\` | \``))
  return [...(row ?? '').matchAll(/`([a-z ]+)` \[([^\]]+)\]/g)].map(
    ([, name = '', axes = '']) => `${name}: ${axes.split(',').length}`,
  )
}

test.each(Object.entries(LAYERS))(
  'the README has the weights of %s as they are declared',
  async (kind, layer) => {
    const text = await readFile(readme, 'utf8')
    const [first] = layer.checks
    const weights = first
      ? layer.weights(first.x, { ...defaultsOf(layer), ...first.p } as ValuesOf<Params>)
      : []
    expect(tensorsIn(text, kind)).toEqual(weights.map(w => `${w.name}: ${w.shape.length}`))
  },
)

test('what a layer puts out is found from its shapes', () => {
  expect(outputRule(LAYERS.conv2d)).toContain('channels = filters')
  expect(outputRule(LAYERS.pooling1d)).toContain('channels stay')
  expect(outputRule(LAYERS.dense)).toBe('units')
  expect(outputRule(LAYERS.flatten)).toBe('one row of all values')
  expect(outputRule(LAYERS.dropout)).toBe('as it came in')
})

test('a README without the marks is not written to', () => {
  expect(() => withTable('# Receptive', 'table')).toThrow('has lost the lines')
})
