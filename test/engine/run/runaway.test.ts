/**
 * Weights that are no longer numbers end a run, also where an activation or a pooling would hide them from
 * the loss.
 */
import { describe, expect, it, vi } from 'vitest'
import type { LayerKind } from '../../../engine/layers'
import { smallDocument, finish, row, smallRun } from '../support/small'
import { prepare } from '../../../engine/run/prepare'
import { isBad, type AnyValues } from '../../../engine/spec'

vi.setConfig({ testTimeout: 0 })
const functions = ['relu', 'leakyRelu', 'elu', 'sigmoid', 'tanh', 'softplus', 'linear'] as const
const poolings = ['max', 'average', 'sum', 'squareSum', 'everyNth'] as const

describe('a rate at which the weights run away', () => {
  it.each(functions.flatMap(f => poolings.slice(0, f === 'relu' ? 5 : 1).map(p => [f, p] as const)))(
    'behind %s and %s pooling never ends with weights that are no numbers',
    async (f, kind) => {
      const blocks = row(
        ['input'],
        ['conv2d', { filters: 4 }],
        ['activation', { function: f }],
        ['pooling2d', { kind }],
        ['conv2d', { filters: 4, kernel: [2, 2] }],
        ['activation', { function: f }],
        ['flatten'],
        ['dense', { units: 3 }],
        ['output'],
      )
      for (const [optimiser, momentum] of [
        ['sgd', 0.999],
        ['adam', 0],
      ] as const) {
        const epochs: Float32Array[] = []
        const result = await finish(
          {
            document: { ...smallDocument({ optimiser, learningRate: 10, momentum, epochs: 12 }), ...blocks },
          },
          { onEpoch: e => epochs.push(e.weights) },
        )
        expect(result.weights?.every(Number.isFinite)).toBe(true)
        expect(epochs.every(w => w.every(Number.isFinite))).toBe(true)
        if (result.status === 'failed')
          expect(result.sentence).toMatch(/no longer (a number|numbers).*Lower the learning rate \(now 10\)/)
        else expect(result.status).toBe('finished')
      }
    },
  )
})

describe('memory that the machine does not give', () => {
  it('is a sentence that names how much', async () => {
    const refused = vi.spyOn(WebAssembly, 'Memory').mockImplementation(function () {
      throw new RangeError('could not allocate memory')
    } as never)
    const prepared = await prepare(await smallRun())
    refused.mockRestore()
    expect(isBad(prepared) && prepared.bad).toMatch(
      /^This run needs \d+ MB of memory, which this machine does not give/,
    )
  })
  it('and more than 4 GB is refused before any of it is asked for', async () => {
    const asked = vi.spyOn(WebAssembly, 'Memory')
    const blocks: [LayerKind, AnyValues?][] = [
      ['input'],
      ['flatten'],
      ...Array.from({ length: 8 }, (): [LayerKind, AnyValues] => ['dense', { units: 3800 }]),
      ['dense', { units: 3 }],
      ['output'],
    ]
    const result = await finish({ document: { ...smallDocument(), ...row(...blocks) } })
    expect(asked).not.toHaveBeenCalled()
    asked.mockRestore()
    expect(result).toMatchObject({
      status: 'failed',
      weights: null,
      sentence: expect.stringMatching(/GB of memory.* 4 GB/) as string,
    })
  })
})
