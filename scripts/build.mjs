/**
 * Builds the studio into out/: kernels first, then main, preload and renderer with electron-vite.
 * `buildIfChanged` is what the other scripts call; run on its own it always builds.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildEngineIfChanged } from './engine.mjs'
import { buildIfStale, fingerprintOf } from './freshness.mjs'
import { compileKernels } from './kernels.mjs'
import { programOf, runInForeground } from './runtime/command.mjs'
import { Problem, runScript } from './runtime/problem.mjs'
import { say } from './runtime/progress.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))

export const electronVite = programOf('electron-vite', 'bin/electron-vite.js')

const SOURCES = [
  'main',
  'preload',
  'renderer',
  'engine',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]
const stamp = join(root, 'out', '.stamp')
const PRODUCTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** @returns {Promise<boolean>} whether anything had to be built */
export async function buildIfChanged() {
  const kernelsBuilt = join(root, 'engine', 'kernels', 'build')
  const sources = SOURCES.map(source => join(root, source))
  const fingerprint = await fingerprintOf(sources, path => path === kernelsBuilt)
  const products = PRODUCTS.map(product => join(root, product))
  return buildIfStale(stamp, fingerprint, products, build)
}

/** Makes the next `buildIfChanged` build. */
export function forgetBuild() {
  return rm(stamp, { force: true })
}

async function build() {
  await compileKernels()
  say('• Building the studio, because its sources have changed since the last build')
  const code = await runInForeground(process.execPath, [electronVite, 'build', '--logLevel', 'warn'], {
    cwd: root,
  })
  if (code !== 0) throw new Problem('The studio does not build; the reason is above.')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    await forgetBuild()
    await buildIfChanged()
    await buildEngineIfChanged()
  })
}
