/** How a command fails: an error with an exit status. The user sees the sentence and never a stack trace. */
import { isBad, type Bad } from '../spec'

export const EXIT = { fine: 0, failed: 1, misused: 2, interrupted: 130 } as const

export class Exit extends Error {
  constructor(
    readonly exit: (typeof EXIT)['failed' | 'misused'],
    sentence: string,
  ) {
    super(sentence)
  }
}
export const failed = (sentence: string): Exit => new Exit(EXIT.failed, sentence)
export const misused = (sentence: string): Exit => new Exit(EXIT.misused, sentence)

/** The value, or the end of the command with the sentence. */
export const good = <T>(value: T | Bad): T => {
  if (isBad(value)) throw failed(value.bad)
  return value
}
