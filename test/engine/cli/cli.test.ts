/** The command line as somebody meets it: real processes, from words to files and exit codes. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { build } from '../../../engine/document/build'
import { CLI_COMMANDS } from '../../../engine/cli/commands'
import { readNpy, type NumberArray } from '../../../engine/formats/arrays/npy'
import { readSafetensors, writeSafetensors } from '../../../engine/formats/arrays/safetensors'
import { sha256 } from '../support/hash'
import {
  folder,
  keep,
  kindDocument,
  receptive,
  root,
  sure,
  twoByTwo,
  twoDocument,
  type Said,
} from '../support/command'

vi.setConfig({ testTimeout: 60_000 })
type Figures = { samples: number; accuracy: number; confusion: number[][] }
type Ended = {
  loss: number
  outputs: [{ node: string; classes: Figures }, { node: string; numbers: { rmse: number; r2: number } }]
}
const arrays = (name: string): string => join(root, 'test', 'golden', 'arrays', name)
const ended = (said: Said): Ended => said.events().at(-1) as unknown as Ended

describe('train, evaluate and predict of two inputs and two outputs', () => {
  const at = folder()
  const network = keep(twoDocument(), at)
  const weights = join(at, 'two.safetensors')
  let trained: Said
  beforeAll(async () => {
    trained = await receptive(['train', network, '--data', twoByTwo, '--out', weights, '--json'])
  })

  it('tells a program each thing that happens, one object a line', () => {
    expect(trained).toMatchObject({ code: 0, err: '' })
    const events = trained.events()
    expect(events[0]).toMatchObject({
      event: 'start',
      document: 'Two by two',
      samples: { training: 108, validation: 12, test: 30 },
      epochs: 30,
      resumed: null,
    })
    expect(events.filter(e => e['event'] === 'epoch').map(e => e['epoch'])).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    )
    expect(events.at(-1)).toMatchObject({ event: 'end', status: 'finished', weights })
    expect(ended(trained).outputs[0].classes.accuracy).toBeGreaterThan(0.9)
    expect(ended(trained).outputs[1].numbers.r2).toBeGreaterThan(0.5)
  })
  it('names the weights by node, and keeps how inputs were normalised', () => {
    const { tensors, metadata } = sure(readSafetensors(readFileSync(weights)))
    expect(tensors.map(t => t.name)).toEqual(
      expect.arrayContaining(['conv2d-1.kernel', 'conv1d-1.bias', 'scores.kernel', 'values.bias']),
    )
    expect(Object.keys(JSON.parse(metadata['receptive.preparation'] ?? '') as object)).toEqual([
      '',
      'x_spectrum',
    ])
  })
  it('evaluate measures what train measured, on any number of threads', async () => {
    for (const threads of ['1', '3']) {
      const { code, ...said } = await receptive([
        'evaluate',
        network,
        '--data',
        twoByTwo,
        '--weights',
        weights,
        '--threads',
        threads,
        '--json',
      ])
      expect(code, said.err).toBe(0)
      expect(ended(said as Said)).toMatchObject({
        loss: ended(trained).loss,
        outputs: ended(trained).outputs,
      })
    }
  })
  it('predict agrees with evaluate, as arrays and as a table', async () => {
    const words = ['--data', twoByTwo, '--weights', weights, '--split', 'test']
    const files = await receptive(['predict', network, ...words, '--out', join(at, 'p.npy')])
    const table = await receptive(['predict', network, ...words])
    expect([files.code, table.code], files.err + table.err).toEqual([0, 0])
    const kinds = sure(readNpy(readFileSync(join(at, 'p-kind.npy')), 'p')) as NumberArray
    const amounts = sure(readNpy(readFileSync(join(at, 'p-amounts.npy')), 'p')) as NumberArray
    expect([kinds.shape, amounts.shape]).toEqual([
      [30, 3],
      [30, 2],
    ])
    const rows = table.out
      .trim()
      .split('\n')
      .map(l => l.split(','))
    expect(rows[0]).toEqual([
      'sample',
      'kind: predicted',
      'kind: high',
      'kind: low',
      'kind: middle',
      'y_amounts: y_amounts 1',
      'y_amounts: y_amounts 2',
    ])
    expect(Float32Array.from(rows.slice(1).flatMap(r => r.slice(2, 5).map(Number)))).toEqual(kinds.values)
    expect(Float32Array.from(rows.slice(1).flatMap(r => r.slice(5).map(Number)))).toEqual(amounts.values)
    // Samples come as low, middle, high, low …
    const right = rows.slice(1).filter(r => r[1] === ['low', 'middle', 'high'][Number(r[0]) % 3]).length
    expect(right / 30).toBe(ended(trained).outputs[0].classes.accuracy)
  })
  it('people read a table', async () => {
    const said = await receptive(['evaluate', network, '--data', twoByTwo, '--weights', weights])
    expect(said.out).toMatch(
      new RegExp(
        'Test split, loss [\\d.]+\n\nOutput +Samples +Accuracy +Macro F1 +AUC\nkind +30 .*%.*\n\n' +
          'Output +Samples +R² +RMSE +MAE\ny_amounts +30 ',
      ),
    )
  })
  it('other data may lack a class, and all of their samples are taken', async () => {
    const said = await receptive([
      'evaluate',
      network,
      '--data',
      arrays('two-kinds.npz'),
      '--weights',
      weights,
      '--json',
    ])
    expect(said.code, said.err).toBe(0)
    expect(said.events().at(-1)).toMatchObject({ split: 'all', samples: 40 })
    const { classes } = ended(said).outputs[0]
    expect(classes.accuracy).toBeGreaterThan(0.9)
    // High, low, middle.
    expect(classes.confusion.map(row => row.reduce((a, b) => a + b, 0))).toEqual([20, 0, 20])
  })
  it('predict needs no targets, and answers as it does with them', async () => {
    const [bare, whole] = await Promise.all(
      ['no-targets.npz', 'two.npz'].map(name =>
        receptive(['predict', network, '--data', arrays(name), '--weights', weights]),
      ),
    )
    expect(bare?.code, bare?.err).toBe(0)
    expect(bare?.out.trim().split('\n')).toEqual(whole?.out.split('\n').slice(0, 41))
    const asked = await receptive([
      'evaluate',
      network,
      '--data',
      arrays('no-targets.npz'),
      '--weights',
      weights,
    ])
    expect(asked).toMatchObject({ code: 1, err: expect.stringContaining('nothing to predict') as string })
  })
  it('tells a program each answer', async () => {
    const said = await receptive([
      'predict',
      network,
      '--data',
      twoByTwo,
      '--weights',
      weights,
      '--split',
      'validation',
      '--json',
    ])
    const events = said.events()
    expect(events).toHaveLength(13)
    expect(events[0]).toMatchObject({
      event: 'answer',
      outputs: [{ node: 'kind', predicted: expect.any(String) as string }, { node: 'amounts' }],
    })
    expect(events.at(-1)).toEqual({
      event: 'end',
      status: 'finished',
      split: 'validation',
      samples: 12,
      files: [],
    })
  })
  it('says which class the weights do not know', async () => {
    const said = await receptive(['evaluate', network, '--data', arrays('several.npz'), '--weights', weights])
    expect(said.code).toBe(1)
    expect(said.err).toMatch(
      /has the class “no”, which the weights were not trained on: they know high, low, middle\./,
    )
  })
  it('begins with weights handed in', async () => {
    const said = await receptive([
      'train',
      network,
      '--data',
      twoByTwo,
      '--weights',
      weights,
      '--epochs',
      '1',
      '--lr',
      '0',
      '--json',
    ])
    expect(ended(said)).toMatchObject({ loss: ended(trained).loss })
  })
})

describe('numbers that are standardised', () => {
  const at = folder()
  const document = twoDocument({ epochs: 8 })
  const amounts = (targetScale: string) => ({
    ...document,
    nodes: document.nodes.map(n => (n.id === 'amounts' ? { ...n, params: { ...n.params, targetScale } } : n)),
  })
  const network = keep(amounts('standardised'), at)
  const weights = join(at, 'standardised.safetensors')
  const ask = (command: string, from: string, data = twoByTwo, of = network) =>
    receptive([command, of, '--data', data, '--weights', from])
  let trained: Said
  beforeAll(async () => {
    trained = await receptive(['train', network, '--data', twoByTwo, '--out', weights, '--json'])
    expect(trained.code, trained.err).toBe(0)
  })
  /** The same weights in a file that keeps of its metadata what `keeps` says. */
  function withMetadata(name: string, keeps: (key: string) => boolean): string {
    const { tensors, metadata } = sure(readSafetensors(readFileSync(weights)))
    const path = join(at, name)
    const kept = Object.fromEntries(Object.entries(metadata).filter(([key]) => keeps(key)))
    writeFileSync(
      path,
      writeSafetensors(
        tensors.map(t => ({ ...t, values: t.values as Float32Array })),
        kept,
      ),
    )
    return path
  }
  it('keep their mean and deviation with the weights, and are answered in the unit of the data', async () => {
    const { metadata } = sure(readSafetensors(readFileSync(weights)))
    expect(Object.keys(JSON.parse(metadata['receptive.scales'] ?? '') as object)).toEqual(['amounts'])
    const measured = await receptive([
      'evaluate',
      network,
      '--data',
      twoByTwo,
      '--weights',
      weights,
      '--json',
    ])
    expect(ended(measured)).toMatchObject({ loss: ended(trained).loss, outputs: ended(trained).outputs })
    expect((await ask('evaluate', weights)).out).toMatch(
      /^Test split, loss [\d.]+ \(of standardised numbers\)\n/,
    )
  })
  it('are answered alike for data without targets', async () => {
    const [bare, whole] = await Promise.all(
      ['no-targets.npz', 'two.npz'].map(name => ask('predict', weights, arrays(name))),
    )
    expect(bare?.code, bare?.err).toBe(0)
    expect(bare?.out.trim().split('\n')).toEqual(whole?.out.split('\n').slice(0, 41))
  })
  it('and weights that learned them otherwise are a sentence', async () => {
    const measured = await ask('predict', weights, twoByTwo, keep(amounts('measured')))
    expect(measured).toMatchObject({
      code: 1,
      err: expect.stringMatching(/learned numbers standardised, and Output \(node amounts\)/) as string,
    })
    const old = await ask(
      'predict',
      withMetadata('old.safetensors', key => key !== 'receptive.scales'),
    )
    expect(old).toMatchObject({
      code: 1,
      err: expect.stringMatching(/learned numbers as measured/) as string,
    })
  })
  it('are thought of where they are far from 1 and taken as measured', async () => {
    const table = join(at, 'stars.csv')
    const row = (i: number) =>
      [5000 + 50 * i, ...Array.from({ length: 12 }, (_, j) => Math.sin(i + j))].join(',')
    writeFileSync(
      table,
      [
        ['teff (K)', ...Array.from({ length: 12 }, (_, j) => 400 + j)].join(','),
        ...Array.from({ length: 60 }, (_, i) => row(i)),
      ].join('\n'),
    )
    const star = (targetScale: string) =>
      keep(
        sure(build([['flatten'], ['dense', { units: 1 }], ['output', { loss: 'meanSquared', targetScale }]])),
        folder(),
      )
    const [measured, standardised] = await Promise.all(
      ['measured', 'standardised'].map(scale =>
        receptive(['train', star(scale), '--data', table, '--epochs', '1', '--batch', '8']),
      ),
    )
    expect(measured?.err).toMatch(
      /“teff \(K\)” is \d{4} ± \d{3}, .* \{"targetScale":"standardised"\} among the params of output-1\./,
    )
    expect(standardised?.err).toContain(
      'The loss is of standardised numbers; R², RMSE and MAE are in the unit of the data.',
    )
    expect(standardised?.err).not.toContain('targetScale')
  })
  it('are measured again where a file from elsewhere does not say, and that is told', async () => {
    const foreign = withMetadata('foreign.safetensors', () => false)
    const [kept, again] = await Promise.all([weights, foreign].map(from => ask('predict', from)))
    expect(again?.err).toContain('do not say how numbers were standardised')
    expect(again?.out).toBe(kept?.out)
  })
})

