/**
 * Runs other programs and hands back what they said.
 * A program that is missing is an answer (`code` 127), not an exception: most callers only want to know.
 */
import { spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {{ code: number, stdout: string, stderr: string }} Outcome
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMilliseconds?: number }} Options
 */

/**
 * Runs a program to its end and collects its output.
 * @param {string} program
 * @param {string[]} parameters
 * @param {Options} [options]
 * @returns {Promise<Outcome>}
 */
export function capture(program, parameters, options = {}) {
  return new Promise(resolve => {
    const child = spawn(program, parameters, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMilliseconds,
      windowsHide: true,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', text => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', text => (stderr += text))
    child.on('error', error => resolve({ code: 127, stdout, stderr: stderr + error.message }))
    child.on('close', (code, signal) => {
      resolve({ code: code ?? 1, stdout, stderr: signal ? `${stderr}\nstopped by ${signal}` : stderr })
    })
  })
}

/**
 * Runs a program in the foreground, sharing this terminal, and passes on the signals that ask it to stop.
 * @param {string} program
 * @param {string[]} parameters
 * @param {Options} [options]
 * @returns {Promise<number>} its exit code
 */
export function runInForeground(program, parameters, { cwd, env, timeoutMilliseconds } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd, env, stdio: 'inherit', timeout: timeoutMilliseconds })
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
    const forward = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal)
    for (const signal of signals) process.on(signal, forward)
    const stopForwarding = () => signals.forEach(signal => process.off(signal, forward))
    child.on('error', error => {
      stopForwarding()
      reject(error)
    })
    child.on('close', (code, signal) => {
      stopForwarding()
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}

/**
 * Tells whether a program can be found on the PATH.
 * @param {string} name
 */
export async function isInstalled(name) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      await access(join(folder, name), constants.X_OK)
      return true
    } catch {
      // Not in this folder; the next one may have it.
    }
  }
  return false
}

/**
 * A program that comes with one of our packages; to be run with Node.
 * npm puts every package of ours right there, so nothing has to be asked.
 * @param {string} name of the package
 * @param {string} path inside the package
 */
export function programOf(name, path) {
  return fileURLToPath(new URL(`../../node_modules/${name}/${path}`, import.meta.url))
}

/**
 * Runs the npm client the reader runs: the one that started this script where there is one.
 * @param {string[]} parameters
 * @param {Options} [options]
 */
export function npm(parameters, options) {
  const script = process.env['npm_execpath']
  if (script?.endsWith('.js')) return capture(process.execPath, [script, ...parameters], options)
  return capture('npm', parameters, options)
}

/**
 * The line of a program's error output that says most: npm and node-gyp print a great deal around it.
 * @param {string} text
 */
export function essence(text) {
  const lines = text
    .split('\n')
    .map(line =>
      line
        .replace(/^(npm error|npm ERR!|gyp ERR!|E:)\s*/, '')
        .replace(/^\w*Error: /, '')
        .trim(),
    )
    .filter(line => line && !/^(npm warn|npm notice|code |errno |at )/.test(line))
  return (
    lines.find(line => /error|fail|refused|denied|ENOTFOUND|cannot/i.test(line)) ??
    lines[0] ??
    'no reason given'
  )
    .replace(/[.\s]+$/, '')
    .slice(0, 300)
}
