/**
 * What the command line understands: its commands and their options, declared so that parsing and help follow
 * from one table.
 * `npx receptive bench` is passed on before it comes here (scripts/receptive.mjs); only its help is ours.
 */
import { FILES_IN_FULL } from '../fileKinds'
import { TRAINING } from '../settings/training'

/** `value` is what help calls it; an option without one is a switch. */
type Option = { readonly value?: string; readonly help: string }
export type CliCommand = {
  readonly usage: string
  readonly about: string
  /** What its first word names, where that is no project file. */
  readonly subject?: string
  readonly options: Readonly<Record<string, Option>>
  readonly examples: readonly string[]
}

const data: Option = {
  value: 'FILE.npz|NAME',
  help:
    `A numpy file with x and y, or fashion-mnist or tecator; or ${FILES_IN_FULL}, one or a folder of them, ` +
    'understood as the studio does at first glance. Without it: the data set the project names.',
}
/** What the preview of an import can be told, as options of every command that takes data. */
const importOptions = {
  labels: {
    value: 'COLUMN',
    help: 'The column that holds the classes: of the files themselves, or of the table beside them.',
  },
  target: { value: 'COLUMN[,…]', help: 'The columns of numbers that are predicted.' },
  axis: { value: 'COLUMN', help: 'The column of places, such as wavelengths.' },
  values: { value: 'COLUMN[,…]', help: 'The columns of what was measured.' },
  group: { value: 'COLUMN', help: 'The column whose samples stay together in one split.' },
  'leave-out': { value: 'COLUMN[,…]', help: 'Columns that are no part of a sample.' },
  read: {
    value: 'NAME=CHOICE[,…]',
    help: 'How the files are read, as the form of the import has it: layout=each, height=28 …',
  },
} as const satisfies Readonly<Record<string, Option>>

const threads: Option = {
  value: 'N',
  help: 'Without it: one for each core. The result does not depend on it.',
}
const json: Option = { help: 'Says everything as JSON, one object a line, on standard output.' }
const weights: Option = { value: 'FILE.safetensors', help: 'What it has learned: what train wrote to --out.' }
const split = (which: string): Option => ({
  value: 'test|validation|training|all',
  help: `Which samples. Without it: ${which}.`,
})
const optimisers = TRAINING.optimiser.of.map(o => o.value).join(', ')

export const CLI_COMMANDS = {
  train: {
    usage: 'train DOCUMENT --data FILE.npz|NAME [options]',
    about:
      'Trains the network of a project file (.receptive) and measures it on the test split. Options ' +
      'win over what the project says.',
    options: {
      data,
      weights: { value: 'IN.safetensors', help: 'Begins with these weights instead of random ones.' },
      out: { value: 'OUT.safetensors', help: 'Writes the weights there at the end, also when interrupted.' },
      epochs: { value: 'N', help: 'How many times it sees the training split.' },
      batch: { value: 'N', help: 'How many samples are averaged for one step.' },
      optimizer: { value: 'NAME', help: `One of ${optimisers}.` },
      lr: { value: 'X', help: 'The learning rate.' },
      seed: { value: 'N', help: 'Same seed, same data, same settings: the same bits.' },
      'no-shuffle': { help: 'Takes the training samples in the order of the data.' },
      threads,
      state: {
        value: 'FILE',
        help:
          'Keeps the whole run there when it is interrupted (Ctrl-C, SIGTERM), and goes on from it where ' +
          'it exists, with the same bits as if nothing had happened. It is removed once the run has ' +
          'finished.',
      },
      json,
      ...importOptions,
    },
    examples: [
      'npx receptive train clothes.receptive --data fashion-mnist --out clothes.safetensors',
      'npx receptive train meat.receptive --data meat.npz --epochs 200 --optimizer adamw --lr 0.002 ' +
        '--out meat.safetensors',
      'npx receptive train long.receptive --data big.npz --state long.state --out long.safetensors',
    ],
  },
  evaluate: {
    usage: 'evaluate DOCUMENT --data FILE.npz|NAME --weights FILE.safetensors [options]',
    about:
      'Measures trained weights: loss; accuracy, macro F1 and AUC of classes; R², RMSE and MAE of numbers.',
    options: {
      data,
      weights,
      split: split('test; of other data than it was trained on, all'),
      threads,
      json,
      ...importOptions,
    },
    examples: [
      'npx receptive evaluate clothes.receptive --data fashion-mnist --weights clothes.safetensors ' +
        '--split validation',
    ],
  },
  predict: {
    usage: 'predict DOCUMENT --data FILE.npz|NAME --weights FILE.safetensors [options]',
    about:
      'Writes what the network answers to each sample: probabilities of classes, or numbers. The data ' +
      'need no y. Without --out: a table on standard output.',
    options: {
      data,
      weights,
      out: {
        value: 'FILE.npy|FILE.csv',
        help:
          'An array [samples, scores] of float32, or a table. Of a network with several outputs, each ' +
          'has an .npy of its own: FILE-<node>.npy.',
      },
      split: split('all, in the order of the data'),
      threads,
      json,
      ...importOptions,
    },
    examples: [
      'npx receptive predict clothes.receptive --data fashion-mnist --weights clothes.safetensors ' +
        '--out answers.csv',
    ],
  },
  inspect: {
    usage: 'inspect FILE|FOLDER [options]',
    subject: 'a file or a folder of samples',
    about:
      'Says what files are taken for, as the preview of an import does, and trains nothing: which column, ' +
      'extension or array is what, what was converted, what is left out, and what is not sure.',
    options: { json, ...importOptions },
    examples: [
      'npx receptive inspect spectra.csv',
      'npx receptive inspect spectra.csv --axis wavelength --leave-out dark --labels kind --json',
    ],
  },
  bench: {
    usage: 'bench [NAME …] [--model DOCUMENT] [--json FILE]',
    about: 'Measures how fast this machine trains and answers, and compares; the same as npm run bench -- …',
    options: {
      model: { value: 'DOCUMENT', help: 'Measures the network of this project file.' },
      json: { value: 'FILE', help: 'Keeps the figures as JSON.' },
    },
    examples: ['npx receptive bench train --model clothes.receptive'],
  },
} as const satisfies Readonly<Record<string, CliCommand>>

export type CommandName = keyof typeof CLI_COMMANDS
export const isCommand = (name: string): name is CommandName => Object.hasOwn(CLI_COMMANDS, name)
