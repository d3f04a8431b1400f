/**
 * Tells whether something built is still up to date with what it was built from.
 * Source files are compared by path, size and time, which takes milliseconds for the whole studio.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * A fingerprint of files and folders. Whatever does not exist counts as absent, not as an error.
 * @param {string[]} paths
 * @param {(path: string) => boolean} isLeftOut for what the build itself puts there
 * @returns {Promise<string>}
 */
export async function fingerprintOf(paths, isLeftOut = () => false) {
  const lines = await Promise.all(paths.map(path => linesFor(path, isLeftOut)))
  return createHash('sha256').update(lines.flat().join('\n')).digest('hex')
}

/**
 * @param {string} path
 * @param {(path: string) => boolean} isLeftOut
 * @returns {Promise<string[]>}
 */
async function linesFor(path, isLeftOut) {
  if (isLeftOut(path)) return []
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return [`${path} absent`]
  if (!found.isDirectory()) return [`${path} ${found.size} ${found.mtimeMs}`]
  const entries = (await readdir(path)).sort()
  const below = await Promise.all(entries.map(entry => linesFor(join(path, entry), isLeftOut)))
  return below.flat()
}

/**
 * Builds unless the stamp says that the same fingerprint was built before.
 * The stamp is removed first and written last, so an interrupted build is never taken for a finished one.
 * @param {string} stamp
 * @param {string} fingerprint
 * @param {string[]} products files that must exist for the stamp to count
 * @param {() => Promise<void>} build
 * @returns {Promise<boolean>} whether anything was built
 */
export async function buildIfStale(stamp, fingerprint, products, build) {
  const [known, ...found] = await Promise.all([
    readFile(stamp, 'utf8').catch(() => ''),
    ...products.map(product => stat(product).catch(() => undefined)),
  ])
  if (known === fingerprint && found.every(product => product !== undefined)) return false
  await rm(stamp, { force: true })
  await build()
  await mkdir(dirname(stamp), { recursive: true })
  await writeFile(stamp, fingerprint)
  return true
}
