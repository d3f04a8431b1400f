/**
 * Bundles one TypeScript file into a script that plain Node, or Electron's, can run. Packages stay outside of
 * it. The result lies in build/, so paths relative to the source must start from the current folder, not from
 * import.meta.url.
 */
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exists } from './runtime/cache.mjs'
import { Problem } from './runtime/problem.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * @param {string} source
 * @returns {Promise<string>} the script
 */
export async function bundle(source) {
  if (!(await exists(source))) throw new Problem(`There is no ${source} to run.`)
  const { build } = await import('vite')
  const name = basename(source).replace(/\.[cm]?tsx?$/, '')
  // A folder for each source, so that two of the same name do not overwrite each other.
  const folder = join(root, 'build', 'scripts', relative(root, source).replace(/[^\w]+/g, '-'))
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: source,
      target: 'node20.18',
      outDir: folder,
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: `${name}.mjs` } },
    },
  })
  return join(folder, `${name}.mjs`)
}
