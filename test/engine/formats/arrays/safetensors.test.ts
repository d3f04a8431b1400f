/**
 * Weights as safetensors: read, written, and refused with a sentence. Recipe of the file:
 * test/golden/make-arrays.py.
 */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSafetensors, writeSafetensors } from '../../../../engine/formats/arrays/safetensors'
import { weightsFromSafetensors, weightsToSafetensors } from '../../../../engine/run/weightsFile'
import type { WeightEntry } from '../../../../engine/plan/planNetwork'
import { isBad } from '../../../../engine/spec'

const golden: Uint8Array = readFileSync(new URL('../../../golden/arrays/kinds.safetensors', import.meta.url))
const layout: readonly WeightEntry[] = [
  { node: 'conv2d-1', name: 'kernel', shape: [1, 2, 1, 3], offset: 0, length: 6 },
  { node: 'conv2d-1', name: 'bias', shape: [3], offset: 6, length: 3 },
  { node: 'dense.2', name: 'kernel', shape: [2, 1], offset: 9, length: 2 },
]
const flat = Float32Array.from({ length: 11 }, (_, i) => i / 3)

/** A file with this header and so many bytes of values. */
function file(header: unknown, bytes: number, claimed?: bigint): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const whole = new Uint8Array(8 + text.length + bytes)
  new DataView(whole.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true)
  whole.set(text, 8)
  return whole
}
const tensor = (from: number, to: number, shape: unknown = [(to - from) / 4], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
})

