/**
 * What a script says when it cannot go on: one sentence, no stack trace.
 * Throw a `Problem` for anything the reader can act on; anything else is a fault of ours and keeps its stack.
 */

export class Problem extends Error {
  /** @param {string} sentence what happened, where, and what to do about it */
  constructor(sentence) {
    super(sentence)
    this.name = 'Problem'
  }
}

/**
 * Runs a script's main function and turns its result into the exit code.
 * @param {() => Promise<number | void>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}
