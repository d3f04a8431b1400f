/** The first file of `npx receptive`: which command, its help, and how it ends. */
import { didYouMean } from '../document/spelling'
import { CLI_COMMANDS, isCommand, type CommandName } from './commands'
import { Exit, EXIT, misused } from './exit'
import { evaluateCommand } from './evaluate'
import { inspectCommand } from './inspect'
import { help, helpOf } from './help'
import { parse, wantsHelp, type Words } from './parse'
import { predictCommand } from './predict'
import { trainCommand } from './train'
import { messageOf } from '../spec'

const RUN: Readonly<Record<Exclude<CommandName, 'bench'>, (words: Words) => Promise<number>>> = {
  train: trainCommand,
  evaluate: evaluateCommand,
  predict: predictCommand,
  inspect: inspectCommand,
}

async function run([name, ...words]: readonly string[]): Promise<number> {
  if (name === undefined) throw misused('Say what to do: train, evaluate, predict, inspect or bench.')
  if (name === 'help' || wantsHelp([name])) {
    const [about] = words
    console.log(about !== undefined && isCommand(about) ? helpOf(about) : help())
    return EXIT.fine
  }
  if (!isCommand(name))
    throw misused(`There is no command “${name}”.${didYouMean(name, Object.keys(CLI_COMMANDS))}`)
  if (wantsHelp(words)) {
    console.log(helpOf(name))
    return EXIT.fine
  }
  if (name === 'bench') throw misused('bench is run by npx receptive bench, or npm run bench.')
  return RUN[name](parse(name, words))
}

/** The reader of a pipe went away (`| head`): nobody is left to tell. */
process.stdout.on('error', () => process.exit(EXIT.failed))

const [, , ...words] = process.argv
try {
  process.exitCode = await run(words)
} catch (error) {
  const command = words[0] !== undefined && isCommand(words[0]) ? ` ${words[0]}` : ''
  process.exitCode = error instanceof Exit ? error.exit : EXIT.failed
  process.stderr.write(
    error instanceof Exit && error.exit === EXIT.misused
      ? `${error.message}\nnpx receptive${command} --help explains.\n`
      : `${messageOf(error)}\n`,
  )
}
