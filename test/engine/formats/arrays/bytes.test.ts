/** IDX and CIFAR, which are little more than their bytes. Recipe: test/golden/make-bytes.py. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CIFAR_10, readCifar, type Cifar } from '../../../../engine/formats/arrays/cifar'
import { readIdx } from '../../../../engine/formats/arrays/idx'
import { readNpz } from '../../../../engine/formats/arrays/npz'
import { isBad, size } from '../../../../engine/spec'
import { mutate, MUTATIONS } from '../../support/mutate'

const FOLDER = fileURLToPath(new URL('../../../golden/bytes/', import.meta.url))
const bytesOf = (name: string): Uint8Array => readFileSync(`${FOLDER}${name}`)
const expected = await readNpz(bytesOf('expected.npz'))
const valuesOf = (name: string): number[] =>
  isBad(expected) ? [] : [...((expected.get(name)?.values ?? []) as Iterable<number>)]

describe('IDX', () => {
  it.each(['u1', 'i1', 'i2', 'i4', 'f4', 'f8'])('of %s', kind => {
    const array = readIdx(bytesOf(`${kind}.idx`), kind)
    if (isBad(array)) throw new Error(array.bad)
    expect([array.shape, array.kind]).toEqual([[3, 4, 5], kind.startsWith('f') ? 'float' : 'integer'])
    expect([...array.values]).toEqual(valuesOf(`${kind}.idx`))
    expect(array.values.length).toBe(60)
  })
  it.each([
    ['another file', Uint8Array.of(1, 2, 3, 4, 5), /is not an IDX file/],
    ['no bytes', new Uint8Array(0), /is not an IDX file/],
    ['a type that is none', Uint8Array.of(0, 0, 10, 1, 0, 0, 0, 0), /is not an IDX file/],
    ['no sizes', Uint8Array.of(0, 0, 8, 3, 0, 0), /ends before the sizes of its 3 axes/],
    [
      'a part',
      bytesOf('f8.idx').subarray(0, 100),
      /should hold 60 values \(3×4×5, double\) in 480 bytes and holds 84 bytes/,
    ],
    [
      'extreme sizes',
      Uint8Array.of(0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255, 1),
      /and holds 1 bytes/,
    ],
  ])('%s: a sentence', (_, bytes, sentence) =>
    expect(readIdx(bytes, 'a.idx')).toMatchObject({ bad: expect.stringMatching(sentence) as string }),
  )
  it(`damaged, seeds 1 to ${MUTATIONS}`, () => {
    let arrays = 0
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const result = readIdx(mutate(bytesOf(seed % 2 ? 'u1.idx' : 'i4.idx'), seed), 'a.idx')
      if (isBad(result)) continue
      arrays++
      expect([seed, result.values.length]).toEqual([seed, size(result.shape)])
    }
    expect(arrays).toBeGreaterThan(MUTATIONS / 20)
    expect(arrays).toBeLessThan(MUTATIONS)
  })
})

describe('CIFAR', () => {
  const read = (bytes: Uint8Array, name: string): Cifar => {
    const found = readCifar(bytes, name)
    if (isBad(found)) throw new Error(found.bad)
    return found
  }
  it('10', () => {
    const name = 'data_batch_1.bin'
    const { images, labels, coarse, classes } = read(bytesOf(name), name)
    expect([...images]).toEqual(valuesOf(name))
    expect([...labels]).toEqual(valuesOf(`${name}.labels`))
    expect([coarse, classes?.[3], CIFAR_10.length, images.length]).toEqual([null, 'cat', 10, 4 * 3072])
  })
  it('100', () => {
    const name = 'cifar-100-train.bin'
    const { images, labels, coarse, classes } = read(bytesOf(name), name)
    expect([...images]).toEqual(valuesOf(name))
    expect([...(coarse ?? [])].flatMap((c, i) => [c, labels[i]])).toEqual(valuesOf(`${name}.labels`))
    expect(classes).toBe(null)
  })
  it('of a size that fits both: what the labels allow, and then the name', () => {
    const zeros = new Uint8Array(3073 * 3074)
    expect([
      read(zeros, 'train.bin').labels.length,
      read(zeros, 'test_batch.bin').labels.length,
      read(zeros, 'x').labels.length,
    ]).toEqual([3073, 3074, 3074])
    zeros[3074 + 1] = 99
    zeros[3073] = 15
    expect(read(zeros, 'test_batch.bin').coarse?.length).toBe(3073)
  })
  it.each([
    [
      'a size of neither',
      new Uint8Array(4000),
      /its 4000 bytes are no whole number of records of 3073 \(CIFAR-10\) or 3074 \(CIFAR-100\) bytes/,
    ],
    ['no bytes', new Uint8Array(0), /its 0 bytes/],
    [
      'a label too large',
      new Uint8Array(2 * 3073).fill(12, 3073),
      /record 2 has label 12, and CIFAR-10 has only 10/,
    ],
    [
      'a coarse label too large',
      new Uint8Array(3074).fill(21),
      /record 1 has label 21, and CIFAR-100 has only 20/,
    ],
  ])('%s: a sentence', (_, bytes, sentence) =>
    expect(readCifar(bytes, 'a.bin')).toMatchObject({ bad: expect.stringMatching(sentence) as string }),
  )
  it(`damaged, seeds 1 to ${MUTATIONS}`, () => {
    let read = 0
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const result = readCifar(
        mutate(bytesOf(seed % 2 ? 'data_batch_1.bin' : 'cifar-100-train.bin'), seed),
        'a.bin',
      )
      if (isBad(result)) continue
      read++
      expect([seed, result.images.length]).toEqual([seed, result.labels.length * 3072])
    }
    expect(read).toBeGreaterThan(MUTATIONS / 20)
    expect(read).toBeLessThan(MUTATIONS)
  })
})
