/**
 * `npm start`: opens the studio. Prepares the runtime and builds only what is not ready, so that a second
 * start takes no time. Without a display there is no window to open, so the demo runs instead.
 */
import { buildIfChanged, root } from './build.mjs'
import { prepareRuntime } from './runtime.mjs'
import { runInForeground } from './runtime/command.mjs'
import { hasDisplay } from './runtime/display.mjs'
import { runScript } from './runtime/problem.mjs'
import { say } from './runtime/progress.mjs'

await runScript(async () => {
  if (!hasDisplay()) {
    say(
      'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the demo runs on a ' +
        'virtual one: npm run demo',
    )
    const { runDemo } = await import('./demo.mjs')
    return runDemo()
  }
  const [runtime] = await Promise.all([prepareRuntime(), buildIfChanged()])
  const env = { ...process.env, ...runtime.env }
  // Set in some terminals of Electron-made editors, it would start the studio as a plain Node.
  delete env['ELECTRON_RUN_AS_NODE']
  // Older Electrons look for X11 unless told otherwise.
  const wayland =
    process.env['WAYLAND_DISPLAY'] && !process.env['DISPLAY'] ? ['--ozone-platform-hint=auto'] : []
  return runInForeground(runtime.electron, [...runtime.args, ...wayland, root, ...process.argv.slice(2)], {
    env,
  })
})
