/**
 * A whole planned network: its layout, its gradients in float64, its first weights and what Inspect reads
 * from it.
 */
import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../../engine/plan/initialWeights'
import { filterBanks } from '../../../engine/inspect/filters'
import { featureMaps } from '../../../engine/inspect/maps'
import { secondBank } from '../../../engine/inspect/types'
import {
  exportWeights,
  importWeights,
  planNetwork,
  weightLayout,
  type Region,
} from '../../../engine/plan/planNetwork'
import { type NetworkPlan } from '../../../engine/plan/types'
import { lifetimesOf, type Lifetime } from '../../../engine/plan/lifetimes'
import { isBad } from '../../../engine/spec'
import { spread } from '../support/bench'
import { samplesOf, worstSlope } from '../support/gradients'
import { row, smallDocument } from '../support/small'
import { solo } from '../support/solo'

const info = { title: 'Test', shape: [8, 7, 2], classes: 3 }
const document = row(
  ['input'],
  ['conv2d', { filters: 4, padding: 'same' }],
  ['activation', { function: 'tanh' }],
  ['pooling2d', { kind: 'average' }],
  ['conv2d', { filters: 5, kernel: [2, 2], bias: false }],
  ['activation', { function: 'softplus' }],
  ['dropout', { rate: 0.3 }],
  ['flatten'],
  ['dense', { units: 3 }],
  ['output'],
)
function planned(): NetworkPlan {
  const plan = planNetwork(document, info)
  if (isBad(plan)) throw new Error(plan.bad)
  return plan
}
const plan = planned()

describe('the plan', () => {
  it('lists the weights in chain order, then declaration order, without gaps', () => {
    expect(weightLayout(plan).map(w => [w.node, w.name, w.shape, w.offset])).toEqual([
      ['n1', 'kernel', [3, 3, 2, 4], 0],
      ['n1', 'bias', [4], 72],
      ['n4', 'kernel', [2, 2, 4, 5], 76],
      ['n8', 'kernel', [30, 3], 156],
      ['n8', 'bias', [3], 246],
    ])
    expect(plan.parameters).toBe(249)
  })
  const places = [
    ...plan.inputs.map(i => i.place),
    ...plan.outputs.flatMap(o => [o.targetValues, o.prediction]),
    plan.scratch,
    ...plan.steps.flatMap(s => [s.y, s.dy, s.saved]),
  ].filter(p => p.length > 0)
  const isOver = (p: Region, q: Region) =>
    p !== q && p.offset < q.offset + q.length && q.offset < p.offset + p.length

  it('puts everything at multiples of 64 bytes, and nothing on anything that is still needed', () => {
    const lives = lifetimesOf(plan.phases, plan.steps, plan.outputs)
    for (const p of [...places, ...plan.weights]) expect(p.offset % 16).toBe(0)
    for (const p of places) {
      expect(p.offset + p.length).toBeLessThanOrEqual(plan.workLength)
      for (const q of places.filter(other => isOver(p, other))) {
        const [a, b] = [lives.get(p), lives.get(q)] as [Lifetime, Lifetime]
        expect(
          a.to < b.from ||
            b.to < a.from ||
            (a.from === b.to && a.replaces.includes(q)) ||
            (b.from === a.to && b.replaces.includes(p)),
        ).toBe(true)
      }
    }
    for (const p of plan.weights) expect(plan.weights.filter(q => isOver(p, q))).toEqual([])
  })
  it('lets values share memory that are never there together, and so needs less of it', () => {
    const apart = planNetwork(document, info, { isFused: false })
    if (isBad(apart)) throw new Error(apart.bad)
    expect(plan.workLength - plan.scratch.length).toBeLessThan(
      0.75 * (apart.workLength - apart.scratch.length),
    )
  })
  it('asks for no gradient that nobody needs', () => {
    expect(plan.steps[0]).toMatchObject({ hasBackward: true, dxs: [null] })
    expect(plan.steps[1]?.dxs[0]).toEqual(plan.steps[0]?.dy)
  })
  it('answers a graph with a problem with its sentence', () =>
    expect(planNetwork(row(['input'], ['output']), info)).toHaveProperty('bad'))
  it('takes weights in and gives the same out', () => {
    const flat = initialWeights(plan, 5)
    const padded = new Float32Array(plan.weightsLength)
    importWeights(plan, flat, padded)
    expect(exportWeights(plan, padded)).toEqual(flat)
  })
})

