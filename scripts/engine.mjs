/**
 * Builds the engine by itself into out/engine: what a script imports, the command line, their worker, and the
 * kernels and data sets they read beside them. Any Node from 20.19 on can run it; nothing of Electron is in
 * it.
 */
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale, fingerprintOf } from './freshness.mjs'
import { compileKernels } from './kernels.mjs'
import { runScript } from './runtime/problem.mjs'
import { step } from './runtime/progress.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
export const engineFolder = join(root, 'out', 'engine')

/** Each is the first file of a program or a thread of its own. */
const ENTRIES = {
  index: 'engine/index.ts',
  worker: 'engine/run/thread/worker.ts',
  decodeWorker: 'engine/sources/decodeWorker.ts',
  cli: 'engine/cli/index.ts',
}
const COPIED = { kernels: 'engine/kernels/build', datasets: 'engine/library/bundled' }
const PRODUCTS = [
  ...Object.keys(ENTRIES).map(name => `${name}.js`),
  'kernels/kernels.wasm',
  'kernels/kernels-plain.wasm',
]

/** @returns {Promise<boolean>} whether anything had to be built */
export async function buildEngineIfChanged() {
  await compileKernels()
  const fingerprint = await fingerprintOf([
    join(root, 'engine'),
    join(root, 'package-lock.json'),
    fileURLToPath(import.meta.url),
  ])
  const products = PRODUCTS.map(product => join(engineFolder, product))
  return buildIfStale(join(engineFolder, '.stamp'), fingerprint, products, () =>
    step('Building the engine', buildEngine),
  )
}

async function buildEngine() {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: engineFolder,
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: ENTRIES,
        // Flat, so that import.meta.url means the same folder in an entry and in a chunk shared by two.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  for (const [to, from] of Object.entries(COPIED)) {
    await mkdir(join(engineFolder, to), { recursive: true })
    await cp(join(root, from), join(engineFolder, to), {
      recursive: true,
      filter: path => !basename(path).startsWith('.'),
    })
  }
  await writeFile(join(engineFolder, 'package.json'), '{ "type": "module" }\n')
  await writeFile(join(engineFolder, 'index.d.ts'), "export * from '../../engine/index'\n")
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    if (!(await buildEngineIfChanged())) console.log('The engine is up to date.')
  })
}
