/**
 * Figures in README.md and docs/: versions and counts are those of the code, and what was measured stands in
 * docs/performance.md alone, with its date.
 */
import { describe, expect, it } from 'vitest'
import packageFile from '../../package.json'
import { AUGMENTATIONS } from '../../engine/augmentation'
import { MOST_BYTES } from '../../engine/graph/footprint'
import { LAYERS } from '../../engine/layers'
import { CATALOGUE } from '../../engine/library/catalogue'
import { OPTIMISERS } from '../../engine/optimisers'
import { STEPS } from '../../engine/preparation'
import { workspaces } from '../../preload/commands'
import { PAGES, read } from './pages'

/** The first number that a file has behind some words. */
function numberIn(file: string, behind: RegExp): string {
  const [, found] = new RegExp(`${behind.source}([\\d._]+)`).exec(read(file)) ?? []
  if (!found) throw new Error(`${file} has no number behind ${behind.source}`)
  return found.replaceAll('_', '').replace(/\.$/, '')
}

const registryElectron = numberIn('scripts/runtime/registry-electron.mjs', /version: '/)
const ELECTRONS = [packageFile.devDependencies.electron, registryElectron]
const NODES = [packageFile.engines.node.replace('>=', ''), numberIn('scripts/bundle.mjs', /target: 'node/)]
const MEGABYTES = [numberIn('scripts/runtime/registry-electron.mjs', /megabytes: /)]

/** What pages say, and what they may say there; the first group is the figure. */
const FIGURES: readonly (readonly [what: string, pattern: RegExp, allowed: readonly string[]])[] = [
  ['versions of Electron', /Electron (\d+\.\d+\.\d+)/g, ELECTRONS],
  ['the version of the electron package', /`electron` package\s+\((\d+\.\d+\.\d+)\)/g, ELECTRONS.slice(0, 1)],
  ['versions of Node', /Node(?:\.js\]\([^)]*\))? (?:from )?(\d+\.\d+)/g, NODES],
  ['the size of the npm package', /npm package \((\d+) MB\)/g, MEGABYTES],
  ['lengths of functions', /functions of at most (\d+) lines/g, ['40']],
  ['columns of a line', /at most (\d+) columns/g, [numberIn('.prettierrc.json', /"printWidth": /)]],
  [
    'what is read at once',
    /take more than (\d+) MB/g,
    [numberIn('engine/pipeline/inputs.ts', /MOST_RESIDENT_BYTES = /)],
  ],
  ['weights kept', /up to (\d+) MB of\s+weights/g, [numberIn('main/store/retention.ts', /BUDGET_BYTES = /)]],
  [
    'memory of a training',
    /More than (\d+) GB cannot be trained/g,
    [String((MOST_BYTES + 65_536) / 2 ** 30)],
  ],
]
const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
/** Counts of what the code has; a page may say them in digits or words. */
const COUNTS: Readonly<Record<string, number>> = {
  layers: Object.keys(LAYERS).length,
  optimisers: Object.keys(OPTIMISERS).length,
  workspaces: workspaces.length,
  'steps of preparation': Object.keys(STEPS).length,
  'steps of augmentation': Object.keys(AUGMENTATIONS).length,
  'bundled sets': CATALOGUE.length,
}

/** Rates and times, and how many times faster: measured, so they have a day and a machine. */
const MEASURED = /\b[\d.,]+ (?:samples\/s|frames\/s|ms\b)|\b[\d.,]+ times as fast|\d+ % (?:faster|slower)/gi

/** What a page says against the code, one sentence each; empty where nothing is wrong. */
export function wrongFigures(text: string): readonly string[] {
  const figures = FIGURES.flatMap(([what, pattern, allowed]) =>
    [...text.matchAll(pattern)]
      .filter(([, said = '']) => !allowed.includes(said))
      .map(([, said]) => `${what}: ${said}, and the code says ${allowed.join(' or ')}`),
  )
  const counts = Object.entries(COUNTS).flatMap(([what, count]) =>
    [...text.matchAll(new RegExp(`\\b(?:all|the) (\\d+|${NUMBERS.join('|')}) ${what}\\b`, 'gi'))]
      .map(([, said = '']) => said.toLowerCase())
      .filter(said => said !== String(count) && said !== NUMBERS[count])
      .map(said => `${said} ${what}, and there are ${count}`),
  )
  return [...figures, ...counts]
}

describe.each(PAGES)('$file', ({ file, text }) => {
  it('has the figures of the code', () => expect(wrongFigures(text)).toEqual([]))
  if (file === 'docs/performance.md') return
  it('leaves what was measured to docs/performance.md', () => {
    expect(text.match(MEASURED) ?? []).toEqual([])
  })
})

it('what was measured has its date and machine', () => {
  const { text = '' } = PAGES.find(({ file }) => file === 'docs/performance.md') ?? {}
  expect(text.match(MEASURED)?.length).toBeGreaterThan(0)
  expect(text).toMatch(
    /\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d/,
  )
  expect(text).toMatch(/cores? of an? /)
})

it('a wrong figure is found', () => {
  expect(wrongFigures('Electron 1.2.3, all 31 layers, the six workspaces, Node 18.0')).toHaveLength(4)
  expect(wrongFigures(`Electron ${ELECTRONS[0]}, the five workspaces`)).toEqual([])
})