describe('the first weights', () => {
  it('are the same for the same seed and others for another', () => {
    expect(initialWeights(plan, 5)).toEqual(initialWeights(plan, 5))
    expect(initialWeights(plan, 5)).not.toEqual(initialWeights(plan, 6))
  })
  it('have He’s variance in convolutions, Glorot’s limits in dense layers, and zero biases', () => {
    const big = planNetwork(
      row(
        ['input'],
        ['conv2d', { filters: 200, kernel: [5, 5] }],
        ['flatten'],
        ['dense', { units: 3 }],
        ['output'],
      ),
      {
        ...info,
        shape: [6, 6, 2],
      },
    )
    if (isBad(big)) throw new Error(big.bad)
    const flat = initialWeights(big, 1)
    const [kernel, bias, dense] = big.weights.map(w => flat.subarray(w.flat, w.flat + w.length))
    expect(Array.from(kernel ?? []).reduce((s, v) => s + v * v, 0) / (kernel?.length ?? 1)).toBeCloseTo(
      2 / 50,
      2,
    )
    expect(bias?.every(v => v === 0)).toBe(true)
    const limit = Math.sqrt(6 / (800 + 3))
    expect(Math.max(...(dense ?? []))).toBeLessThanOrEqual(limit)
    expect(Math.max(...(dense ?? []))).toBeGreaterThan(0.95 * limit)
  })
})

describe('forward and back through the whole network in float64', () => {
  it('has the gradient of the loss that central differences find, dropout included', () => {
    const dataset = samplesOf(info, 12, 9)
    const run = solo(
      {
        document: { ...smallDocument({ batchSize: 2 }), ...document },
        dataset,
        initialWeights: new Float32Array(spread(plan.parameters, 4)),
      },
      null,
    )
    expect(worstSlope(run, 2)).toBeLessThan(1e-6)
  })
})

describe('inspection', () => {
  const weights = initialWeights(plan, 1)
  const sample = new Float32Array(spread(112, 2))
  it('gives every convolution’s kernels', () => {
    const banks = filterBanks(document, info, weights)
    if (isBad(banks)) throw new Error(banks.bad)
    expect(banks.map(b => [b.node, b.shape])).toEqual([
      ['n1', [3, 3, 2, 4]],
      ['n4', [2, 2, 4, 5]],
    ])
    expect(banks[0]?.values).toEqual(weights.slice(0, 72))
    expect(banks[0]?.largest).toBe(Math.max(...weights.slice(0, 72).map(Math.abs)))
  })
  it('gives both halves of a separable convolution', () => {
    const separable = row(
      ['input'],
      ['separableConv2d', { filters: 5, kernel: [3, 2], multiplier: 3 }],
      ['flatten'],
      ['dense', { units: 3 }],
      ['output'],
    )
    const own = planNetwork(separable, info)
    if (isBad(own)) throw new Error(own.bad)
    const all = initialWeights(own, 1)
    const banks = filterBanks(separable, info, all)
    if (isBad(banks)) throw new Error(banks.bad)
    expect(banks.map(b => [b.node, b.shape])).toEqual([
      ['n1', [3, 2, 2, 3]],
      [secondBank('n1'), [1, 1, 6, 5]],
    ])
    expect(banks[0]?.values).toEqual(all.slice(0, 36))
    expect(banks[1]?.values).toEqual(all.slice(36, 66))
  })
  it('gives every node’s maps and probabilities that sum to one', () => {
    const seen = featureMaps(document, info, weights, sample)
    if (isBad(seen)) throw new Error(seen.bad)
    expect(seen.maps.map(m => m.node)).toEqual(document.nodes.map(n => n.id))
    expect(seen.maps.map(m => m.values.length)).toEqual(
      seen.maps.map(m => m.shape.reduce((a, b) => a * b, 1)),
    )
    expect(seen.probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6)
  })
  it('refuses the weights of another network', () =>
    expect(featureMaps(document, info, weights.slice(1), sample)).toMatchObject({
      bad: expect.stringContaining('248 numbers') as string,
    }))
})
