/**
 * The written sections of README.md and docs/, and the picture of the folders, are the declarations'; what
 * was added or changed makes them stale.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { LAYERS } from '../../engine/layers'
import { axesOf, defaultsOf, type Params, type ValuesOf } from '../../engine/spec'
import { written } from '../../scripts/docs.mjs'
import * as declarations from '../../scripts/docs/declarations'
import { outputRule } from '../../scripts/docs/layers.mjs'
import { filled, sectionsIn } from '../../scripts/docs/markdown.mjs'
import { SECTIONS } from '../../scripts/docs/sections.mjs'
import { ROOT } from '../../scripts/structure/imports.mjs'

const all = await written(declarations)

describe('what the script writes', () => {
  it.each(all)('is what stands in $file', ({ file, before, after }) => {
    expect(before, `${file} is stale: run \`node scripts/docs.mjs\``).toBe(after)
  })
  it('has a page for every section', () => {
    const asked = new Set(all.flatMap(({ before }) => sectionsIn(before)))
    expect(Object.keys(SECTIONS).filter(name => !asked.has(name))).toEqual([])
  })
})

/** Of the table of weights: each tensor's name, and how many axes its first layout has. */
const tensorsIn = (text: string, kind: string): readonly string[] => {
  const row = text.split('\n').find(line => line.startsWith(`| \`${kind}\` | \``))
  return [...(row ?? '').matchAll(/`([a-z ]+)` \[([^\]]+)\]/g)].map(
    ([, name = '', axes = '']) => `${name}: ${axes.split(',').length}`,
  )
}

test.each(Object.entries(LAYERS))(
  'docs/layers.md has the weights of %s as they are declared',
  async (kind, layer) => {
    const text = await readFile(join(ROOT, 'docs', 'layers.md'), 'utf8')
    const [first] = layer.checks
    const weights = first
      ? layer.weights(first.x, { ...defaultsOf(layer), ...first.p } as ValuesOf<Params>)
      : []
    expect(tensorsIn(text, kind)).toEqual(weights.map(w => `${w.name}: ${w.shape.length}`))
    expect(weights.map(w => axesOf(w).length)).toEqual(weights.map(w => w.shape.length))
  },
)

test('what a layer puts out is found from its shapes', () => {
  expect(outputRule(LAYERS.conv2d)).toContain('channels = filters')
  expect(outputRule(LAYERS.pooling1d)).toContain('channels stay')
  expect(outputRule(LAYERS.dense)).toBe('units')
  expect(outputRule(LAYERS.flatten)).toBe('one row of all values')
  expect(outputRule(LAYERS.dropout)).toBe('as it came in')
})

test('a page that lost a mark, or asks for what nobody writes, is not written to', () => {
  const begin = '<!-- layers: written by scripts/docs.mjs -->'
  expect(() => filled(`${begin}\n# Receptive`, 'README.md', () => 'table')).toThrow('has lost the line')
  expect(() => filled(begin, 'README.md', () => undefined)).toThrow('nobody writes')
})
