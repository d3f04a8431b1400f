/**
 * Compiles the AssemblyScript kernels to WebAssembly, twice: with relaxed SIMD and, for processors without
 * it, with plain SIMD. Nothing happens when neither the sources nor this file have changed. Run by itself
 * (`npm run kernels`), it also writes engine/kernels/wasm/generated: how the kernels are called from
 * TypeScript. That is kept with the sources, so compiling alone never touches it.
 */
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale, fingerprintOf } from './freshness.mjs'
import { capture, programOf } from './runtime/command.mjs'
import { Problem, runScript } from './runtime/problem.mjs'
import { step } from './runtime/progress.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const kernels = join(root, 'engine', 'kernels')
const assembly = join(kernels, 'assembly', 'index.ts')
const compiler = programOf('assemblyscript', 'bin/asc.js')

const SHARED_FLAGS = [
  // The higher levels of asc unroll and inline until V8's optimising tier gives up on the hot loops.
  '-O1',
  '--noAssert',
  // No heap: every buffer is at an offset the plan has fixed.
  ...['--runtime', 'stub'],
  ...['--enable', 'simd'],
  // One memory for all threads. 65536 pages of 64 KiB are the 4 GiB a 32-bit address reaches.
  ...[
    '--enable',
    'threads',
    '--importMemory',
    '--sharedMemory',
    '--initialMemory',
    '16',
    '--maximumMemory',
    '65536',
  ],
  ...['--use', 'abort='],
]

/** The two builds; the second is for machines where the first does not validate. */
const BUILDS = [
  { file: 'kernels.wasm', flags: ['--enable', 'relaxed-simd'] },
  { file: 'kernels-plain.wasm', flags: [] },
]

/**
 * @param {{ entry?: string, folder?: string }} [places] where the sources start and where the results go
 * @returns {Promise<boolean>} whether anything was compiled
 */
export async function compileKernels({ entry = assembly, folder = join(kernels, 'build') } = {}) {
  const fingerprint = await fingerprintOf([dirname(entry), fileURLToPath(import.meta.url), compiler])
  const products = BUILDS.map(({ file }) => join(folder, file))
  return buildIfStale(join(folder, '.stamp'), fingerprint, products, () =>
    step('Compiling the kernels to WebAssembly', async () => {
      await mkdir(folder, { recursive: true })
      await Promise.all(BUILDS.map(({ file, flags }) => compile(entry, join(folder, file), flags)))
    }),
  )
}

/**
 * @param {string} entry
 * @param {string} file
 * @param {string[]} flags
 */
async function compile(entry, file, flags) {
  const unfinished = `${file}.${process.pid}.unfinished`
  // asc takes paths below its base folder only, so everything is given relative to the entry's.
  const parameters = [compiler, entry, '--outFile', unfinished, ...SHARED_FLAGS, ...flags]
  const compiled = await capture(process.execPath, parameters, { cwd: dirname(entry) })
  if (compiled.code !== 0) {
    await rm(unfinished, { force: true })
    throw new Problem(
      `The kernels in ${dirname(entry)} do not compile:\n\n${(compiled.stderr || compiled.stdout).trim()}`,
    )
  }
  await rename(unfinished, file)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    const { writeGenerated } = await import('./kernels/generate.mjs')
    const isWritten = await writeGenerated(assembly, join(kernels, 'wasm', 'generated'))
    const isCompiled = await compileKernels()
    if (!isWritten && !isCompiled) console.log('The kernels are up to date.')
  })
}
