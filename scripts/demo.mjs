/**
 * `npm run demo`: drives the built studio through a whole session, on a virtual display where there is none.
 * The driver is test/demo/demo.ts, an ordinary script that uses Playwright; its exit code is the demo's.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfChanged, root } from './build.mjs'
import { bundle } from './bundle.mjs'
import { prepareRuntime } from './runtime.mjs'
import { runInForeground } from './runtime/command.mjs'
import { withDisplay } from './runtime/display.mjs'
import { runScript } from './runtime/problem.mjs'

/** @param {string[]} parameters handed to the driver */
export async function runDemo(parameters = []) {
  const runtime = await prepareRuntime({ needsDisplay: true })
  await buildIfChanged()
  const driver = await bundle(join(root, 'test', 'demo', 'demo.ts'))
  return withDisplay(display => {
    const env = { ...process.env, ...runtime.env, ...display }
    return runInForeground(process.execPath, [driver, ...parameters], { cwd: root, env })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(() => runDemo(process.argv.slice(2)))
}
