/**
 * What the sources import, read with TypeScript's own scanner; `import type` counts, and so does `import()`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Another language, AssemblyScript: it imports only itself. */
const ASSEMBLY = 'engine/kernels/assembly/'

/**
 * Every TypeScript file below a folder, as a path from the root with `/`.
 * @param {string} folder
 * @returns {string[]}
 */
export function filesIn(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(file => !file.startsWith(ASSEMBLY))
}

/** @param {string} file @param {string} name as the import has it; a path from the root, or a package */
export function resolveImport(file, name) {
  if (!name.startsWith('.')) return name
  const path = posix.join(dirname(file), name)
  const candidates = ['', '.ts', '.tsx', '/index.ts'].map(ending => `${path}${ending}`)
  return candidates.find(candidate => /\.\w+$/.test(candidate) && existsSync(join(ROOT, candidate))) ?? path
}

/**
 * What a file imports: files as paths from the root, packages by their names.
 * @param {string} file
 * @returns {string[]}
 */
export const importsOf = file =>
  ts
    .preProcessFile(readFileSync(join(ROOT, file), 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => resolveImport(file, fileName))

/**
 * Groups of files that import one another in a cycle (Tarjan's strongly connected components).
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @returns {string[][]}
 */
export function cyclesIn(graph) {
  /** @type {Map<string, { index: number, lowest: number, isOpen: boolean }>} */
  const seen = new Map()
  /** @type {string[]} */
  const open = []
  /** @type {string[][]} */
  const cycles = []
  /** @param {string} file */
  function visit(file) {
    const own = { index: seen.size, lowest: seen.size, isOpen: true }
    seen.set(file, own)
    open.push(file)
    for (const next of graph.get(file) ?? []) {
      if (!graph.has(next)) continue
      const other = seen.get(next) ?? visit(next)
      if (other.isOpen) own.lowest = Math.min(own.lowest, other.lowest)
    }
    if (own.lowest === own.index) close(file)
    return own
  }
  /** @param {string} file */
  function close(file) {
    const cycle = open.splice(open.indexOf(file))
    for (const member of cycle) Object.assign(/** @type {object} */ (seen.get(member)), { isOpen: false })
    if (cycle.length > 1) cycles.push(cycle)
  }
  for (const file of graph.keys()) if (!seen.has(file)) visit(file)
  return cycles
}
