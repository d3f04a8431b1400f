/**
 * Finds out which programs and shared libraries of the system are missing, and which Debian packages bring them.
 * Root on a Debian-like system gets them installed; everybody else gets the exact line to run.
 */
import { capture, essence, isInstalled } from './command.mjs'
import { Problem } from './problem.mjs'
import { step } from './progress.mjs'

/**
 * What Electron needs, found by `ldd` or opened while it runs. Installed together: apt skips those already there.
 * Names in the second column replace the first where Debian has renamed the package (64-bit time, since Debian 13 and Ubuntu 24.04).
 */
const ELECTRON_PACKAGES = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libnotify4'],
]
const COMPILER_PROGRAMS = /** @type {Record<string, string>} */ ({ make: 'make', 'g++': 'g++', python3: 'python3' })
const DISPLAY_PROGRAMS = /** @type {Record<string, string>} */ ({ Xvfb: 'xvfb', xauth: 'xauth' })

/**
 * The libraries a binary asks for and does not find, from what `ldd` printed.
 * @param {string} printed
 */
export function missingLibraries(printed) {
  const names = printed.split('\n').flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.[1] ?? [])
  return [...new Set(names)]
}

/**
 * The packages to install when these libraries are missing: none, or all that Electron needs.
 * @param {string[]} libraries
 * @param {(name: string) => boolean} isKnown tells whether this system's apt knows a package
 */
export function packagesForElectron(libraries, isKnown = () => false) {
  if (libraries.length === 0) return []
  return ELECTRON_PACKAGES.map(([name, renamed]) => (renamed && isKnown(renamed) ? renamed : name))
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
  if (libraries.length === 0) return { libraries, packages: [] }
  const renamed = ELECTRON_PACKAGES.flatMap((names) => names.slice(1))
  const known = (await capture('apt-cache', ['pkgnames', 'lib'])).stdout.split('\n')
  return { libraries, packages: packagesForElectron(libraries, (name) => renamed.includes(name) && known.includes(name)) }
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
  for (const [program, name] of Object.entries(programs)) if (!(await isInstalled(program))) packages.push(name)
  return packages
}

/**
 * Installs Debian packages, or says how.
 * @param {string[]} packages
 * @param {string} reason a clause that ends "…, because"
 */
export async function installPackages(packages, reason) {
  if (packages.length === 0) return
  if (!(await isInstalled('apt-get'))) {
    throw new Problem(`${sentence(reason)}. Install what Debian calls ${packages.join(', ')} with this system's package manager.`)
  }
  if (process.getuid?.() !== 0) {
    throw new Problem(`${sentence(reason)}. Run this line, then the command again:\n\n  sudo ${aptLine(packages)}\n`)
  }
  await step(`Installing ${packages.join(' ')} with apt-get, because ${reason}`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const updated = await capture('apt-get', ['update', '-q'], { env })
    const parameters = aptLine(packages).split(' ').slice(1)
    const installed = await capture('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...parameters], { env })
    if (installed.code === 0) return
    throw new Problem(
      `The packages ${packages.join(' ')} could not be installed (${essence(installed.stderr || updated.stderr)}). ` +
        `They are needed because ${reason}. Run this line yourself, then the command again:\n\n  ${aptLine(packages)}\n`,
    )
  })
}

/** @param {string} clause */
function sentence(clause) {
  return clause.charAt(0).toUpperCase() + clause.slice(1)
}
