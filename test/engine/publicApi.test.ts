/** The built engine in a Node of its own, as its users have it; and what docs say of it. */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { build, isBad, openPredictor, predict, train, type Layer } from '../../engine'
import { LAYERS } from '../../engine/layers'
import { defaultsOf, type Params, type ValuesOf } from '../../engine/spec'
import { engineFolder, folder, root, sure, twoData, twoDocument } from './support/command'

vi.setConfig({ testTimeout: 60_000 })
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const section = readme.slice(readme.indexOf('\n## The engine by itself'))
const layersPage = readFileSync(join(root, 'docs', 'layers.md'), 'utf8')
const weightsTable = layersPage.slice(layersPage.indexOf('\n## Weights'))
const where = {
  workerUrl: new URL(`file://${engineFolder}/worker.js`),
  kernelFolder: join(engineFolder, 'kernels'),
}

describe('the example in the README', () => {
  const code = /```js\n([\s\S]*?)```/.exec(section)?.[1] ?? ''
  const script = join(folder(), 'example.mjs')
  writeFileSync(
    script,
    code.replace('./out/engine/index.js', pathToFileURL(join(engineFolder, 'index.js')).href),
  )
  it.each([
    ['Electron’s Node', process.execPath, {}],
    ['the system’s Node', 'node', { ELECTRON_RUN_AS_NODE: undefined }],
  ])('trains in %s', async (_, node, env) => {
    const { stdout } = await promisify(execFile)(node, [script], { env: { ...process.env, ...env } })
    expect(Number(/finished (\d+) % right/.exec(stdout)?.[1]), stdout).toBeGreaterThan(60)
    expect(stdout).toContain('Float32Array(9)')
  })
})

describe('the table of weights in docs/layers.md', () => {
  const rows = new Map([...weightsTable.matchAll(/^\| `(\w+)` \| (.*?) \|/gm)].map(m => [m[1], m[2] ?? '']))
  it.each(Object.entries(LAYERS))('has those of %s', (kind, decl) => {
    const x = kind.endsWith('1d') ? [20, 6] : kind.endsWith('2d') ? [9, 8, 6] : [24]
    const weights = decl.weights(x, defaultsOf(decl) as ValuesOf<Params>)
    const said = [...(rows.get(kind) ?? '').matchAll(/`([\w ]+)` \[(.*?)\]/g)].map(m => [
      m[1],
      m[2]?.split(',').length,
    ])
    expect(said, `docs/layers.md: the row of ${kind} is missing or stale`).toEqual(
      weights.map(w => [w.name, w.shape.length]),
    )
  })
})

describe('build', () => {
  const layers: readonly Layer[] = [
    ['conv2d', { filters: 8 }],
    ['activation'],
    ['pooling2d'],
    ['flatten'],
    ['dense', { units: 10 }],
  ]
  it('adds Input and Output and wires a chain', () => {
    const document = sure(build(layers, { name: 'Chain', training: { epochs: 3 } }))
    expect(document.nodes.map(n => n.id)).toEqual([
      'input-1',
      'conv2d-1',
      'activation-1',
      'pooling2d-1',
      'flatten-1',
      'dense-1',
      'output-1',
    ])
    expect(document.wires).toHaveLength(6)
    expect(document).toMatchObject({ name: 'Chain', training: { epochs: 3, batchSize: 64 } })
  })
  it('branches where it is told what to read from', () => {
    const { wires } = sure(
      build([
        ['input'],
        ['dense', {}, { id: 'a' }],
        ['dense', {}, { id: 'b', from: 'input-1' }],
        ['add', {}, { from: ['a', 'b'] }],
      ]),
    )
    expect(wires.map(w => `${w.from} ${w.to}`)).toEqual([
      'input-1 a',
      'input-1 b',
      'a add-1',
      'b add-1',
      'add-1 output-1',
    ])
  })
  it('takes a project, and lets settings win', () =>
    expect(build(sure(build(layers)), { training: { seed: 9 } })).toMatchObject({ training: { seed: 9 } }))
  it.each<[string, ReturnType<typeof build>, RegExp]>([
    ['a layer that is none', build([['conv2' as 'conv2d']]), /no layer “conv2”\. Did you mean “conv/],
    [
      'a parameter that is none',
      build([['conv2d', { filter: 3 }]]),
      /Conv 2D has no setting “filter”\. Did you mean “filters”/,
    ],
    ['a value that does not fit', build([['conv2d', { filters: 0 }]]), /Filters must be a whole number/],
    [
      'a setting that is none',
      build(layers, { training: { epoch: 3 } as object }),
      /Training has no setting “epoch”\. Did you mean “epochs”/,
    ],
    [
      'a node that is not there',
      build([['add', {}, { from: ['a', 'b'] }]]),
      /a wire to a node that is not there/,
    ],
    ['anything else', build({ format: 'other' }), /not a Receptive project/],
  ])('%s is a sentence', (_, bad, sentence) =>
    expect(bad).toMatchObject({ bad: expect.stringMatching(sentence) as string }),
  )
  it('hands a sentence on to the end', async () => {
    const bad = build([['conv2' as 'conv2d']])
    const { status, sentence, weights } = await train(bad, await twoData()).finished
    expect([status, sentence]).toEqual(['failed', isBad(bad) ? bad.bad : ''])
    expect(await predict(sure(build(layers)), await twoData(), weights)).toMatchObject({
      bad: expect.stringContaining('did not begin') as string,
    })
  })
})

