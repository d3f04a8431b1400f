/**
 * The fused conv–ReLU–max-pool block, compiled, against convolution, ReLU and pooling one after the other in
 * float64, at random windows. Where two values of a window are nearly equal either may win, so the winners
 * are taken from the compiled kernel, checked to be as large as the maximum, and given to the formulas for
 * the gradients.
 */
import { describe, expect, it } from 'vitest'
import { reference } from '../../../engine/kernels/reference'
import { blockPacked, blockScratch, laidOutInput } from '../../../engine/convolution/scratch'
import { croppedWindow, forwardAlgorithm, WINOGRAD } from '../../../engine/convolution/algorithm'
import { windowOf } from '../../../engine/layers/shared/window'
import { keyOf, uniform } from '../../../engine/random'
import { size, type FusedBlock, type Shape, type Tensor } from '../../../engine/spec'
import { compiled, difference, normals, reference64, type Bench } from '../support/bench'
import { kernelBuilds } from '../support/studio'

/**
 * Of the largest value. Winograd at six points or more passes through numbers some ten times as large as its
 * results.
 */
function toleranceOf(block: FusedBlock): number {
  const { kind, tile } = forwardAlgorithm(croppedWindow(block), block.pool.kernel)
  if (block.convolution.isAnswer) return 2e-5
  return kind === WINOGRAD && tile[1] + block.convolution.kernel[1] > 6 ? 8e-6 : 3e-6
}
const builds = await kernelBuilds()

function blockOf(
  x: Shape,
  p: Parameters<typeof windowOf>[1],
  filters: number,
  pool: readonly number[],
  isRectified = true,
): FusedBlock {
  const convolution = windowOf(x, p, filters)
  const inner = x.length === 3 ? convolution.out : convolution.out.slice(1)
  return {
    convolution,
    isRectified,
    pool: windowOf(inner, { kernel: pool, strides: pool, padding: 'valid' }, filters),
  }
}

/** A dy as dropout leaves it: some values are 0. */
const dropped = (n: number): number[] => normals(n, 4).map((v, i) => (uniform(keyOf(77), i) < 0.3 ? 0 : v))
function inputs(on: Bench, { convolution, pool }: FusedBlock, hasBias: boolean) {
  const taps = size(convolution.kernel) * convolution.in[2] * convolution.out[2]
  const filters = convolution.out[2]
  return {
    x: on.tensor(normals(size(convolution.in), 1)),
    w: on.tensor(normals(taps, 2)),
    b: hasBias ? on.tensor(normals(filters, 3)) : null,
    dy: on.tensor(dropped(size(pool.out))),
    dw: on.tensor(normals(taps, 5)),
    db: hasBias ? on.tensor(normals(filters, 6)) : null,
    dx: on.tensor(size(convolution.in)).fill(NaN),
  }
}

