/** The README's table of layers is the declarations'; a layer that was added or changed makes it stale. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { LAYERS } from '../../engine/layers'
import { outputRule, readme, tableOfLayers, withTable } from '../../scripts/readme.mjs'

test('the README lists the layers as they are declared', async () => {
  const text = await readFile(readme, 'utf8')
  expect(withTable(text, tableOfLayers(LAYERS)), 'README.md is stale: run `node scripts/readme.mjs`').toBe(text)
})

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
