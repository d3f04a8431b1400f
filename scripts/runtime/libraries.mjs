/**
 * Finds out which programs and shared libraries of the system are missing, and which Debian packages bring
 * them. Root on a Debian-like system gets them installed; everybody else gets the exact line to run.
 */
import { capture, essence, isInstalled } from './command.mjs'
import { Problem } from './problem.mjs'
import { step } from './progress.mjs'

/**
 * What Electron needs, found by `ldd` or opened while it runs. Installed together: apt skips those already
 * there.
 */
const ELECTRON_PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libnotify4',
]
/** What Debian 13 and Ubuntu 24.04 added to some names, when time became 64 bits wide. */
const RENAMED = 't64'
const COMPILER_PROGRAMS = /** @type {Record<string, string>} */ ({
  make: 'make',
  'g++': 'g++',
  python3: 'python3',
})
const DISPLAY_PROGRAMS = /** @type {Record<string, string>} */ ({ Xvfb: 'xvfb', xauth: 'xauth' })

/**
 * The libraries a binary asks for and does not find, from what `ldd` printed.
 * @param {string} printed
 */
export function missingLibraries(printed) {
  const names = printed.split('\n').flatMap(line => /^\s*(\S+) => not found/.exec(line)?.[1] ?? [])
  return [...new Set(names)]
}

/**
 * The packages to install when these libraries are missing: none, or all that Electron needs.
 * @param {string[]} libraries
 */
export function packagesForElectron(libraries) {
  return libraries.length === 0 ? [] : ELECTRON_PACKAGES
}

/**
 * The names these packages have on this system.
 * @param {string[]} packages
 * @param {Set<string>} known all names this system's apt knows
 */
export function currentNames(packages, known) {
  return packages.map(name => (known.has(`${name}${RENAMED}`) ? `${name}${RENAMED}` : name))
}

/**
 * The line that installs packages, as a reader would type it.
 * @param {string[]} packages
 */
export function aptLine(packages) {
  return `apt-get install -y --no-install-recommends ${packages.join(' ')}`
}

/** @param {string} electron */
export async function electronPackagesNeeded(electron) {
  if (process.platform !== 'linux') return { libraries: [], packages: [] }
  const libraries = missingLibraries((await capture('ldd', [electron])).stdout)
  return { libraries, packages: packagesForElectron(libraries) }
}

/** The packages of the virtual display that are not there yet. */
export function displayPackagesNeeded() {
  return packagesOfMissing(DISPLAY_PROGRAMS)
}

/** The packages of the compiler that are not there yet. */
export function compilerPackagesNeeded() {
  return packagesOfMissing(COMPILER_PROGRAMS)
}

/** @param {Record<string, string>} programs */
async function packagesOfMissing(programs) {
  const packages = []
  for (const [program, name] of Object.entries(programs))
    if (!(await isInstalled(program))) packages.push(name)
  return packages
}

/**
 * Installs Debian packages, or says how.
 * @param {string[]} packages
 * @param {string} reason a clause, such as "there is no display here"
 */
export async function installPackages(packages, reason) {
  if (packages.length === 0) return
  if (!(await isInstalled('apt-get'))) {
    throw new Problem(
      `${asSentence(reason)} Install what Debian calls ${packages.join(', ')} with this system's ` +
        'package manager.',
    )
  }
  if (process.getuid?.() !== 0) {
    const line = aptLine(currentNames(packages, await knownNames()))
    throw new Problem(`${asSentence(reason)} Run this line, then the command again:\n\n  sudo ${line}\n`)
  }
  await step(`Installing ${packages.join(' ')} with apt-get, because ${reason}`, () =>
    installAsRoot(packages, reason),
  )
}

/**
 * One refresh of apt's lists is enough for all that is installed in one run. @type
 * {Promise<import('./command.mjs').Outcome> | undefined}
 */
let updating

/**
 * @param {string[]} packages
 * @param {string} reason
 */
async function installAsRoot(packages, reason) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // A bare system has no list of packages yet. If the lists cannot be refreshed, the old ones may still do.
  updating ??= capture('apt-get', ['update', '-q'], { env })
  const updated = await updating
  const line = aptLine(currentNames(packages, await knownNames()))
  const installed = await capture(
    'apt-get',
    ['-q', '-o', 'DPkg::Lock::Timeout=300', ...line.split(' ').slice(1)],
    { env },
  )
  if (installed.code === 0) return
  throw new Problem(
    `${asSentence(reason)} The packages that bring it could not be installed ` +
      `(${essence(installed.stderr || updated.stderr)}). ` +
      `Run this line yourself, then the command again:\n\n  apt-get update && ${line}\n`,
  )
}

async function knownNames() {
  return new Set((await capture('apt-cache', ['pkgnames'])).stdout.split('\n'))
}

/** @param {string} clause */
function asSentence(clause) {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`
}
