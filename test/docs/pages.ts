/** README.md and docs/ as the tests read them, and all files of the project. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { pages } from '../../scripts/docs.mjs'
import { ROOT } from '../../scripts/structure/imports.mjs'

export type Page = { readonly file: string; readonly text: string }
export const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
export const PAGES: readonly Page[] = (await pages()).map(file => ({ file, text: read(file) }))

const CODE = ['engine', 'main', 'preload', 'renderer', 'scripts', 'test'] as const
const isBuilt = (path: string): boolean => /(^|\/)(node_modules|build|out)(\/|$)/.test(path)
const below = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(path => !isBuilt(path))
/** Files and folders of the project, as paths from the root. */
export const PATHS: ReadonlySet<string> = new Set([...readdirSync(ROOT), ...[...CODE, 'docs'].flatMap(below)])
/** What is written by hand in a programming language. */
export const SOURCES: readonly string[] = [...PATHS].filter(
  path =>
    /^[^/]+\.(ts|js)$/.test(path) ||
    (CODE.some(folder => path.startsWith(`${folder}/`)) && /\.(tsx?|mjs|cjs|py)$/.test(path)),
)
const NAMES = new Set([...PATHS].map(path => path.slice(path.lastIndexOf('/') + 1)))

/** Whether a path is there, from the root, from one of `folders`, or, without a folder, by its name alone. */
export function isThere(path: string, folders: readonly string[]): boolean {
  const plain = path.replace(/\/$/, '')
  if (!plain.includes('/') && NAMES.has(plain)) return true
  const places = ['', ...folders].map(folder => join(folder, plain).split(sep).join('/'))
  // The import law names beginnings of paths: `preload/commands` is that file.
  return places.some(place => PATHS.has(place) || PATHS.has(`${place}.ts`))
}

/** All words of the code that could be names, comments left out. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.replace(/\/\*[^]*?\*\/|(?<![:'"`\\])\/\/[^\n]*/g, '')
  return plain.match(/[A-Za-z_$][\w$]*/g) ?? []
}
