/**
 * Gives a program a screen where there is none: a virtual one, for as long as the program runs.
 */
import { spawn } from 'node:child_process'
import { Problem } from './problem.mjs'

/** Tells whether windows can be shown here. Only Linux can be without a display. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/**
 * Runs `work` with a display in its environment: the one there is, or a virtual one that ends with it.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay()) return work({})
  // With -displayfd the server itself picks a free number and writes it there, so that two never pick the
  // same.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const stop = () => void server.kill()
  process.on('exit', stop)
  try {
    const number = await new Promise((resolve, reject) => {
      const failed = () =>
        reject(new Problem('The virtual display did not start. Run `Xvfb :99` to see why.'))
      server.on('error', failed)
      server.on('exit', failed)
      server.stdio[3]?.once('data', text => resolve(String(text).trim()))
    })
    return await work({ DISPLAY: `:${number}` })
  } finally {
    process.off('exit', stop)
    stop()
  }
}