describe('wrong usage ends with 2, a sentence and where help is', () => {
  const network = keep(twoDocument())
  it.each<[string, string[], RegExp]>([
    ['nothing at all', [], /Say what to do/],
    [
      'a command that is none',
      ['trian'],
      /no command “trian”\. Did you mean “train”\?\nnpx receptive --help/,
    ],
    ['no project', ['train'], /Name the project file/],
    ['two projects', ['train', 'a', 'b'], /“b” is one word too many/],
    [
      'an option that is none',
      ['train', network, '--epoch', '3'],
      /no option --epoch\. Did you mean --epochs\?\nnpx receptive train --help/,
    ],
    [
      'an option of another command',
      ['evaluate', network, '--epochs', '3'],
      /evaluate has no option --epochs/,
    ],
    ['an option without its value', ['train', network, '--lr'], /--lr needs a value: --lr X/],
    ['a switch with a value', ['train', network, '--json=no'], /--json is a switch/],
    ['a word for a number', ['train', network, '--data', twoByTwo, '--lr', 'fast'], /--lr must be a number/],
    [
      'a number out of range',
      ['train', network, '--data', twoByTwo, '--epochs', '0'],
      /Epochs must be a whole number from 1 to 10000\./,
    ],
    [
      'an optimiser that is none',
      ['train', network, '--data', twoByTwo, '--optimizer', 'adma'],
      /Did you mean “adam”\?/,
    ],
    ['no data', ['train', network], /names no data set/],
    ['data that are none', ['train', network, '--data', 'tecato'], /Did you mean “tecator”\?/],
    ['no weights', ['evaluate', network, '--data', twoByTwo], /--weights FILE/],
    [
      'a split that is none',
      ['evaluate', network, '--data', twoByTwo, '--weights', network, '--split', 'tests'],
      /Did you mean “test”\?/,
    ],
    [
      'weights over their own file',
      ['train', network, '--weights', 'w', '--out', './w'],
      /is read by this command/,
    ],
    [
      'a folder that is none',
      ['train', network, '--data', twoByTwo, '--out', '/nowhere/w'],
      /cannot be written to its folder/,
    ],
    [
      'answers in another kind of file',
      ['predict', network, '--data', twoByTwo, '--weights', 'w', '--out', 'a.txt'],
      /must end in \.npy or \.csv/,
    ],
  ])('%s', async (_, words, sentence) => {
    const said = await receptive(words)
    expect(said).toMatchObject({ code: 2, out: '' })
    expect(said.err).toMatch(sentence)
    expect(said.err).toMatch(/--help explains\.\n$/)
  })
})

