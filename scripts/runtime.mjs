/**
 * Prepares the runtime of the studio: an Electron, the SQLite binding that fits it, and the system libraries
 * both need. The first time this may take minutes; afterwards a small file says that all is well, and it
 * takes milliseconds. Run on its own it prints what is used.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheDirectory } from './runtime/cache.mjs'
import { hasDisplay } from './runtime/display.mjs'
import { runScript } from './runtime/problem.mjs'
import { say } from './runtime/progress.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Inside node_modules, so that `npm ci` also makes everything be looked at again. */
const stampFile = join(root, 'node_modules', '.cache', 'receptive', 'runtime.json')

/**
 * @typedef {object} Runtime
 * @property {string} electron path of the binary
 * @property {string} version Electron's version
 * @property {string} chrome
 * @property {string} node the Node inside it
 * @property {string} napi its Node-API version
 * @property {string[]} args what every start of Electron needs, such as --no-sandbox for root
 * @property {Record<string, string | undefined>} env what every program started with it needs in its
 * environment
 */

/**
 * @param {{ needsDisplay?: boolean }} [options] `needsDisplay`: a virtual display must be there if there is
 * no real one
 * @returns {Promise<Runtime>}
 */
export async function prepareRuntime({ needsDisplay = false } = {}) {
  const runtime = (await readStamp()) ?? (await prepareEverything())
  if (needsDisplay && !hasDisplay()) {
    const { displayPackagesNeeded, installPackages } = await import('./runtime/libraries.mjs')
    await installPackages(
      await displayPackagesNeeded(),
      'there is no display here, and the windows need a virtual one',
    )
  }
  return runtime
}

/** @returns {Promise<Runtime>} */
async function prepareEverything() {
  // Loaded only here: on a warm start none of it is needed.
  const { askVersions, findElectron } = await import('./runtime/electron.mjs')
  const { electronPackagesNeeded, installPackages } = await import('./runtime/libraries.mjs')
  const { findSandboxArguments } = await import('./runtime/sandbox.mjs')
  const { prepareBinding } = await import('./runtime/sqlite.mjs')

  const cache = cacheDirectory()
  const electron = await findElectron(cache)
  const needed = await electronPackagesNeeded(electron)
  await installPackages(
    needed.packages,
    `Electron needs libraries that are missing here (${needed.libraries.join(', ')})`,
  )
  const versions = await askVersions(electron)
  const binding = await prepareBinding(cache, electron, versions.napi)
  const args = await findSandboxArguments(electron)
  const runtime = {
    electron,
    version: versions.electron,
    chrome: versions.chrome,
    node: versions.node,
    napi: versions.napi,
    args,
    env: {
      RECEPTIVE_ELECTRON: electron,
      RECEPTIVE_ELECTRON_ARGUMENTS: JSON.stringify(args),
      RECEPTIVE_SQLITE_BINDING: binding,
      // What electron-vite reads.
      ELECTRON_EXEC_PATH: electron,
      NO_SANDBOX: args.includes('--no-sandbox') ? '1' : undefined,
    },
  }
  await writeStamp(runtime)
  return runtime
}

/**
 * What the stamp depends on. If any of it changes, everything is looked at again.
 * @param {Pick<Runtime, 'electron' | 'env'>} runtime
 */
async function fingerprint({ electron, env }) {
  const [binary, binding, electronPackage, sqlitePackage, scripts] = await Promise.all([
    stat(electron),
    env['RECEPTIVE_SQLITE_BINDING'] ? stat(env['RECEPTIVE_SQLITE_BINDING']) : undefined,
    readFile(join(root, 'node_modules', 'electron', 'package.json')),
    readFile(join(root, 'node_modules', 'better-sqlite3', 'package.json')),
    readFile(new URL('runtime/registry-electron.mjs', import.meta.url)),
  ])
  const facts = [
    electron,
    ...[binary, binding].map(file => (file ? `${file.size} ${file.mtimeMs}` : 'none')),
    process.platform,
    process.arch,
    process.getuid?.() ?? '',
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '',
    cacheDirectory(),
  ]
  const hash = createHash('sha256').update(facts.join('\n'))
  for (const file of [electronPackage, sqlitePackage, scripts]) hash.update(file)
  return hash.digest('hex')
}

/** @returns {Promise<Runtime | undefined>} */
async function readStamp() {
  try {
    const stamp = JSON.parse(await readFile(stampFile, 'utf8'))
    return stamp.fingerprint === (await fingerprint(stamp.runtime)) ? stamp.runtime : undefined
  } catch {
    return undefined
  }
}

/** @param {Runtime} runtime */
async function writeStamp(runtime) {
  await mkdir(dirname(stampFile), { recursive: true })
  await writeFile(stampFile, JSON.stringify({ fingerprint: await fingerprint(runtime), runtime }, null, 2))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    const runtime = await prepareRuntime()
    const { electron, version, chrome, node, napi, env, args } = runtime
    say('')
    console.log(`Electron   ${version} (Chromium ${chrome}, Node ${node}, Node-API ${napi})`)
    console.log(`at         ${electron} ${args.join(' ')}`.trimEnd())
    console.log(`SQLite     ${env['RECEPTIVE_SQLITE_BINDING'] ?? "better-sqlite3's own prebuilt binding"}`)
  })
}
