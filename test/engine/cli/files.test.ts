/** Files of other programs on the command line: what they are taken for, trained on and asked about. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { build } from '../../../engine/document/build'
import { folder, keep, receptive, root, sure, twoByTwo, twoDocument, type Said } from '../support/command'

vi.setConfig({ testTimeout: 60_000 })
type Ended = { outputs: [{ classes: { accuracy: number } }] }
const ended = (said: Said): Ended => said.events().at(-1) as unknown as Ended

describe('files of any other kind', () => {
  const own = (name: string): string => join(root, 'test', 'e2e', 'own-data', name)
  const at = folder()
  const weights = join(at, 'own.safetensors')
  const network = keep(
    sure(
      build([['conv1d', { filters: 4, kernel: [9] }], ['activation'], ['flatten'], ['dense', { units: 3 }]], {
        training: { epochs: 30, batchSize: 8 },
      }),
    ),
    at,
  )
  beforeAll(() => {
    vi.stubEnv('RECEPTIVE_CACHE', at)
    return () => vi.unstubAllEnvs()
  })
  it('are understood at first glance, and said', async () => {
    const said = await receptive(['train', network, '--data', own('oils.csv'), '--out', weights])
    expect(said.code, said.err).toBe(0)
    expect(said.err).toContain('“oil” is what is predicted.')
    expect(said.out).toMatch(/Test split, loss/)
    const asked = await receptive([
      'evaluate',
      network,
      '--data',
      own('oils.csv'),
      '--weights',
      weights,
      '--json',
    ])
    expect(ended(asked).outputs[0].classes.accuracy).toBeGreaterThan(0.9)
  })
  it('that cannot be read end the command', async () => {
    const said = await receptive(['train', network, '--data', own('faulty')])
    expect(said).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /Nothing was imported, because 2 files or samples cannot be used.*cut\.png/s,
      ) as string,
    })
  })
})

describe('files of other programs', () => {
  const at = folder()
  const places = Array.from({ length: 12 }, (_, i) => 400 + 10 * i)
  const values = Array.from({ length: 30 }, (_, s) => places.map((_, i) => Math.sin((s % 3) + i) + s / 300))
  const table = (heads: readonly number[], rows: readonly (readonly number[])[]): string =>
    `id,dark,kind,${heads.join()}\n` +
    rows.map((row, s) => `s${s},${s},${'abc'[s % 3] ?? ''},${row.join()}\n`).join('')
  const write = (name: string, text: string): string => {
    writeFileSync(join(at, name), text)
    return join(at, name)
  }
  const given = write('given.csv', table(places, values))

  it('are said in words and as JSON, with what the options say of them', async () => {
    const plain = await receptive(['inspect', given])
    expect(plain.code).toBe(0)
    expect(plain.out).toContain('30 spectra of 12×1, from 400 to 510.')
    expect(plain.out).toMatch(/400 … 510 +value +Their names are the axis/)
    const told = await receptive(['inspect', given, '--target', 'dark', '--json'])
    expect(told.events()).toMatchObject([
      { event: 'inspect', shape: [12, 1], samples: 30, target: { kind: 'numbers', columns: ['dark'] } },
    ])
    const wrong = await receptive(['inspect', given, '--read', 'layuot=each'])
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringContaining('--read knows no “layuot” of tables. Did you mean “layout”?'),
    ])
  })
  it('answer alike from the other end, and refuse other places', async () => {
    const network = keep(
      sure(
        build([['flatten'], ['dense', { units: 3 }]], {
          name: 'Small',
          training: { epochs: 2, batchSize: 4 },
        }),
      ),
      at,
    )
    const weights = join(at, 'small.safetensors')
    const trained = await receptive(['train', network, '--data', given, '--out', weights])
    expect(trained.code).toBe(0)
    const answers = async (name: string, text: string): Promise<Said> =>
      receptive(['predict', network, '--data', write(name, text), '--weights', weights, '--split', 'all'])
    const same = await receptive([
      'predict',
      network,
      '--data',
      given,
      '--weights',
      weights,
      '--split',
      'all',
    ])
    const turned = await answers(
      'turned.csv',
      table(
        [...places].reverse(),
        values.map(v => [...v].reverse()),
      ),
    )
    expect(turned.err).toContain('run the other way, from 510 to 400: they were turned round.')
    expect(turned.out).toBe(same.out)
    const elsewhere = await answers(
      'elsewhere.csv',
      table(
        places.map(p => p + 300),
        values,
      ),
    )
    expect([elsewhere.code, elsewhere.err]).toEqual([1, expect.stringContaining('which they do not cover')])
  })
  it('take only options that mean something to them', async () => {
    const options = [
      [
        ['inspect', given, '--read', 'decimal=dot'],
        /--read decimal: Decimals must be one of auto, point, comma/,
      ],
      [
        ['inspect', join(root, 'test', 'golden', 'jcamp', 'small.jdx'), '--axis', 'x'],
        /--axis cannot be followed/,
      ],
      [
        ['train', keep(twoDocument()), '--data', twoByTwo, '--labels', 'y'],
        /two\.npz says itself what is what/,
      ],
    ] as const
    for (const [words, sentence] of options) {
      const said = await receptive([...words])
      expect([said.code, said.err]).toEqual([2, expect.stringMatching(sentence)])
    }
  })
})
