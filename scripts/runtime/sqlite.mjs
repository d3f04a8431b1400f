/**
 * Chooses the binary part of better-sqlite3 that fits an Electron, and builds one where none does. The
 * prebuilt ones need Node-API 10 and crash without a word on less, so the choice is made by number, never by
 * trying.
 */
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { exists, prepareOnce } from './cache.mjs'
import { capture, essence, npm } from './command.mjs'
import { compilerPackagesNeeded, installPackages } from './libraries.mjs'
import { Problem } from './problem.mjs'
import { step } from './progress.mjs'

const require = createRequire(import.meta.url)
const PREBUILT_NEEDS = 10

/**
 * @param {string | number} napi process.versions.napi of the Electron that will load it
 * @returns {'prebuilt' | 'build'}
 */
export function chooseBinding(napi) {
  return Number(napi) >= PREBUILT_NEEDS ? 'prebuilt' : 'build'
}

/**
 * The cache's name for a built binding: everything that makes one unusable in another's place.
 * @param {{ version: string, napi: string | number, platform: string, arch: string, libc: string }} made
 */
export function bindingKey({ version, napi, platform, arch, libc }) {
  return ['better-sqlite3', version, `napi${napi}`, platform, arch, libc].filter(Boolean).join('-')
}

/**
 * The C library of this system, with its version: a binding built against a newer one does not load on an
 * older.
 */
function currentLibc() {
  if (process.platform !== 'linux') return ''
  const header = /** @type {any} */ (process.report.getReport()).header
  return header.glibcVersionRuntime ? `glibc${header.glibcVersionRuntime}` : 'musl'
}

/** @returns {string} the version of better-sqlite3 that is installed */
export function sqliteVersion() {
  return require('better-sqlite3/package.json').version
}

/**
 * @param {string} cache
 * @param {string} electron
 * @param {string} napi
 * @returns {Promise<string | undefined>} the binding's path, or undefined where better-sqlite3's own fits
 */
export async function prepareBinding(cache, electron, napi) {
  if (chooseBinding(napi) === 'prebuilt') return undefined
  const { platform, arch } = process
  const key = bindingKey({ version: sqliteVersion(), napi, platform, arch, libc: currentLibc() })
  const folder = await prepareOnce(cache, key, unfinished => build(unfinished, electron, napi))
  return join(folder, 'better_sqlite3.node')
}

/**
 * @param {string} folder
 * @param {string} electron
 * @param {string} napi
 */
async function build(folder, electron, napi) {
  const reason =
    `the SQLite binding has to be compiled for this Electron (Node-API ${napi}; the prebuilt one ` +
    `needs ${PREBUILT_NEEDS})`
  if (process.platform === 'linux') await installPackages(await compilerPackagesNeeded(), reason)
  const sources = join(folder, 'sources')
  await step(`Compiling SQLite (one to three minutes, once), because ${reason}`, () => compile(sources))
  const binding = join(folder, 'better_sqlite3.node')
  await rename(join(sources, 'build', 'Release', 'better_sqlite3.node'), binding)
  await rm(sources, { recursive: true })
  await tryBinding(binding, electron)
}

/** @param {string} sources */
async function compile(sources) {
  // A copy, because better-sqlite3 prefers whatever was built inside its own folder, for every runtime.
  await mkdir(sources)
  const original = dirname(require.resolve('better-sqlite3/package.json'))
  for (const part of ['binding.gyp', 'deps', 'lib', 'package.json', 'src']) {
    await cp(join(original, part), join(sources, part), { recursive: true })
  }
  const headers = await nodeHeaders()
  const parameters = [
    'rebuild',
    '--release',
    '--force_build=1',
    '--jobs=max',
    ...(headers ? [`--nodedir=${headers}`] : []),
  ]
  const env = {
    ...process.env,
    // Ask for the newest Node-API the headers have, under its experimental name: Node-API 9 has these
    // functions, not their number.
    CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
    // The copy is outside node_modules; this is where its binding.gyp finds node-addon-api.
    NODE_PATH: resolve(original, '..'),
  }
  const built = await capture(
    process.execPath,
    [require.resolve('node-gyp/bin/node-gyp.js'), ...parameters],
    { cwd: sources, env },
  )
  if (built.code === 0 && (await exists(join(sources, 'build', 'Release', 'better_sqlite3.node')))) return
  throw compilingFailed(built.stderr, original)
}

/**
 * @param {string} output of node-gyp
 * @param {string} original better-sqlite3's own folder
 */
function compilingFailed(output, original) {
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|fetch failed|network/i.test(output))
    return new Problem(
      `The headers of Node ${process.version}, needed to compile SQLite, could not be fetched ` +
        `(${essence(output)}). ` +
        ('Connect to a network, or name a folder that has include/node/node_api.h with `npm config set ' +
          'nodedir`.'),
    )
  return new Problem(
    `SQLite could not be compiled: ${essence(output)}. Run \`npx node-gyp rebuild\` in ` +
      `${original} to see all of it.`,
  )
}

/**
 * A folder whose include/node has Node's headers, so that node-gyp need not fetch them; undefined leaves it
 * to node-gyp. Which Node they belong to does not matter: only Node-API is used.
 */
async function nodeHeaders() {
  const configured =
    process.env['npm_config_nodedir'] ?? (await npm(['config', 'get', 'nodedir'])).stdout.trim()
  const candidates = [configured, dirname(dirname(process.execPath)), '/usr']
  for (const folder of candidates) {
    if (
      folder &&
      folder !== 'undefined' &&
      folder !== 'null' &&
      (await exists(join(folder, 'include', 'node', 'node_api.h')))
    )
      return folder
  }
  return undefined
}

/**
 * Opens a database with a new binding in the Electron it is for, before it is kept.
 * @param {string} binding
 * @param {string} electron
 */
async function tryBinding(binding, electron) {
  const script = `const Database = require(process.argv[1])
    const database = new Database(':memory:', { nativeBinding: process.argv[2] })
    console.log(database.prepare('select sqlite_version()').pluck().get())`
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const answer = await capture(electron, ['-e', script, require.resolve('better-sqlite3'), binding], {
    env,
    timeoutMilliseconds: 30_000,
  })
  if (answer.code === 0 && /^\d/.test(answer.stdout)) return
  throw new Problem(
    `The SQLite binding was compiled but does not load in ${electron}: ${essence(answer.stderr)}.`,
  )
}
