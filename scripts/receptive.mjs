#!/usr/bin/env node
/**
 * `npx receptive …`: trains, measures and asks networks without a window, in the very Node that the studio
 * trains in, so that figures and bits are the same. What is not ready is prepared as by `npm start`; the
 * studio itself is not built for it.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildEngineIfChanged, engineFolder } from './engine.mjs'
import { prepareRuntime } from './runtime.mjs'
import { runInForeground } from './runtime/command.mjs'
import { runScript } from './runtime/problem.mjs'

await runScript(async () => {
  const words = process.argv.slice(2)
  if (words[0] === 'bench' && !words.some(w => w === '--help' || w === '-h')) {
    const bench = fileURLToPath(new URL('bench.mjs', import.meta.url))
    return runInForeground(process.execPath, [bench, ...words.slice(1)])
  }
  const runtime = await prepareRuntime()
  await buildEngineIfChanged()
  const env = { ...process.env, ...runtime.env, ELECTRON_RUN_AS_NODE: '1' }
  return runInForeground(runtime.electron, [join(engineFolder, 'cli.js'), ...words], { env })
})
