/**
 * The place, outside the checkout, where prepared things wait for the next start, and how they get there.
 * A thing is built in a temporary folder and renamed into place, so whatever has its final name is complete.
 */
import {
  access,
  constants,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { Problem } from './problem.mjs'
import { say } from './progress.mjs'

const UNFINISHED = '.unfinished-'
const HEARTBEAT_MILLISECONDS = 1000
/** A lock nobody has touched for this long belongs to a process that died. */
const STALE_MILLISECONDS = 15_000
const POLL_MILLISECONDS = 300

/**
 * Where prepared things are kept: RECEPTIVE_CACHE, or the folder this system has for such things.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} home
 */
export function cacheDirectory(env = process.env, platform = process.platform, home = homedir()) {
  if (env['RECEPTIVE_CACHE']) return env['RECEPTIVE_CACHE']
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'receptive', 'Cache')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'receptive')
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'receptive')
}

/** @param {string} path */
export async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/**
 * Returns the folder `name` of the cache, building it first if it is not there.
 * @param {string} cache
 * @param {string} name says everything that makes one build different from another
 * @param {(folder: string) => Promise<void>} build fills an empty folder; if it throws, nothing is kept
 */
export async function prepareOnce(cache, name, build) {
  const finished = join(cache, name)
  if (await exists(finished)) return finished
  await makeCache(cache)
  return withLock(join(cache, `${name}.lock`), async () => {
    if (await exists(finished)) return finished
    await removeUnfinished(cache, name)
    const unfinished = await mkdtemp(join(cache, `${name}${UNFINISHED}`))
    try {
      await build(unfinished)
      await rename(unfinished, finished)
    } finally {
      await rm(unfinished, { recursive: true, force: true })
    }
    return finished
  })
}

/** @param {string} cache */
async function makeCache(cache) {
  try {
    await mkdir(cache, { recursive: true })
    await access(cache, constants.W_OK)
  } catch {
    throw new Problem(
      `Receptive cannot write to its cache folder ${cache}. Make it writable, or name another one in ` +
        'the environment variable RECEPTIVE_CACHE.',
    )
  }
}

/**
 * Clears what an interrupted process left behind. Only for the holder of the lock: nobody else builds `name`
 * now.
 * @param {string} cache
 * @param {string} name
 */
async function removeUnfinished(cache, name) {
  for (const entry of await readdir(cache)) {
    if (entry.startsWith(`${name}${UNFINISHED}`))
      await rm(join(cache, entry), { recursive: true, force: true })
  }
}

/**
 * Runs `work` while holding a lock file, waiting for whoever holds it now.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  await takeLock(path)
  // The file's time tells the others that its owner is alive, wherever it runs.
  const heartbeat = setInterval(
    () => void utimes(path, new Date(), new Date()).catch(() => {}),
    HEARTBEAT_MILLISECONDS,
  )
  heartbeat.unref()
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    await rm(path, { force: true })
  }
}

/** @param {string} path */
async function takeLock(path) {
  let hasSaidSo = false
  for (;;) {
    try {
      await writeFile(path, `${process.pid} on ${hostname()}`, { flag: 'wx' })
      return
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    }
    if (await isAbandoned(path)) {
      // Renaming succeeds for one process only, so two that wait cannot both remove the lock.
      const aside = `${path}.${process.pid}`
      await rename(path, aside).catch(() => {})
      await rm(aside, { force: true })
      continue
    }
    if (!hasSaidSo)
      say(`• Waiting for another process that prepares the same thing (process ${await owner(path)})`)
    hasSaidSo = true
    await new Promise(resolve => setTimeout(resolve, POLL_MILLISECONDS))
  }
}

/**
 * Tells whether the owner of a lock is gone. On this machine that is known at once, elsewhere by its silence.
 * @param {string} path
 */
async function isAbandoned(path) {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return false
  const [id, host] = (await owner(path)).split(' on ')
  if (host === hostname() && !isRunning(Number(id))) return true
  return Date.now() - found.mtimeMs > STALE_MILLISECONDS
}

/** @param {number} id of a process on this machine */
function isRunning(id) {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    // Anything but "no such process" means that it is there, and somebody else's.
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH'
  }
}

/** @param {string} path */
function owner(path) {
  return readFile(path, 'utf8').catch(() => 'which has just finished')
}
