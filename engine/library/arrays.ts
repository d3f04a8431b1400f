/**
 * A data set out of numpy arrays (.npz). `x` (or images, spectra, data) is [samples, height, width],
 * [samples, height, width, channels], [samples, length], and, named spectra or beside an axis, [samples,
 * length, channels]; `y` (or labels, target) is whole numbers or text for classes and floats [samples] or
 * [samples, columns] for numbers to predict.
 * What is wrong is a sentence that names the array and the place in it; nothing throws.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { LoadedDataset, MoreTarget } from '../datasets/dataset'
import { readNpz } from '../formats/arrays/npz'
import { formatShape, isBad, type Bad } from '../spec'
import { hasRole, rolesOf, type NamedArray, type Roles } from './arrayRoles'
import { arrayTarget } from './arrayTargets'
import { arrayAxisOf, arrayInputOf, sampleWeightsOf, type ArrayInput } from './arrayValues'

/**
 * The data set in the .npz file at `path`; a test part of its own becomes `ownTest`. `id` is the path. Where
 * no targets are needed and none are there, `classes` is empty and there are no numbers.
 */
export async function loadArrayFile(
  path: string,
  { needsTargets = true } = {},
): Promise<LoadedDataset | Bad> {
  const title = basename(path).replace(/\.npz$/i, '')
  const refused = (why: string): Bad => ({ bad: `${basename(path)} could not be read. ${why}` })
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    const isLarge = error instanceof Error && 'code' in error && error.code === 'ERR_FS_FILE_TOO_LARGE'
    return refused(isLarge ? 'It is larger than 2 GB.' : `The file ${path} is missing or may not be read.`)
  }
  const arrays = await readNpz(bytes, hasRole)
  if (isBad(arrays)) return refused(arrays.bad)
  const roles = rolesOf(arrays, needsTargets)
  if (isBad(roles)) return refused(roles.bad)
  const content = contentOf(roles)
  return isBad(content)
    ? refused(content.bad)
    : { id: path, title, about: '', licence: { name: '', text: '', source: path }, ...content }
}

type Content = Omit<LoadedDataset, 'id' | 'title' | 'about' | 'licence'>

function contentOf(roles: Roles): Content | Bad {
  const samples = roles.inputs[0]?.array.shape[0] ?? 0
  const problem = countProblem(roles, samples)
  if (problem) return problem
  const inputs = eachOf(roles.inputs, (named, i) => arrayInputOf(named, i === 0 ? roles.axis : null))
  if (isBad(inputs)) return inputs
  const targets = eachOf(roles.targets, (named, i) => arrayTarget(named, i === 0 ? roles.names : null))
  if (isBad(targets)) return targets
  const weights = roles.weights && sampleWeightsOf(roles.weights)
  if (weights && isBad(weights)) return weights
  const [{ shape, values } = { shape: [], values: new Float32Array(0) }, ...moreInputs] = inputs
  const [
    { classes, labels, numbers } = { classes: [], labels: new Int32Array(samples), numbers: null },
    ...moreTargets
  ] = targets
  const axis = roles.axis && arrayAxisOf(roles.axis, shape)
  if (axis && isBad(axis)) return axis
  return {
    kind: shape.length === 3 ? 'images' : 'spectra',
    shape,
    values,
    classes,
    labels,
    ownTest: roles.trainingSamples === null ? null : [roles.trainingSamples, samples],
    axis,
    fingerprint: fingerprint(inputs, targets, weights),
    ...(numbers ? { numbers } : {}),
    ...(moreInputs.length > 0 ? { moreInputs } : {}),
    ...(moreTargets.length > 0 ? { moreTargets } : {}),
    ...(weights ? { sampleWeights: weights } : {}),
  }
}

/** All arrays must be of as many samples as the first input, and of one at least. */
function countProblem({ inputs, targets, weights }: Roles, samples: number): Bad | null {
  for (const { name, array } of [...inputs, ...targets, ...(weights ? [weights] : [])])
    if (array.shape[0] !== samples)
      return { bad: `“${name}” has ${array.shape[0] ?? 'no'} samples and “${inputs[0]?.name}” ${samples}.` }
  return samples === 0 ? { bad: `“${inputs[0]?.name}” holds no samples.` } : null
}

/** What `read` makes of each, or the first that is wrong. */
function eachOf<T extends object>(
  all: readonly NamedArray[],
  read: (named: NamedArray, i: number) => T | Bad,
): readonly T[] | Bad {
  const found: T[] = []
  for (const [i, named] of all.entries()) {
    const one = read(named, i)
    if (isBad(one)) return one
    found.push(one)
  }
  return found
}

/** SHA-256 over every array that is used, with its name and shape. */
function fingerprint(
  inputs: readonly ArrayInput[],
  targets: readonly MoreTarget[],
  weights: Float32Array | null,
): string {
  const hash = createHash('sha256')
  const add = (a: Float32Array | Uint8Array | Int32Array) =>
    hash.update(new Uint8Array(a.buffer, a.byteOffset, a.byteLength))
  for (const { name, shape, values } of inputs) {
    hash.update(`${name} ${formatShape(shape)}\n`)
    add(values)
  }
  for (const { name, classes, labels, numbers } of targets) {
    hash.update(`${name} ${JSON.stringify(numbers?.names ?? classes)}\n`)
    add(numbers?.values ?? labels)
  }
  if (weights) add(weights)
  return hash.digest('hex')
}
