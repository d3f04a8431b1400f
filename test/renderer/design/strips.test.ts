/** A strip of filters stays only while the node's kernel has the shape that was trained. */
import { expect, it } from 'vitest'
import { fitsKernel } from '../../../renderer/design/strips'

const bank = (shape: readonly [number, number, number, number]) => ({
  node: 'a',
  title: 'Conv',
  shape,
  values: new Float32Array(shape.reduce((a, b) => a * b, 1)),
  largest: 1,
})

it('fits a kernel of the same shape in two and in one dimension, and no other', () => {
  expect(fitsKernel(bank([3, 3, 1, 16]), [3, 3, 1, 16])).toBe(true)
  expect(fitsKernel(bank([3, 3, 1, 16]), [3, 3, 1, 32])).toBe(false)
  expect(fitsKernel(bank([5, 3, 1, 16]), [3, 3, 1, 16])).toBe(false)
  expect(fitsKernel(bank([1, 7, 1, 16]), [7, 1, 16])).toBe(true)
  expect(fitsKernel(bank([3, 7, 1, 16]), [7, 1, 16])).toBe(false)
  expect(fitsKernel(bank([1, 7, 1, 16]), undefined)).toBe(false)
})
