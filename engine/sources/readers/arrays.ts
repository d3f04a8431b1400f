/**
 * Arrays that belong together: .npz, .npy, HDF5, IDX and CIFAR files, alone or several of them.
 * Which array is what follows from its name, as in engine/library/arrayRoles.ts; where the names say nothing,
 * the largest array is the input, and every array with one entry for each sample is a column beside it.
 */
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { axisOf, inputOf } from '../../library/arrays'
import { hasRole, rolesOf, type Named } from '../../library/arrayRoles'
import { readCifar } from '../../formats/arrays/cifar'
import { readHdf5 } from '../../formats/arrays/hdf5'
import { readIdx } from '../../formats/arrays/idx'
import { readNpy, type NpyArray } from '../../formats/arrays/npy'
import { readNpz } from '../../formats/arrays/npz'
import { formatNamed } from '../../fileKinds'
import { formatShape, isBad, size, type Bad } from '../../spec'
import { flatNames, oneHot, partsTogether, stacked, wholeName } from './arrayParts'
import { FILE_COLUMN, SPLIT_COLUMN } from '../folderColumns'
import type { SampleBlock, Column, SourceReader, SourceFile } from '../types'
import { axisCalled } from '../spectraBlock'

const MOST_BYTES = 4 * 2 ** 30
export const arrays: SourceReader = {
  async decode(files, given) {
    const all = new Map<string, NpyArray>()
    for (const file of files) {
      const found = await arraysOf(file)
      if (isBad(found)) return found
      for (const [key, array] of found) {
        const before = all.get(key)
        const both = before && (isSameText(before, array) ? array : stacked(before, array))
        if (before && !both)
          return {
            bad:
              `Two of the files hold an array named “${key}”, and they do not belong together ` +
              `(${formatShape(before.shape)} and ${formatShape(array.shape)}): open them one at a time.`,
          }
        all.set(key, both ?? array)
      }
    }
    return blockOf(
      all,
      String(given['input'] ?? ''),
      String(given['target'] ?? ''),
      files.length === 1 ? (files[0]?.name ?? '') : 'sample',
    )
  },
}

async function arraysOf(file: SourceFile): Promise<ReadonlyMap<string, NpyArray> | Bad> {
  const name = file.name.split('/').at(-1) ?? file.name
  const plain = name.replace(/\.gz$/i, '')
  const format = formatNamed(name)?.id
  if (format === 'hdf5') {
    const found = await readHdf5(file.path, name)
    return isBad(found) ? found : flatNames(found)
  }
  const bytes = await contentOf(file, name)
  if (isBad(bytes)) return bytes
  if (format === 'npz') {
    const found = await readNpz(bytes)
    return isBad(found) ? { bad: `${name} could not be read. ${found.bad}` } : found
  }
  if (format === 'npy') return one(plain.replace(/\.npy$/i, ''), readNpy(bytes, name))
  if (format === 'cifar') return cifar(bytes, name)
  return one(idxKey(plain), readIdx(bytes, name))
}

async function contentOf({ path, size: bytes }: SourceFile, name: string): Promise<Uint8Array | Bad> {
  if (bytes > 2 ** 31) return { bad: `${name} is larger than 2 GB: split it, or save it as HDF5.` }
  try {
    const content = await readFile(path)
    return content[0] === 0x1f && content[1] === 0x8b
      ? gunzipSync(content, { maxOutputLength: MOST_BYTES })
      : content
  } catch (error) {
    return {
      bad:
        `${name} could not be read: it is damaged, too large, or may not be opened ` +
        `(${error instanceof Error ? error.message : String(error)}).`,
    }
  }
}

/**
 * Names of places along a spectrum beside those that roles have; an array is no axis unless its length is
 * right as well.
 */