describe('reading', () => {
  it('takes every kind of value, and the metadata', () => {
    const read = readSafetensors(golden)
    if (isBad(read)) throw new Error(read.bad)
    const values = [-2, 0.5, 3, 4, -0.25, 96]
    const whole = values.map(Math.trunc)
    expect(
      Object.fromEntries(read.tensors.map(t => [t.name, [t.shape, ...t.values].map(v => (v === 0 ? 0 : v))])),
    ).toEqual({
      ...Object.fromEntries(['f32', 'f64', 'f16', 'bf16'].map(n => [n, [[2, 3], ...values]])),
      ...Object.fromEntries(['i32', 'i64'].map(n => [n, [[2, 3], ...whole.map(v => v + 0)]])),
      u8: [[2, 3], 2, 0, 3, 4, 0, 96],
      one: [[], 7],
      none: [[0, 2]],
    })
    expect(read.metadata).toEqual({ format: 'pt', 'made by': 'make-arrays.py' })
  })
  it('does not mind where the bytes begin', () => {
    const shifted = new Uint8Array(golden.length + 1)
    shifted.set(golden, 1)
    expect(readSafetensors(shifted.subarray(1))).toEqual(readSafetensors(golden))
  })
  it.each([
    ['an empty file', new Uint8Array(0), /not a safetensors file/],
    ['a header longer than the file', file({}, 0, 1000n), /cut off.*1000 bytes, and 2 follow/],
    ['a header of 2⁶³ bytes', file({}, 0, 2n ** 63n), /cut off, or is none/],
    ['a header that is not JSON', file('{"a":', 0), /not JSON/],
    ['a header that is not UTF-8', file('', 0, 0n).fill(0xff), /cut off, or is none/],
    ['a header that is a list', file([], 0), /not a list of named tensors/],
    [
      'a tensor without a shape',
      file({ a: { dtype: 'F32', data_offsets: [0, 4] } }, 4),
      /does not say what “a” is/,
    ],
    ['a tensor that is a number', file({ a: 3 }, 0), /does not say what “a” is/],
    ['a negative offset', file({ a: tensor(-4, 0, [1]) }, 4), /does not say what “a” is/],
    ['a size of half a value', file({ a: tensor(0, 4, [0.5]) }, 4), /does not say what “a” is/],
    ['a kind that is not read', file({ a: tensor(0, 4, [4], 'BOOL') }, 4), /stored as BOOL; only F64, F32/],
    [
      'a kind that JavaScript knows',
      file({ a: tensor(0, 4, [4], 'constructor') }, 4),
      /stored as constructor/,
    ],
    [
      'a size that does not fit the shape',
      file({ a: tensor(0, 8, [3]) }, 8),
      /“a” should take 12 bytes \(3 of F32\) and has 8/,
    ],
    ['an astronomic shape', file({ a: tensor(0, 8, [2 ** 40, 2 ** 40]) }, 8), /“a” should take/],
    ['overlapping tensors', file({ a: tensor(0, 8), b: tensor(4, 12) }, 12), /“b” and “a” overlap/],
    ['the same place twice', file({ a: tensor(0, 8), b: tensor(0, 8) }, 8), /“b” and “a” overlap/],
    ['a gap', file({ a: tensor(0, 4), b: tensor(8, 12) }, 12), /gap of 4 bytes before “b”/],
    [
      'values that are missing',
      file({ a: tensor(0, 8) }, 4),
      /cut off: “a” should end at byte 8 of the values, of which there are 4/,
    ],
    ['values too many', file({ a: tensor(0, 4) }, 9), /5 bytes behind its last tensor/],
    [
      'a name twice',
      file(`{"a":${JSON.stringify(tensor(0, 4))},"\\u0061":${JSON.stringify(tensor(0, 4))}}`, 4),
      /two tensors named “a”/,
    ],
  ])('answers %s with a sentence', (_, bytes, sentence) =>
    expect(readSafetensors(bytes)).toMatchObject({ bad: expect.stringMatching(sentence) as string }),
  )
  it('takes names that mean something to JavaScript, and quotes and brackets in names', () => {
    const names = ['__proto__', 'constructor', 'a"b{:}', '']
    const read = readSafetensors(
      writeSafetensors(names.map((name, i) => ({ name, shape: [1], values: Float32Array.of(i) }))),
    )
    expect(isBad(read) ? read.bad : read.tensors.map(t => t.name)).toEqual(names)
  })
  it('never throws, whatever is cut off or changed', () =>
    fc.assert(
      fc.property(
        fc.nat(golden.length),
        fc.array(fc.tuple(fc.nat(golden.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 5 }),
        (end, changes) => {
          const bytes = new Uint8Array(golden)
          for (const [at, value] of changes) bytes[at] = value
          readSafetensors(end % 2 ? bytes.subarray(0, end) : bytes)
        },
      ),
      { numRuns: 2000, seed: 3 },
    ))
})

describe('the weights of a network', () => {
  const written = weightsToSafetensors(layout, flat, { format: 'receptive' })
  it('come back as they were', () => expect(weightsFromSafetensors(layout, written)).toEqual(flat))
  it('have the names and shapes of the network, aligned and with metadata', () => {
    const length = Number(new DataView(written.buffer).getBigUint64(0, true))
    const header = JSON.parse(new TextDecoder().decode(written.subarray(8, 8 + length))) as unknown
    expect(length % 8).toBe(0)
    expect(header).toEqual({
      __metadata__: { format: 'receptive' },
      'conv2d-1.kernel': { dtype: 'F32', shape: [1, 2, 1, 3], data_offsets: [0, 24] },
      'conv2d-1.bias': { dtype: 'F32', shape: [3], data_offsets: [24, 36] },
      'dense.2.kernel': { dtype: 'F32', shape: [2, 1], data_offsets: [36, 44] },
    })
  })
  it('are found by name, in whatever order the file has them', () => {
    const entries = layout.map(w => ({
      name: `${w.node}.${w.name}`,
      shape: w.shape,
      values: flat.slice(w.offset, w.offset + w.length),
    }))
    expect(weightsFromSafetensors(layout, writeSafetensors(entries.toReversed()))).toEqual(flat)
  })
  it.each([
    ['missing', layout.slice(1), /no weights “conv2d-1.kernel”, which this network needs \(1×2×1×3\)/],
    [
      'too many',
      [...layout, { node: 'x', name: 'gain', shape: [1], offset: 0, length: 1 }],
      /has weights “x.gain”, which this network does not/,
    ],
    [
      'of another shape',
      layout.map(w => ({ ...w, shape: w.shape.toReversed() })),
      /“conv2d-1.kernel” is 3×1×2×1 in the file and 1×2×1×3 in this network/,
    ],
  ])('that are %s are refused by name', (_, other, sentence) =>
    expect(weightsFromSafetensors(layout, weightsToSafetensors(other, flat))).toMatchObject({
      bad: expect.stringMatching(sentence) as string,
    }),
  )
  it('of a broken file are refused', () =>
    expect(weightsFromSafetensors(layout, written.subarray(0, 50))).toHaveProperty('bad'))
})
