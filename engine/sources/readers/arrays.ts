/**
 * Arrays that belong together: .npz, .npy, HDF5, IDX and CIFAR files, alone or several of them.
 * Which array is what follows from its name, as in engine/library/arrayRoles.ts; where the names say nothing,
 * the largest array is the input, and every array with one entry for each sample is a column beside it.
 */
import type { Axis } from '../../datasets/dataset'
import type { NpyArray } from '../../formats/arrays/npy'
import { hasRole, rolesOf, type NamedArray, type Roles } from '../../library/arrayRoles'
import { arrayAxisOf, arrayInputOf } from '../../library/arrayValues'
import { formatShape, isBad, type Bad, type Shape } from '../../spec'
import { SPLIT_COLUMN } from '../folderColumns'
import { axisCalled } from '../spectraBlock'
import type { Column, SampleBlock, SourceFile, SourceReader } from '../types'
import { axisLike, renamed } from './arrayChoice'
import { columnsOf } from './arrayColumns'
import { arraysOf } from './arrayFiles'
import { partsTogether, stacked, wholeName, type Parted } from './arrayParts'

export const arraysReader: SourceReader = {
  async decode(files, given) {
    const all = await allArrays(files)
    if (isBad(all)) return all
    return blockOf(
      all,
      String(given['input'] ?? ''),
      String(given['target'] ?? ''),
      files.length === 1 ? (files[0]?.name ?? '') : 'sample',
    )
  },
}

/** Of all files; arrays of the same name are stacked in the order of the files. */
async function allArrays(files: readonly SourceFile[]): Promise<ReadonlyMap<string, NpyArray> | Bad> {
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
  return all
}

const isSameText = (a: NpyArray, b: NpyArray): boolean =>
  a.kind === 'text' && b.kind === 'text' && JSON.stringify(a.values) === JSON.stringify(b.values)

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
  const roles = rolesOf(named, false)
  if (isBad(roles)) return roles
  const first = roles.inputs[0] as NamedArray
  const read = arrayInputOf(first, roles.axis)
  const samples = first.array.shape[0] ?? 0
  if (isBad(read)) return read
  if (samples === 0) return { bad: `“${first.name}” holds no samples.` }
  const axisArray =
    read.shape.length === 2 ? (roles.axis ?? axisLike(named, read.shape[0] ?? 0, samples)) : null
  const axis = axisArray && namedAxis(axisArray, read.shape)
  if (axis && isBad(axis)) return axis
  const split = splitColumn(parted.counts, samples)
  const columns = columnsBeside(named, roles, axisArray, samples)
  return {
    kind: read.shape.length === 3 ? 'images' : 'spectra',
    shape: read.shape,
    axis,
    values: read.values,
    names: Array.from({ length: samples }, (_, i) => `${name} ${i}`),
    columns: split ? [...columns, split] : columns,
    understood: [],
  }
}

function namedAxis(named: NamedArray, shape: Shape): Axis | Bad {
  const found = arrayAxisOf(named, shape)
  return isBad(found) ? found : axisCalled(found.label, named.array.unit ?? '', found.values)
}

/** The targets, and every other array that has an entry for each sample. */
function columnsBeside(
  named: ReadonlyMap<string, NpyArray>,
  roles: Roles,
  axisArray: NamedArray | null,
  samples: number,
): readonly Column[] {
  const used = new Set([...roles.inputs, ...roles.targets].map(n => n.name))
  const others = [...named].filter(
    ([key, a]) =>
      !used.has(key) &&
      a !== roles.names?.array &&
      a !== roles.axis?.array &&
      a !== axisArray?.array &&
      a.shape[0] === samples,
  )
  return [...roles.targets, ...others.map(([n, array]): NamedArray => ({ name: n, array }))].flatMap(n =>
    columnsOf(n, samples, roles.targets[0] === n ? roles.names : null),
  )
}

/** Null where the file has no parts, or parts of something else. */
function splitColumn(counts: Parted['counts'], samples: number): Column | null {
  if (!counts || counts.train + counts.val + counts.test !== samples) return null
  const values = Array.from({ length: samples }, (_, i) =>
    i < counts.train ? 'train' : i < counts.train + counts.val ? 'validation' : 'test',
  )
  return { name: SPLIT_COLUMN, unit: '', kind: 'text', values }
}
