/** One-hot targets are classes. Recipe of the file: test/golden/make-instruments.py. */
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { loadArrayFile } from '../../../engine/library/arrays'
import { oneHotPlaces } from '../../../engine/library/oneHot'
import { isBad } from '../../../engine/spec'

it('a target of numpy.eye(3)[y] is y', async () => {
  const path = fileURLToPath(new URL('../../golden/instruments/one-hot.npz', import.meta.url))
  const set = await loadArrayFile(path)
  expect(isBad(set) ? set : [set.classes, Array.from(set.labels), set.numbers]).toEqual([
    ['0', '1', '2'],
    [0, 1, 2, 0, 1, 2],
    undefined,
  ])
})
it.each([
  ['two ones', [1, 1, 0, 1], null],
  ['none', [0, 0, 0, 1], null],
  ['another number', [0.5, 0, 0, 1], null],
  ['one each', [0, 1, 1, 0], [1, 0]],
] as const)('%s', (_, values, places) =>
  expect(oneHotPlaces(values, 2, 2)).toEqual(places && Int32Array.from(places)),
)
