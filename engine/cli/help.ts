/** What --help says, from the table of commands. */
import { CLI_COMMANDS, type CliCommand, type CommandName } from './commands'

const WIDTH = 96

/** `text` in lines, each behind `indent` blanks. */
function wrap(text: string, indent: number): string {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line && indent + line.length + 1 + word.length > WIDTH) lines.push(word)
    else lines[lines.length - 1] = line ? `${line} ${word}` : word
  }
  return lines.join(`\n${' '.repeat(indent)}`)
}

const ENDS = `Exit codes
  0    it is done
  1    it went wrong: one sentence on standard error says why
  2    the command was not understood: --help says what is
  130  interrupted; the weights of the last finished step are in --out`

const WEIGHTS = wrap(
  'Weights are safetensors files with one tensor <node>.<weight> for each, in Keras layouts: ' +
    'kernels [height, width, in, out], of spectra [length, in, out], dense kernels [in, out]. The ' +
    'whole table is in docs/layers.md under “Weights”. How the inputs were prepared is kept in the ' +
    'file’s metadata, and so is how numbers to predict were standardised: predict and evaluate ' +
    'answer in the unit of the data.',
  0,
)

export function helpOf(name: CommandName): string {
  const { usage, about, options, examples }: CliCommand = CLI_COMMANDS[name]
  const rows = Object.entries(options).map(
    ([key, o]) => [`--${key}${o.value ? ` ${o.value}` : ''}`, o.help] as const,
  )
  const column = 26
  const list = rows.map(([left, help]) =>
    left.length + 4 > column
      ? `  ${left}\n${' '.repeat(column)}${wrap(help, column)}`
      : `  ${left.padEnd(column - 2)}${wrap(help, column)}`,
  )
  return [
    `npx receptive ${usage}`,
    wrap(about, 0),
    `Options\n${list.join('\n')}`,
    `Examples\n${examples.map(e => `  ${e}`).join('\n')}`,
    ...(name === 'bench' ? [] : [ENDS, WEIGHTS]),
  ].join('\n\n')
}

export function help(): string {
  const list = Object.entries(CLI_COMMANDS).map(
    ([name, { about }]) => `  ${name.padEnd(10)}${wrap(about, 12)}`,
  )
  return [
    'Receptive without a window: trains, measures and asks convolutional networks on every core of ' +
      'this machine.',
    `npx receptive COMMAND …\n\n${list.join('\n')}`,
    `Examples\n  ${CLI_COMMANDS.train.examples[0]}\n  ${CLI_COMMANDS.evaluate.examples[0]}\n  npx ` +
      'receptive train --help',
    wrap(
      'DOCUMENT is a project file (.receptive) as the studio saves it. What a project says of data and ' +
        'training counts unless an option says otherwise.',
      0,
    ),
    ENDS,
    WEIGHTS,
  ].join('\n\n')
}