function check(on: Bench, block: FusedBlock, hasBias: boolean, parts: number, told: string): void {
  const tolerance = toleranceOf(block)
  const fast = inputs(on, block, hasBias)
  const n = size(block.pool.out)
  const y = on.tensor(n).fill(NaN)
  const chosen = on.tensor(n).fill(NaN)
  const packed = on.tensor(blockPacked(block)).fill(NaN)
  const scratch = on.tensor(blockScratch(block)).fill(NaN)
  for (let part = 0; part < parts; part++) on.k.packBlock(fast.w, packed, block, part, parts)
  on.k.convolvePool(fast.x, fast.w, fast.b, y, chosen, block, packed, scratch)
  scratch.fill(Infinity)
  on.k.convolvePoolGradWeights(fast.x, y, fast.dy, chosen, fast.dw, fast.db, block, scratch)
  scratch.fill(-1e30)
  on.k.convolvePoolGradInput(y, fast.dy, chosen, fast.w, fast.dx, block, packed, scratch)

  const exact = reference64()
  const slow = inputs(exact, block, hasBias)
  const inner = exact.tensor(size(block.convolution.out))
  const none = exact.tensor(0)
  reference.convolve(slow.x, slow.w, slow.b, inner, block.convolution, none, none)
  const expected = exact.tensor(n)
  reference.pool('max', inner, expected, exact.tensor(n), block.pool)
  if (block.isRectified) expected.forEach((v, i) => (expected[i] = Math.max(v, 0)))
  expect(difference(y, expected, 1), `y of ${told}`).toBeLessThan(tolerance)
  const winners = positions(chosen, block)
  const won = winners.map(at => (at >= 0 ? (inner[at] ?? NaN) : block.isRectified ? 0 : NaN))
  expect(difference(won, expected, 1), `winners of ${told}`).toBeLessThan(tolerance)

  const slowChosen = exact.tensor(winners.map(at => Math.max(at, 0)))
  const slowY = exact.tensor(y)
  reference.convolvePoolGradWeights(slow.x, slowY, slow.dy, slowChosen, slow.dw, slow.db, block, none)
  reference.convolvePoolGradInput(slowY, slow.dy, slowChosen, slow.w, slow.dx, block, none, none)
  expect(difference(fast.dw, slow.dw, 1), `dw of ${told}`).toBeLessThan(3e-6)
  if (fast.db && slow.db) expect(difference(fast.db, slow.db, 1), `db of ${told}`).toBeLessThan(3e-6)
  expect(difference(fast.dx, slow.dx, 1), `dx of ${told}`).toBeLessThan(laidOutInput(block) ? 8e-6 : 3e-6)
  expect(on.broken()).toEqual([])
}

/** From which value of each window won to its position in the convolution's output; −1 stays. */
function positions(chosen: Tensor, { convolution: { out }, pool }: FusedBlock): number[] {
  const which = new Int32Array(chosen.buffer, chosen.byteOffset, chosen.length)
  const [ph, pw] = pool.kernel
  return Array.from(which, (winner, i) => {
    const channel = i % out[2]
    const pixel = Math.floor(i / out[2])
    const row = Math.floor(pixel / pool.out[1]) * ph + Math.floor(winner / pw)
    const column = (pixel % pool.out[1]) * pw + (winner % pw)
    return winner < 0 ? -1 : (row * out[1] + column) * out[2] + channel
  })
}

function drawn(seed: number): FusedBlock {
  let i = 0
  const pick = (least: number, most: number) =>
    least + Math.floor(uniform(keyOf(901, seed), i++) * (most - least + 1))
  for (;;) {
    const rank = pick(1, 2)
    const each = (least: number, most: number) => Array.from({ length: rank }, () => pick(least, most))
    const channels = pick(1, 40)
    const x = rank === 2 ? [...each(1, 13), channels] : [pick(1, 60), channels]
    const isPlain = pick(0, 2) > 0
    const padding = pick(0, 2) === 0 ? ('same' as const) : Array.from({ length: 2 * rank }, () => pick(0, 3))
    const kernel = pick(0, 2) === 0 ? Array.from({ length: rank }, () => 3 + 2 * pick(0, 1)) : each(1, 9)
    const filters = pick(0, 1) === 0 ? 4 * pick(1, 10) : pick(1, 40)
    const block = blockOf(
      x,
      {
        kernel,
        strides: isPlain ? each(1, 1) : each(1, 3),
        dilation: isPlain ? each(1, 1) : each(1, 3),
        padding,
      },
      filters,
      pick(0, 2) === 0 ? each(1, 4) : each(2, 2),
      pick(0, 3) > 0,
    )
    if ([...block.convolution.out, ...block.pool.out].every(n => n >= 1)) return block
  }
}
const tell = ({ convolution: w, pool, isRectified }: FusedBlock): string =>
  `${w.in.join('×')} → ${w.out.join('×')}, kernel ${w.kernel.join('×')}, strides ` +
  `${w.strides.join()}, dilation ${w.dilation.join()}, before ${w.before.join()}, pool ` +
  `${pool.kernel.join('×')}${isRectified ? ', ReLU' : ''}`

