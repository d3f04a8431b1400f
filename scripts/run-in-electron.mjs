/**
 * `node scripts/run-in-electron.mjs FILE.ts [parameters]`: runs a TypeScript file in Electron's own Node.
 * For what must be measured or tried in the very engine the studio trains in, such as the benchmark.
 */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'
import { compileKernels } from './kernels.mjs'
import { prepareRuntime } from './runtime.mjs'
import { runInForeground } from './runtime/command.mjs'
import { Problem, runScript } from './runtime/problem.mjs'

/**
 * @param {string} file
 * @param {string[]} parameters
 * @returns {Promise<number>} the exit code
 */
export async function runInElectron(file, parameters = []) {
  const runtime = await prepareRuntime()
  await compileKernels()
  const script = await bundle(resolve(file))
  const env = { ...process.env, ...runtime.env, ELECTRON_RUN_AS_NODE: '1' }
  return runInForeground(runtime.electron, ['--enable-source-maps', script, ...parameters], { env })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(() => {
    const [file, ...parameters] = process.argv.slice(2)
    if (file === undefined)
      throw new Problem('Name the file to run: node scripts/run-in-electron.mjs FILE.ts')
    return runInElectron(file, parameters)
  })
}
