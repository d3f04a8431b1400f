/**
 * Decides whether Electron can have Chromium's sandbox on this system. It always should; some systems cannot
 * give it one. Root never can, and some Linux distributions forbid ordinary users the kernel feature it is
 * made of.
 */
import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { capture } from './command.mjs'
import { say } from './progress.mjs'

const SETUID = 0o4000

/**
 * @param {{ platform: string, isRoot: boolean, hasHelper: boolean, hasNamespaces: boolean }} system
 * @returns {string[]} the arguments Electron must be given
 */
export function sandboxArguments({ platform, isRoot, hasHelper, hasNamespaces }) {
  if (platform !== 'linux') return []
  if (isRoot) return ['--no-sandbox']
  return hasHelper || hasNamespaces ? [] : ['--no-sandbox']
}

/** @param {string} electron */
export async function findSandboxArguments(electron) {
  if (process.platform !== 'linux') return []
  const isRoot = process.getuid?.() === 0
  const helper = join(dirname(electron), 'chrome-sandbox')
  const found = await stat(helper).catch(() => undefined)
  const hasHelper = found !== undefined && found.uid === 0 && (found.mode & SETUID) !== 0
  const hasNamespaces = isRoot || hasHelper || (await canMakeNamespaces())
  const parameters = sandboxArguments({ platform: process.platform, isRoot, hasHelper, hasNamespaces })
  if (parameters.length > 0 && !isRoot) {
    say(
      "• Chromium's sandbox is off, because this system lets no ordinary user set it up. To have it, run:\n" +
        `  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`,
    )
  }
  return parameters
}

/** Tries what Chromium will try. Without the program to try it, the answer is the usual one. */
async function canMakeNamespaces() {
  const tried = await capture('unshare', ['--user', '--map-root-user', '--pid', '--net', '--fork', 'true'])
  return tried.code === 0 || tried.code === 127
}
