/** Who may import whom: the code against scripts/structure/law.mjs. A message names what would be allowed. */
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { cyclesIn, filesIn, importsOf, ROOT } from '../../scripts/structure/imports.mjs'
import {
  folderOf,
  LAW,
  PURE_FILES,
  rowOf,
  VOCABULARY,
  WINDOW_PACKAGES,
  WORKSPACES,
  type Row,
} from '../../scripts/structure/law.mjs'

const files = ['engine', 'preload', 'main', 'renderer'].flatMap(filesIn)
const imports = new Map(files.map(file => [file, importsOf(file)]))
const NOT_OF_THE_WINDOW = new Set(['electron', 'better-sqlite3', ...builtinModules])

const isFile = (to: string): boolean => /^(engine|preload|main|renderer|scripts|test)\//.test(to)
const isVocabulary = (file: string): boolean => VOCABULARY.some(v => file.startsWith(v))
const isPure = (file: string): boolean => rowOf(file)?.isPure ?? false

function mayImport(row: Row, to: string): boolean {
  if (!isFile(to)) return row.outside.some(name => isPackage(to, name))
  if (isVocabulary(to)) return true
  const target = rowOf(to)
  const isOwn = target !== undefined && folderOf(target) === folderOf(row)
  return isOwn || row.may.some(m => (m === PURE_FILES ? isPure(to) : to.startsWith(m)))
}
function isPackage(to: string, allowed: string): boolean {
  if (allowed === 'node:') return to.startsWith('node:')
  if (allowed === WINDOW_PACKAGES) return !to.startsWith('node:') && !NOT_OF_THE_WINDOW.has(to)
  // A package may be asked for a part of it: h5wasm/node.
  return to === allowed || to.startsWith(`${allowed}/`)
}

describe('imports', () => {
  it('keep to the law of their folder', () => {
    const wrong = [...imports].flatMap(([file, all]) => {
      const row = rowOf(file)
      if (!row) return [`${file} lies in no folder of the law`]
      return all
        .filter(to => !mayImport(row, to))
        .map(
          to =>
            `${file} imports ${to}; ${row.folder} may import only ${[...row.may, ...row.outside].join(', ')}`,
        )
    })
    expect(wrong).toEqual([])
  })

  it('run downwards', () => {
    const upwards = [...imports].flatMap(([file, all]) =>
      all
        .filter(isFile)
        .filter(to => !isVocabulary(to))
        .flatMap(to => {
          const [from, target] = [rowOf(file), rowOf(to)]
          const isUpwards =
            from && target && folderOf(from) !== folderOf(target) && from.floor <= target.floor
          return isUpwards ? [`${file} (floor ${from.floor}) imports ${to} (floor ${target.floor})`] : []
        }),
    )
    expect(upwards).toEqual([])
  })

  it('never lead from one workspace to another', () => {
    const folders = WORKSPACES.split(' ').map(name => `renderer/${name}/`)
    const across = folders.flatMap(folder =>
      [...imports]
        .filter(([file]) => file.startsWith(folder))
        .flatMap(([file, all]) =>
          all
            .filter(to => folders.some(other => other !== folder && to.startsWith(other)))
            .map(to => `${file} imports ${to}`),
        ),
    )
    expect(folders.filter(folder => !files.some(f => f.startsWith(folder)))).toEqual([])
    expect(across).toEqual([])
  })

  it('make no cycles', () => {
    expect(cyclesIn(imports)).toEqual([])
  })

  it('of what is pure are pure', () => {
    const wrong = [...imports]
      .filter(([file]) => isPure(file))
      .flatMap(([file, all]) =>
        all.filter(to => isFile(to) && !isPure(to)).map(to => `${file} imports ${to}`),
      )
    expect(wrong).toEqual([])
  })

  it('are all in the table: a folder that is named there is there', () => {
    expect(LAW.filter(({ folder }) => !files.some(f => f.startsWith(folder))).map(r => r.folder)).toEqual([])
  })

  it('are allowed only where they are used', () => {
    const unused = LAW.flatMap(row =>
      row.may
        .filter(m => m !== PURE_FILES)
        .filter(m => !files.some(f => rowOf(f) === row && imports.get(f)?.some(to => to.startsWith(m))))
        .map(m => `${row.folder} never imports ${m}`),
    )
    expect(unused).toEqual([])
  })
})

describe('what is called pure', () => {
  // A program without Node's types and without DOM: whatever a pure file imports is compiled with it.
  it('compiles without Node and without DOM, with all that it imports', () => {
    const names = files.filter(file => isPure(file) || isCalledPure(file)).map(file => join(ROOT, file))
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile)
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT)
    const problems = ts.getPreEmitDiagnostics(ts.createProgram(names, options))
    expect(
      problems.map(p => `${p.file?.fileName}: ${ts.flattenDiagnosticMessageText(p.messageText, ' ')}`),
    ).toEqual([])
  }, 120_000)
})

describe('the check itself', () => {
  it('finds imports, cycles and what is not allowed', () => {
    expect(files.length).toBeGreaterThan(300)
    expect(imports.get('main/index.ts')).toContain('electron')
    const chain = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ])
    expect(cyclesIn(chain).map(c => c.toSorted())).toEqual([['b', 'c']])
    const layers = rowOf('engine/layers/dense.ts') as Row
    expect(mayImport(layers, 'engine/graph/analyse.ts')).toBe(false)
    expect(mayImport(layers, 'node:fs')).toBe(false)
    expect(mayImport(rowOf('renderer/main.tsx') as Row, 'node:fs')).toBe(false)
    expect(mayImport(rowOf('renderer/main.tsx') as Row, 'react')).toBe(true)
  })
})

/** Whether the comment at its head says so. */
function isCalledPure(file: string): boolean {
  const head = /^\/\*\*[^]*?\*\//.exec(readFileSync(join(ROOT, file), 'utf8'))?.[0] ?? ''
  return /\bPure\b/.test(head)
}