describe('what goes wrong ends with 1 and one sentence', () => {
  const at = folder()
  const network = keep(twoDocument(), at)
  const broken = (content: string): string => {
    const path = join(at, 'broken')
    writeFileSync(path, content)
    return path
  }
  it.each<[string, () => string[], RegExp]>([
    [
      'a project that is not there',
      () => ['train', '/nowhere/x.receptive'],
      /could not be read: it is not there/,
    ],
    ['a project that is cut off', () => ['train', broken('{"format":')], /is no JSON, or cut off/],
    [
      'data that are damaged',
      () => ['train', network, '--data', broken('no zip')],
      /no zip, or it is cut off/,
    ],
    [
      'weights of another network',
      () => ['evaluate', network, '--data', twoByTwo, '--weights', broken('none')],
      /safetensors/,
    ],
    [
      'a state that is none',
      () => ['train', network, '--data', twoByTwo, '--state', broken('no state at all')],
      /safetensors/,
    ],
    ['a network that does not fit', () => ['train', network, '--data', 'tecator'], /Conv 2D needs/],
    [
      'a run that runs away',
      () => ['train', network, '--data', twoByTwo, '--optimizer', 'sgd', '--lr', '10'],
      /no longer a number/,
    ],
  ])('%s', async (_, words, sentence) => {
    const said = await receptive(words())
    expect(said.code).toBe(1)
    expect(said.err).toMatch(sentence)
    expect(said.err).not.toMatch(/^\s+at /m)
  })
})

