/**
 * `node scripts/docs.mjs`: writes the marked sections of README.md and docs/, and the picture of the folders,
 * from the declarations and the import law; test/docs fails while they differ. With --pictures it takes the
 * README's pictures anew, in the real window.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundle } from './bundle.mjs'
import { filled } from './docs/markdown.mjs'
import { drawRooms } from './docs/rooms.mjs'
import { writerOf } from './docs/sections.mjs'
import { prepareRuntime } from './runtime.mjs'
import { runInForeground } from './runtime/command.mjs'
import { withDisplay } from './runtime/display.mjs'
import { runScript } from './runtime/problem.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @returns {Promise<string[]>} README.md and the pages of docs/, as paths from the root */
export const pages = async () => [
  'README.md',
  ...(await readdir(join(root, 'docs')))
    .filter(name => name.endsWith('.md'))
    .sort()
    .map(name => `docs/${name}`),
]

/**
 * All that the script writes: paths from the root, and what belongs there.
 * @param {typeof import('./docs/declarations')} declarations
 * @returns {Promise<{ file: string, before: string, after: string }[]>}
 */
export async function written(declarations) {
  const contentOf = writerOf(declarations)
  const texts = (await pages()).map(async file => {
    const before = await readFile(join(root, file), 'utf8')
    return { file, before, after: filled(before, file, contentOf) }
  })
  const picture = join('docs', 'rooms.svg')
  const before = await readFile(join(root, picture), 'utf8').catch(() => '')
  return [...(await Promise.all(texts)), { file: picture, before, after: drawRooms() }]
}

async function writeAll() {
  const script = await bundle(join(root, 'scripts', 'docs', 'declarations.ts'))
  const all = await written(await import(pathToFileURL(script).href))
  const stale = all.filter(({ before, after }) => before !== after)
  for (const { file, after } of stale) await writeFile(join(root, file), after)
  console.log(
    stale.length === 0
      ? 'The docs are up to date.'
      : `Written anew: ${stale.map(({ file }) => file).join(', ')}.`,
  )
}

async function takePictures() {
  const { buildIfChanged } = await import('./build.mjs')
  const runtime = await prepareRuntime({ needsDisplay: true })
  await buildIfChanged()
  const driver = await bundle(join(root, 'test', 'demo', 'pictures.ts'))
  return withDisplay(display =>
    runInForeground(process.execPath, [driver], {
      cwd: root,
      env: { ...process.env, ...runtime.env, ...display },
    }),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(() => (process.argv.includes('--pictures') ? takePictures() : writeAll()))
}