const AXIS_LIKE =
  /^(x|(x_?)?axis|lambda|lam|wl|wn|ppm|mz|time|(wave(length|number)|frequenc(y|ie)|energ(y|ie)|(raman|chemical)_?shift)s?)([ _(].*)?$/i
const leafOf = (name: string): string => name.split('/').at(-1) ?? name
/** Where there are as many samples as points, only `x` is surely no column. */
function axisLike(arrays: ReadonlyMap<string, NpyArray>, points: number, samples: number): Named | null {
  for (const [key, array] of arrays) {
    const name = leafOf(key).replace(IN_THE_WAY, '')
    const isLike = points === samples ? /^x$/i.test(name) : AXIS_LIKE.test(name)
    if (isLike && array.kind !== 'text' && array.shape.length === 1 && array.shape[0] === points)
      return { name, array }
  }
  return null
}

const isSameText = (a: NpyArray, b: NpyArray): boolean =>
  a.kind === 'text' && b.kind === 'text' && JSON.stringify(a.values) === JSON.stringify(b.values)

const one = (key: string, array: NpyArray | Bad): ReadonlyMap<string, NpyArray> | Bad =>
  isBad(array) ? array : new Map([[key, array]])

/** MNIST's own names, and what is made of them elsewhere. */
const idxKey = (name: string): string =>
  `${/label/i.test(name) ? 'y' : 'x'}${/(^|[-_. ])(t10k|test)/i.test(name) ? '_test' : /(^|[-_. ])train/i.test(name) ? '_train' : ''}`

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

/** Behind the name of an array that would be taken for what another was chosen to be. */
const IN_THE_WAY = ' (array)'
/** `x` and `y` of a spectrum are its places and its values. */
const isAlong = (x: NpyArray | undefined, all: ReadonlyMap<string, NpyArray>): boolean =>
  x !== undefined &&
  x.kind !== 'text' &&
  x.shape.length === 1 &&
  [...all.values()].some(a => a.shape.length === 2 && a.shape[1] === x.shape[0])

/** The chosen arrays under the names that mean what they were chosen for. */
function renamed(
  all: ReadonlyMap<string, NpyArray>,
  input: string,
  target: string,
): ReadonlyMap<string, NpyArray> | Bad {
  const lost = [input, target].find(n => n !== '' && !all.has(n))
  if (lost)
    return {
      bad:
        `There is no array “${lost}”: there are ` +
        `${[...all].map(([k, a]) => `“${k}” (${formatShape(a.shape)})`).join(', ')}.`,
    }
  const hasInput =
    input !== '' ||
    [...all].some(
      ([k, a]) => hasRole(k) && /^(x|images|spectra|data)/i.test(k) && !(/^x$/i.test(k) && isAlong(a, all)),
    )
  const largest = [...all]
    .filter(([k, a]) => a.kind !== 'text' && a.shape.length >= 2 && k !== target)
    .sort((a, b) => size(b[1].shape) - size(a[1].shape))[0]?.[0]
  const x = input || (hasInput ? '' : (largest ?? ''))
  return new Map(
    [...all].flatMap(([key, array]): [string, NpyArray][] => {
      if (key === x) return [['x', array]]
      if (key === target) return [['y', array]]
      const isInTheWay =
        (x !== '' && /^(x|images|spectra|data)$/i.test(key)) ||
        (target !== '' && /^(y|labels?|targets?)$/i.test(key))
      return [[isInTheWay ? `${key}${IN_THE_WAY}` : key, array]]
    }),
  )
}

function blockOf(
  all: ReadonlyMap<string, NpyArray>,
  input: string,
  target: string,
  name: string,
): SampleBlock | Bad {
  const parted = partsTogether(all, hasRole)
  if (isBad(parted)) return parted
  const there = (key: string): string => (key === '' || parted.arrays.has(key) ? key : wholeName(key))
  const named = renamed(parted.arrays, there(input), there(target))
  if (isBad(named)) return named
  const { counts } = parted
  const roles = rolesOf(named, false)
  if (isBad(roles)) return roles
  const first = roles.inputs[0] as Named
  const read = inputOf(first, roles.axis)
  const samples = first.array.shape[0] ?? 0
  if (isBad(read)) return read
  if (samples === 0) return { bad: `“${first.name}” holds no samples.` }
  const along = read.shape.length === 2 ? (roles.axis ?? axisLike(named, read.shape[0] ?? 0, samples)) : null
  const found = along && axisOf(along, read.shape)
  if (found && isBad(found)) return found
  const axis = found && axisCalled(found.label, along?.array.unit ?? '', found.values)
  const used = new Set([...roles.inputs, ...roles.targets].map(n => n.name))
  const others = [...named].filter(
    ([key, a]) =>
      !used.has(key) &&
      a !== roles.names?.array &&
      a !== roles.axis?.array &&
      a !== along?.array &&
      a.shape[0] === samples,
  )
  const columns = [...roles.targets, ...others.map(([n, array]): Named => ({ name: n, array }))].flatMap(n =>
    columnsOf(n, samples, roles.targets[0] === n ? roles.names : null),
  )
  return {
    kind: read.shape.length === 3 ? 'images' : 'spectra',
    shape: read.shape,
    axis,
    values: read.values,
    names: Array.from({ length: samples }, (_, i) => `${name} ${i}`),
    columns:
      !counts || counts.train + counts.val + counts.test !== samples
        ? columns
        : [
            ...columns,
            {
              name: SPLIT_COLUMN,
              unit: '',
              kind: 'text',
              values: Array.from({ length: samples }, (_, i) =>
                i < counts.train ? 'train' : i < counts.train + counts.val ? 'validation' : 'test',
              ),
            },
          ],
  }
}

/** One for each number of a sample; whole numbers with names become those. */
function columnsOf({ name, array }: Named, samples: number, names: Named | null): Column[] {
  const each = samples > 0 ? size(array.shape) / samples : 0
  if (array.shape.length > 2 || array.shape[0] !== samples || each < 1 || each > 64 || name === FILE_COLUMN)
    return []
  if (array.kind === 'text') return each === 1 ? [{ name, unit: '', kind: 'text', values: array.values }] : []
  const given = names?.array.kind === 'text' ? names.array.values : null
  const { values, unit = '' } = array
  if (given && each === 1 && array.kind !== 'float')
    return [{ name, unit: '', kind: 'text', values: Array.from(values, v => given[v] ?? String(v)) }]
  const places = each > 1 ? oneHot(array, samples, each) : null
  if (places)
    return given?.length === each
      ? [{ name, unit: '', kind: 'text', values: Array.from(places, p => given[p] as string) }]
      : [{ name, unit: '', kind: 'numbers', values: Float64Array.from(places) }]
  return Array.from({ length: each }, (_, i): Column => {
    const own = Float64Array.from({ length: samples }, (_, s) => values[s * each + i] as number)
    return {
      name: each === 1 ? name : given?.length === each ? (given[i] as string) : `${name} ${i + 1}`,
      unit,
      kind: 'numbers',
      values: own,
    }
  })
}