describe('a predictor', () => {
  const trained = async () => ({
    document: twoDocument(),
    dataset: await twoData(),
    ...(await train(twoDocument(), await twoData(), {}, where).finished),
  })
  it('answers call after call, alike for any number of threads and any part', async () => {
    const { document, dataset, weights, test } = await trained()
    const [one, three] = [1, 3].map(threads =>
      openPredictor(document, dataset, weights, { ...where, threads }),
    )
    const [a, b] = [sure(await one!), sure(await three!)]
    const whole = sure(await a.predict())
    expect(await b.predict()).toEqual(whole)
    for (const [first, count] of [
      [0, 1],
      [149, 1],
      [40, 70],
    ] as const) {
      const part = sure(await b.predict(first, count))
      expect(part.predictions).toEqual(
        whole.predictions.map((p, i) => p.slice(first * [3, 2][i]!, (first + count) * [3, 2][i]!)),
      )
    }
    expect(sure(await b.evaluate()).metrics.map(m => m.node)).toEqual(test.map(m => m.node))
    const many = await Promise.all(Array.from({ length: 20 }, (_, i) => b.predict(i, 5)))
    many.forEach((m, i) =>
      expect(sure(m).predictions[0]).toEqual(whole.predictions[0]?.slice(3 * i, 3 * i + 15)),
    )
    expect(await b.predict(140, 20)).toMatchObject({
      bad: expect.stringContaining('samples 0 to 149') as string,
    })
    await Promise.all([a.close(), b.close()])
    expect(await b.predict()).toEqual({ bad: 'The predictor was closed.' })
  })
  it('takes other inputs between calls', async () => {
    const { document, dataset, weights } = await trained()
    const predictor = sure(await openPredictor(document, dataset, weights, { ...where, positions: [5, 6] }))
    const before = sure(await predictor.predict())
    for (const [i, input] of predictor.inputs.entries()) {
      expect(input.length % 2, String(i)).toBe(0)
      input.copyWithin(0, input.length / 2)
    }
    const after = sure(await predictor.predict())
    expect(after.predictions.map(p => p.slice(0, p.length / 2))).toEqual(
      before.predictions.map(p => p.slice(p.length / 2)),
    )
    await predictor.close()
  })
  it.each<[string, Parameters<typeof openPredictor>[3], Float32Array | undefined, RegExp]>([
    ['samples that are not there', { positions: [150] }, undefined, /no sample 150/],
    ['no samples', { positions: [] }, undefined, /None of the samples/],
    ['weights of another network', {}, new Float32Array(3), /belong to another network/],
    [
      'a worker that is not there',
      { workerUrl: new URL('file:///nowhere.js') },
      undefined,
      /ended unexpectedly/,
    ],
    ['preparation of other inputs', { preparations: {} }, undefined, /prepared is not known/],
  ])('%s is a sentence', async (_, settings, other, sentence) => {
    const { document, dataset, weights } = await trained()
    expect(await openPredictor(document, dataset, other ?? weights, { ...where, ...settings })).toMatchObject(
      {
        bad: expect.stringMatching(sentence) as string,
      },
    )
  })
})
