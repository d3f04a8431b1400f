/**
 * What a script says when it cannot go on: one sentence, no stack trace.
 * Throw a `Problem` for anything the reader can act on; anything else is a fault of ours and keeps its stack.
 */
import { existsSync } from 'node:fs'

export class Problem extends Error {
  /** @param {string} sentence what happened, where, and what to do about it */
  constructor(sentence) {
    super(sentence)
    this.name = 'Problem'
  }
}

const WITHOUT_PACKAGES =
  "Receptive's packages are not installed. Run `npm ci` in its folder, then the command again."

/** @param {unknown} error tells whether it comes from a checkout where `npm ci` was not run */
function isWithoutPackages(error) {
  const code = /** @type {NodeJS.ErrnoException} */ (error)?.code
  return (
    (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') &&
    !existsSync(new URL('../../node_modules/electron', import.meta.url))
  )
}

/**
 * Runs a script's main function and turns its result into the exit code.
 * @param {() => Promise<number | void>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    console.error(
      error instanceof Problem ? `\n${error.message}` : isWithoutPackages(error) ? WITHOUT_PACKAGES : error,
    )
    process.exitCode = 1
  }
}
