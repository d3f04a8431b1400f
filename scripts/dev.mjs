/**
 * `npm run dev`: opens the studio from its sources and reloads it when they change.
 */
import { electronVite, forgetBuild, root } from './build.mjs'
import { compileKernels } from './kernels.mjs'
import { prepareRuntime } from './runtime.mjs'
import { runInForeground } from './runtime/command.mjs'
import { hasDisplay } from './runtime/display.mjs'
import { Problem, runScript } from './runtime/problem.mjs'

await runScript(async () => {
  if (!hasDisplay())
    throw new Problem('There is no display here to open a window on. `npm run demo` brings its own.')
  const runtime = await prepareRuntime()
  await compileKernels()
  // It builds into out/ too, for a page served from memory: not what the next `npm start` should open.
  await forgetBuild()
  const env = { ...process.env, ...runtime.env }
  return runInForeground(process.execPath, [electronVite, 'dev', '--watch', ...process.argv.slice(2)], {
    cwd: root,
    env,
  })
})