describe('an interrupted run', () => {
  const endless = () =>
    keep(kindDocument([['conv2d', { filters: 4 }], ['activation'], ['dropout']], { epochs: 10_000 }))
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s ends with 130 and keeps its weights', async signal => {
    const network = endless()
    const out = join(folder(), 'w.safetensors')
    const said = await receptive(['train', network, '--data', twoByTwo, '--out', out], {
      signal,
      after: 'epoch 3/',
    })
    expect(said.code, said.err).toBe(130)
    expect(said.err).toContain(`The weights are in ${out}`)
    expect((await receptive(['evaluate', network, '--data', twoByTwo, '--weights', out])).code).toBe(0)
  })
  it('goes on with the same bits, in a process with more threads', async () => {
    const network = endless()
    const [part, whole, state] = ['part', 'whole', 'state'].map(n => join(folder(), n)) as [
      string,
      string,
      string,
    ]
    const words = (out: string, epochs: number) => [
      'train',
      network,
      '--data',
      twoByTwo,
      '--epochs',
      String(epochs),
      '--out',
      out,
    ]
    const stopped = await receptive([...words(part, 10_000), '--state', state], {
      signal: 'SIGINT',
      after: 'epoch 5/',
    })
    expect(stopped.code, stopped.err).toBe(130)
    const { epoch } = JSON.parse(
      sure(readSafetensors(readFileSync(state))).metadata['receptive.state'] ?? '',
    ) as { epoch: number }
    const resumed = await receptive([...words(part, epoch + 3), '--state', state, '--threads', '3', '--json'])
    expect(resumed.events()[0]).toMatchObject({ resumed: { epoch } })
    expect(existsSync(state)).toBe(false)
    await receptive([...words(whole, epoch + 3), '--threads', '1'])
    expect(sha256(readFileSync(part))).toBe(sha256(readFileSync(whole)))
  })
})

describe('help', () => {
  it.each(Object.keys(CLI_COMMANDS))('of %s names every option, and says how it ends', async name => {
    const { code, out } = await receptive([name, '--help'])
    expect(code).toBe(0)
    for (const option of Object.keys(CLI_COMMANDS[name as keyof typeof CLI_COMMANDS].options))
      expect(out).toContain(`--${option}`)
  })
  it('comes from npx inside the clone', async () => {
    const { stdout } = await promisify(execFile)('npx', ['receptive', '--help'], {
      cwd: root,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined },
    })
    for (const name of Object.keys(CLI_COMMANDS)) expect(stdout).toContain(`  ${name} `)
    expect(stdout).toContain('130  interrupted')
  })
})
