/**
 * From the words of a command line to a document's path and options; what is not understood is said, with
 * what may have been meant.
 */
import { parseArgs } from 'node:util'
import { didYouMean } from '../document/spelling'
import { CLI_COMMANDS, type CliCommand, type CommandName } from './commands'
import { misused } from './exit'

export type Words = {
  readonly document: string
  /** The value of an option, or undefined. */
  text(option: string): string | undefined
  has(option: string): boolean
}

export const wantsHelp = (words: readonly string[]): boolean => words.some(w => w === '--help' || w === '-h')

export function parse(name: CommandName, words: readonly string[]): Words {
  const { options, usage, subject = 'the project file' }: CliCommand = CLI_COMMANDS[name]
  const { values, positionals, tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(options).map(([key, o]) => [
        key,
        { type: o.value === undefined ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (!option)
      throw misused(
        `${name} has no option ` +
          `${token.rawName}.${didYouMean(token.name, Object.keys(options), o => `--${o}`)}`,
      )
    if (option.value !== undefined && !token.value)
      throw misused(`${token.rawName} needs a value: ${token.rawName} ${option.value}`)
    if (option.value === undefined && token.value !== undefined)
      throw misused(`${token.rawName} is a switch and takes no value.`)
  }
  const [document, extra] = positionals
  if (document === undefined) throw misused(`Name ${subject}: npx receptive ${usage}`)
  if (extra !== undefined)
    throw misused(`One name is expected, ${subject}, and “${extra}” is one word too many.`)
  return {
    document,
    text: option => (typeof values[option] === 'string' ? values[option] : undefined),
    has: option => values[option] !== undefined,
  }
}

/** The option as a number; what is none is said. */
export function numberOf(words: Words, option: string): number | undefined {
  const text = words.text(option)
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || Number.isNaN(value))
    throw misused(`--${option} must be a number, and “${text}” is none.`)
  return value
}
