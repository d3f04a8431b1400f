/**
 * The cache must never hand out anything unfinished, whatever happened to the process that was preparing it.
 */
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cacheDirectory, prepareOnce, withLock } from '../../scripts/runtime/cache.mjs'
import { temporaryFolder } from './folder'

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

test('builds once and then finds what was built', async () => {
  const cache = join(await temporaryFolder(), 'not', 'there', 'yet')
  let builds = 0
  const build = async (folder: string) => {
    builds += 1
    await writeFile(join(folder, 'made'), 'yes')
  }
  const first = await prepareOnce(cache, 'thing', build)
  const second = await prepareOnce(cache, 'thing', build)
  expect(builds).toBe(1)
  expect(second).toBe(first)
  expect(await readFile(join(second, 'made'), 'utf8')).toBe('yes')
  expect(await readdir(cache)).toEqual(['thing'])
})

test('two that prepare the same thing at once build it once', async () => {
  const cache = await temporaryFolder()
  let builds = 0
  const build = async (folder: string) => {
    builds += 1
    await pause(400)
    await writeFile(join(folder, 'made'), 'yes')
  }
  const folders = await Promise.all([prepareOnce(cache, 'thing', build), prepareOnce(cache, 'thing', build)])
  expect(builds).toBe(1)
  expect(folders[0]).toBe(folders[1])
  expect(await readdir(cache)).toEqual(['thing'])
})

test('a build that fails leaves nothing behind', async () => {
  const cache = await temporaryFolder()
  const build = async (folder: string) => {
    await writeFile(join(folder, 'half'), '')
    throw new Error('out of luck')
  }
  await expect(prepareOnce(cache, 'thing', build)).rejects.toThrow('out of luck')
  expect(await readdir(cache)).toEqual([])
})

test('what a killed process left is not taken for finished, and is cleared', async () => {
  const cache = await temporaryFolder()
  await mkdir(join(cache, 'thing.unfinished-abc'))
  await writeFile(join(cache, 'thing.lock'), '12345')
  const aMinuteAgo = new Date(Date.now() - 60_000)
  await utimes(join(cache, 'thing.lock'), aMinuteAgo, aMinuteAgo)
  const folder = await prepareOnce(cache, 'thing', (unfinished: string) =>
    writeFile(join(unfinished, 'made'), 'yes'),
  )
  expect(await readdir(folder)).toEqual(['made'])
  expect(await readdir(cache)).toEqual(['thing'])
})

test('waits for nobody when the process that held the lock is gone from this machine', async () => {
  const lock = join(await temporaryFolder(), 'lock')
  // Above the largest number Linux gives a process.
  await writeFile(lock, `99999999 on ${hostname()}`)
  expect(await withLock(lock, async () => 'done')).toBe('done')
}, 5000)

test('a lock is held by one at a time', async () => {
  const lock = join(await temporaryFolder(), 'lock')
  let holders = 0
  let mostHolders = 0
  const work = async () => {
    holders += 1
    mostHolders = Math.max(mostHolders, holders)
    await pause(30)
    holders -= 1
  }
  await Promise.all([withLock(lock, work), withLock(lock, work), withLock(lock, work)])
  expect(mostHolders).toBe(1)
})

test('says which folder cannot be written, and what to do', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'file'), '')
  const cache = join(folder, 'file', 'cache')
  await expect(prepareOnce(cache, 'thing', async () => {})).rejects.toThrow(
    `cannot write to its cache folder ${cache}`,
  )
})

test('lies where the system keeps such things, or where the reader says', () => {
  expect(cacheDirectory({ RECEPTIVE_CACHE: '/elsewhere' }, 'linux', '/home/ada')).toBe('/elsewhere')
  expect(cacheDirectory({}, 'linux', '/home/ada')).toBe(join('/home/ada', '.cache', 'receptive'))
  expect(cacheDirectory({ XDG_CACHE_HOME: '/var/cache/ada' }, 'linux', '/home/ada')).toBe(
    join('/var/cache/ada', 'receptive'),
  )
  expect(cacheDirectory({}, 'darwin', '/Users/ada')).toBe(
    join('/Users/ada', 'Library', 'Caches', 'receptive'),
  )
  expect(cacheDirectory({ LOCALAPPDATA: 'local' }, 'win32', 'home')).toBe(join('local', 'receptive', 'Cache'))
})
