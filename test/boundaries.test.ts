/**
 * Who may import whom. The table is the architecture; a wrong arrow fails here and the message names the
 * right ones.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Without Node, DOM or Electron: the editor calls them on every keystroke. */
const PURE = [
  'engine/spec.ts',
  'engine/layers/',
  'engine/settings/training.ts',
  'engine/document/document.ts',
  'engine/graph/analyse.ts',
  'engine/graph/cycles.ts',
  'engine/graph/footprint.ts',
  'engine/graph/receptiveField.ts',
  'engine/run/types.ts',
  'engine/training/metrics.ts',
  'engine/training/schedules.ts',
  'engine/random.ts',
  'engine/datasets/dataset.ts',
  'engine/datasets/rows.ts',
  'engine/datasets/split/split.ts',
  'engine/datasets/splits/',
  'engine/datasets/audit/audit.ts',
  'engine/datasets/inspection/',
  'engine/preparation/',
  'engine/inspect/secondBank.ts',
  'engine/sources/types.ts',
  'engine/sources/kinds/params.ts',
  'engine/augmentation/',
]

type Rule = { readonly from: string; readonly may: readonly string[] }
/** First match wins. `node:`, a package name, a folder (ending in /) or a file. */
const RULES: readonly Rule[] = [
  { from: 'engine/layers/', may: ['engine/spec.ts', 'engine/layers/'] },
  { from: 'engine/spec.ts', may: ['engine/spec/'] },
  { from: 'engine/spec/', may: ['engine/spec/'] },
  ...PURE.map(from => ({ from, may: [...PURE, 'zod'] })),
  { from: 'engine/formats/', may: ['engine/', 'node:', 'jpeg-js', 'h5wasm'] },
  { from: 'engine/', may: ['engine/', 'node:'] },
  { from: 'preload/contract.ts', may: [...PURE, 'zod'] },
  { from: 'preload/', may: ['preload/contract.ts', 'electron'] },
  { from: 'main/', may: ['main/', 'preload/contract.ts', 'engine/', 'electron', 'better-sqlite3', 'node:'] },
  { from: 'renderer/', may: ['renderer/', 'preload/contract.ts', 'package'] },
]
/** Packages that are not for the window. */
const NOT_UI = new Set(['electron', 'better-sqlite3', ...builtinModules])

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(e => e.isFile() && /\.tsx?$/.test(e.name) && !e.name.endsWith('.d.ts'))
    .map(e => relative(ROOT, join(e.parentPath, e.name)).split(sep).join('/'))
    .filter(f => !f.startsWith('engine/kernels/assembly/') && !f.includes('/build/'))
}

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(join(ROOT, file), 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/g,
    ),
  ].map(m => m[1] ?? m[2] ?? '')

/** A relative import as a path from the root; a folder stands for its index. */
const target = (file: string, name: string): string =>
  name.startsWith('.') ? posix.join(dirname(file), name) : name

const isAllowed = (to: string, may: readonly string[]): boolean =>
  may.some(m => {
    if (m === 'package')
      return !to.startsWith('node:') && !NOT_UI.has(to) && !/^(main|engine|preload|renderer|test)\//.test(to)
    if (m === 'node:') return to.startsWith('node:')
    if (m.endsWith('/')) return to.startsWith(m) || `${to}/` === m
    // A package may be asked for a part of it: h5wasm/node.
    return to === m || `${to}.ts` === m || to.startsWith(`${m}/`)
  })

describe('imports', () => {
  for (const folder of ['engine', 'preload', 'main', 'renderer'])
    it(`of ${folder}/ keep to the table`, () => {
      const wrong = filesIn(folder).flatMap(file => {
        const rule = RULES.find(r => file.startsWith(r.from))
        return importsOf(file)
          .map(name => target(file, name))
          .filter(to => !isAllowed(to, rule?.may ?? []))
          .map(
            to =>
              `${file} imports ${to}; ${rule?.from} may import only: ${rule?.may.join(', ') || 'nothing'}`,
          )
      })
      expect(wrong).toEqual([])
    })

  it('are found at all, so that an empty list means something', () => {
    expect(filesIn('engine').length).toBeGreaterThan(20)
    expect(importsOf('main/index.ts')).toContain('electron')
    expect(importsOf('preload/contract.ts')).toContain('../engine/spec')
    expect(isAllowed('main/jobs', ['renderer/'])).toBe(false)
    expect(isAllowed('node:fs', ['package'])).toBe(false)
  })
})