for (const build of builds)
  describe.skipIf(!build.isAvailable)(build.name, () => {
    it.each(Array.from({ length: 150 }, (_, seed) => seed))(
      'makes a random block as its parts would: seed %i',
      seed => {
        const block = drawn(seed)
        check(compiled(build), block, seed % 5 > 0, 1 + (seed % 3), tell(block))
      },
    )

    it.each([
      [[15, 13, 16], [3, 3], 24, [2, 2]],
      [[14, 15, 20], [5, 5], 16, [2, 2]],
      [[15, 15, 16], [3, 3], 20, [3, 3]],
      [[12, 15, 16], [3, 3], 12, [1, 2]],
      [[41, 16], [3], 12, [2]],
      [[60, 32], [5], 40, [2]],
      [[60, 32], [5], 16, [3]],
    ])('makes %j with a %j kernel, %i filters and pools of %j by Winograd', (x, kernel, filters, pool) => {
      for (const padding of ['valid', 'same', 3] as const) {
        const block = blockOf(x, { kernel, strides: kernel.map(() => 1), padding }, filters, pool)
        expect(forwardAlgorithm(croppedWindow(block), block.pool.kernel).kind).toBe(WINOGRAD)
        check(compiled(build), block, true, 1, tell(block))
      }
    })

    it.each([
      [
        [30, 30, 16],
        [2, 2],
      ],
      [
        [19, 23, 20],
        [1, 3],
      ],
      [
        [16, 44, 32],
        [2, 1],
      ],
    ])(
      'makes %j with a 5×5 kernel and pools of %j in the larger tiles that will do for an answer',
      (x, pool) => {
        const drawn = blockOf(x, { kernel: [5, 5], strides: [1, 1], padding: 'same' }, 24, pool)
        const block = { ...drawn, convolution: { ...drawn.convolution, isAnswer: true } }
        expect(forwardAlgorithm(croppedWindow(block), block.pool.kernel).tile).toEqual([4, 4])
        check(compiled(build), block, true, 2, tell(block))
      },
    )

    it.each([
      [[5, 120, 40], [3, 3], 40, [2, 2]],
      [[900, 16], [5], 16, [2]],
      [[40, 44, 3], [5, 5], 10, [3, 2]],
      [[3, 400, 2], [3, 3], 9, [1, 3]],
      [[900, 1], [7], 16, [4]],
    ])(
      'makes %j, larger than one band, with a %j kernel, %i filters and pools of %j',
      (x, kernel, filters, pool) => {
        const block = blockOf(x, { kernel, strides: kernel.map(() => 1), padding: 'valid' }, filters, pool)
        check(compiled(build), block, true, 1, tell(block))
      },
    )

    it('packs the same bytes whatever the number of parts', () => {
      for (let seed = 0; seed < 30; seed++) {
        const block = drawn(seed)
        const packs = [1, 2, 3, 7].map(parts => {
          const on = compiled(build)
          const w = on.tensor(
            normals(size(block.convolution.kernel) * block.convolution.in[2] * block.convolution.out[2], 2),
          )
          const packed = on.tensor(blockPacked(block)).fill(7)
          for (let part = parts - 1; part >= 0; part--) on.k.packBlock(w, packed, block, part, parts)
          return Array.from(packed)
        })
        for (const other of packs.slice(1)) expect(other).toEqual(packs[0])
      }
    })

    it('lets a value that is not a number through at every place of a pooling window', () => {
      for (const filters of [3, 8])
        for (let at = 0; at < 16; at++) {
          const block = blockOf(
            [4, 4, 1],
            { kernel: [1, 1], strides: [1, 1], padding: 'valid' },
            filters,
            [2, 2],
          )
          const on = compiled(build)
          const x = on.tensor(normals(16, 1))
          const w = on.tensor(normals(filters, 2))
          const y = on.tensor(size(block.pool.out))
          const packed = on.tensor(blockPacked(block))
          x[at] = NaN
          on.k.packBlock(w, packed, block, 0, 1)
          on.k.convolvePool(x, w, null, y, on.tensor(y.length), block, packed, on.tensor(blockScratch(block)))
          const pixel = Math.floor(at / 8) * 2 + Math.floor((at % 4) / 2)
          expect(Array.from(y, Number.isNaN)).toEqual(
            Array.from(y, (_, i) => Math.floor(i / filters) === pixel),
          )
        }
    })
  })
