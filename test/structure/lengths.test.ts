/** Functions and lines are no longer than the limits, but for those that a table names with a reason. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { functionsIn } from '../../scripts/lint/functions.mjs'
import { MOST_COLUMNS, wideLinesIn, WIDE_FILES } from '../../scripts/lint/lineLength.mjs'
import { LONG_FUNCTIONS, MOST_LINES } from '../../scripts/lint/longFunctions.mjs'
import { ROOT } from '../../scripts/structure/imports.mjs'

const CODE = ['engine', 'main', 'preload', 'renderer', 'scripts']
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(ts|tsx|mjs|cjs)$/.test(entry.name))
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(file => !file.startsWith('engine/kernels/build/'))
const code = CODE.flatMap(sourcesIn)

describe('functions', () => {
  const long = code.flatMap(file =>
    functionsIn(file, textOf(file))
      .filter(({ lines }) => lines > MOST_LINES)
      .map(({ name, line, lines }) => ({ file, name, line, lines })),
  )
  const isNamed = (file: string, name: string): boolean => LONG_FUNCTIONS[file]?.[name] !== undefined

  // Here and not only in the linter, which does not read AssemblyScript.
  it('are no longer than the limit, but for those in the table', () => {
    const unnamed = long
      .filter(({ file, name }) => !isNamed(file, name))
      .map(({ file, name, line, lines }) => `${file}:${line} ${name} has ${lines} lines`)
    expect(unnamed).toEqual([])
  })

  it('stand in the table only while they are longer', () => {
    const needless = Object.entries(LONG_FUNCTIONS).flatMap(([file, names]) =>
      Object.keys(names)
        .filter(name => !long.some(f => f.file === file && f.name === name))
        .map(name => `${file} ${name}`),
    )
    expect(needless).toEqual([])
  })

  it('are measured without decorators, with what lies in them, and without a layer’s declaration', () => {
    const lines = (text: string) => functionsIn('a.ts', text).map(f => [f.name, f.line, f.lines])
    expect(lines('@inline\nexport function a(): void {\n}\n')).toEqual([['a', 2, 2]])
    expect(lines('const a = () => {\n  const b = () => {\n  }\n}')).toEqual([
      ['a', 1, 4],
      ['b', 2, 2],
    ])
    expect(lines('const a = () => {\n  return defineLayer({\n    b() {\n    },\n  })\n}')).toEqual([
      ['a', 1, 3],
      ['b', 3, 2],
    ])
  })
})

describe('lines', () => {
  const wide = new Map(
    [...code, ...sourcesIn('test')]
      .map(file => [file, wideLinesIn(textOf(file))] as const)
      .filter(([, lines]) => lines.length > 0),
  )

  it('are no longer than the limit, but in the files of the table', () => {
    const unnamed = [...wide].filter(([file]) => WIDE_FILES[file] === undefined)
    expect(
      unnamed.map(([file, lines]) => `${file}:${lines.join(', ')} over ${MOST_COLUMNS} columns`),
    ).toEqual([])
  })

  it('are longer in every file of the table', () => {
    expect(Object.keys(WIDE_FILES).filter(file => !wide.has(file))).toEqual([])
  })

  it('are counted in code points', () => {
    expect(wideLinesIn(`${'😀'.repeat(110)}\n${'a'.repeat(111)}\n`)).toEqual([2])
  })
})
