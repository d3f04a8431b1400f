/** The arrays of one file by their names: .npz, .npy, HDF5, IDX and CIFAR, the last three gzipped or not. */
import { formatNamed } from '../../fileKinds'
import { readCifar } from '../../formats/arrays/cifar'
import { readHdf5 } from '../../formats/arrays/hdf5'
import { readIdx } from '../../formats/arrays/idx'
import { readNpy, type NpyArray } from '../../formats/arrays/npy'
import { readNpz } from '../../formats/arrays/npz'
import { isBad, type Bad } from '../../spec'
import type { SourceFile } from '../types'
import { flatNames } from './arrayParts'
import { unpackedFile } from './wholeFile'

/** Unpacked. */
const MOST_BYTES = 4 * 2 ** 30

export async function arraysOf(file: SourceFile): Promise<ReadonlyMap<string, NpyArray> | Bad> {
  const name = file.name.split('/').at(-1) ?? file.name
  const plain = name.replace(/\.gz$/i, '')
  const format = formatNamed(name)?.id
  if (format === 'hdf5') {
    const found = await readHdf5(file.path, name)
    return isBad(found) ? found : flatNames(found)
  }
  const bytes = await unpackedFile({ ...file, name }, MOST_BYTES, 'split it, or save it as HDF5')
  if (isBad(bytes)) return bytes
  if (format === 'npz') {
    const found = await readNpz(bytes)
    return isBad(found) ? { bad: `${name} could not be read. ${found.bad}` } : found
  }
  if (format === 'npy') return one(plain.replace(/\.npy$/i, ''), readNpy(bytes, name))
  if (format === 'cifar') return cifar(bytes, name)
  return one(idxKey(plain), readIdx(bytes, name))
}

const one = (key: string, array: NpyArray | Bad): ReadonlyMap<string, NpyArray> | Bad =>
  isBad(array) ? array : new Map([[key, array]])

/** MNIST's own names, and what is made of them elsewhere. */
function idxKey(name: string): string {
  const role = /label/i.test(name) ? 'y' : 'x'
  if (/(^|[-_. ])(t10k|test)/i.test(name)) return `${role}_test`
  return /(^|[-_. ])train/i.test(name) ? `${role}_train` : role
}

function cifar(bytes: Uint8Array, name: string): ReadonlyMap<string, NpyArray> | Bad {
  const found = readCifar(bytes, name)
  if (isBad(found)) return found
  const part = /test/i.test(name) ? '_test' : /(train|data_batch)/i.test(name) ? '_train' : ''
  const samples = found.labels.length
  return new Map<string, NpyArray>([
    [`x${part}`, { kind: 'integer', shape: [samples, 32, 32, 3], values: found.images }],
    [`y${part}`, { kind: 'integer', shape: [samples], values: Int32Array.from(found.labels) }],
    ...(found.coarse
      ? [
          [
            `coarse${part}`,
            { kind: 'integer', shape: [samples], values: Int32Array.from(found.coarse) },
          ] as const,
        ]
      : []),
    ...(found.classes
      ? [['classes', { kind: 'text', shape: [found.classes.length], values: found.classes }] as const]
      : []),
  ])
}
