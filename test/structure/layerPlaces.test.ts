/**
 * A layer has two places: its file and its line in engine/layers/index.ts. Where other code names a kind, as
 * a string, the file stands below with the reason.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { LAYERS } from '../../engine/layers'
import { filesIn, resolveImport, ROOT } from '../../scripts/structure/imports.mjs'

const INDEX = 'engine/layers/index.ts'
const ENDS = 'the ends of a network, which every network has'
const NETWORK = 'a network that the studio offers'
const BLOCK = 'the fused conv–ReLU–max-pool block, which is made of these'
const KERNEL = 'a kernel of that name'
const CLASS = 'an element or a class of a style sheet'
const MAPS = 'the kind of maps that are the sample itself'
const GROUP = 'a group of the palette'

/** Where a kind of layer is meant. */
const NAMED: Readonly<Record<string, readonly [kinds: string, why: string]>> = {
  'engine/document/build.ts': ['input output', ENDS],
  'engine/graph/analyse.ts': ['output', ENDS],
  'engine/graph/graphProblems.ts': ['input output', ENDS],
  'engine/graph/nodeReport.ts': ['input output', ENDS],
  'engine/plan/operations.ts': ['input output activation', `${ENDS}; ${BLOCK}`],
  'renderer/design/EmptyCanvas.tsx': ['input', ENDS],
  'renderer/design/InspectorNode.tsx': ['output', ENDS],
  'engine/document/examples.ts': [
    'input conv1d conv2d activation pooling1d pooling2d dropout flatten dense output',
    NETWORK,
  ],
  'engine/graph/starter.ts': [
    'input conv1d conv2d activation pooling1d pooling2d globalPooling dropout flatten dense output',
    NETWORK,
  ],
  'engine/plan/fusedBlock.ts': ['conv1d conv2d pooling1d pooling2d', BLOCK],
  'engine/layers/output.ts': ['dense', 'what its sentence offers to insert'],
  'engine/layers/dense.ts': ['flatten', 'what its sentence offers to insert'],
  'renderer/design/Inspector.tsx': ['add concatenate', 'the two ways to join the selected nodes'],
  'renderer/design/routes.ts': ['concatenate', 'the one merge whose inputs have an order to be seen'],
}
/** Where the word means something else. */
const HOMONYMS: Readonly<Record<string, readonly [words: string, why: string]>> = {
  'engine/spec/layer.ts': ['input activation dense output', GROUP],
  'engine/layers/prelu.ts': ['activation', GROUP],
  'engine/layers/dropout.ts': ['multiply', KERNEL],
  'engine/layers/shared/merging.ts': ['add multiply', KERNEL],
  'engine/sources/readers/arrays.ts': ['input', 'a parameter of the import'],
  'renderer/commands/CommandList.tsx': ['input', CLASS],
  'renderer/forms/NumberBox.tsx': ['input', CLASS],
  'renderer/forms/NumbersControl.tsx': ['input', CLASS],
  'renderer/forms/TextBox.tsx': ['input', CLASS],
  'renderer/forms/plainControls.tsx': ['input', CLASS],
  'renderer/ui/theme.ts': ['input', CLASS],
  'renderer/inspect/NodeSections.tsx': ['input', MAPS],
  'renderer/charts/tiles/axisMarks.ts': ['input', MAPS],
  'engine/kernels/wasm/generated/names.ts': ['add dense multiply prelu', KERNEL],
}

/** Every string of a file, also those of types. */
function stringsOf(file: string): ReadonlySet<string> {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const found = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.add(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false))
  return found
}

/** The file of each layer, as the table imports it. */
function ownFiles(): ReadonlyMap<string, string> {
  const text = readFileSync(join(ROOT, INDEX), 'utf8')
  const imported = new Map(
    [...text.matchAll(/^import (?:\{ )?(\w+)(?: \})? from '([^']+)'/gm)].map(([, name = '', from = '']) => [
      name,
      resolveImport(INDEX, from),
    ]),
  )
  return new Map(
    Object.keys(LAYERS).map(kind => {
      const [, maker] = new RegExp(`^ {2}${kind}(?:: (\\w+)\\(.*\\))?,$`, 'm').exec(text) ?? []
      return [kind, imported.get(maker ?? kind) ?? '']
    }),
  )
}

const own = ownFiles()
/** Tables of their own kinds, which may bear the same names: there is a step called scale. */
const OTHER_KINDS = /^engine\/(preparation|augmentation|optimisers|fileKinds)\//
const files = ['engine', 'main', 'preload', 'renderer'].flatMap(filesIn).filter(f => !OTHER_KINDS.test(f))
const strings = new Map(files.map(file => [file, stringsOf(file)]))
const allowed = (file: string): readonly string[] =>
  [NAMED[file], HOMONYMS[file]].flatMap(row => row?.[0].split(' ') ?? [])

describe('a layer', () => {
  it.each(Object.keys(LAYERS))('%s is named in its file and in the table alone', kind => {
    const elsewhere = files.filter(
      file =>
        file !== INDEX &&
        file !== own.get(kind) &&
        strings.get(file)?.has(kind) &&
        !allowed(file).includes(kind),
    )
    expect(own.get(kind)).toMatch(/^engine\/layers\/\w+\.ts$/)
    expect(elsewhere).toEqual([])
  })

  it('is an exception only where a file does name it', () => {
    const idle = Object.entries({ ...NAMED, ...HOMONYMS }).flatMap(([file, [kinds]]) =>
      kinds
        .split(' ')
        .filter(kind => !strings.get(file)?.has(kind))
        .map(kind => `${file}: ${kind}`),
    )
    expect(idle).toEqual([])
  })
})
