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
import type { NumberArray } from '../formats/arrays/npy'
import { readNpz } from '../formats/arrays/npz'
import { formatShape, isBad, size, type Bad, type Shape } from '../spec'
import { hasRole, rolesOf, type Named, type Roles } from './arrayRoles'
import type { Axis, LoadedDataset, MoreInput as AnyInput, MoreTarget } from '../datasets/dataset'

/** Labels count from 0, so a stray large one would make as many classes. */
const MOST_CLASSES = 65_536

/**
 * The data set in the .npz file at `path`; a test part of its own becomes `ownTest`. `id` is the path. Where
 * no targets are needed and none are there, `classes` is empty and there are no numbers.
 */
export async function loadArrays(path: string, { needsTargets = true } = {}): Promise<LoadedDataset | Bad> {
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

/** Which is in memory. */
type MoreInput = AnyInput & { readonly values: Float32Array | Uint8Array }
type Content = Omit<LoadedDataset, 'id' | 'title' | 'about' | 'licence'>

function contentOf(roles: Roles): Content | Bad {
  const samples = roles.inputs[0]?.array.shape[0] ?? 0
  for (const { name, array } of [
    ...roles.inputs,
    ...roles.targets,
    ...(roles.weights ? [roles.weights] : []),
  ])
    if (array.shape[0] !== samples)
      return {
        bad: `“${name}” has ${array.shape[0] ?? 'no'} samples and “${roles.inputs[0]?.name}” ${samples}.`,
      }
  if (samples === 0) return { bad: `“${roles.inputs[0]?.name}” holds no samples.` }
  const inputs: MoreInput[] = []
  const targets: MoreTarget[] = []
  for (const [i, named] of roles.inputs.entries()) {
    const input = inputOf(named, i === 0 ? roles.axis : null)
    if (isBad(input)) return input
    inputs.push(input)
  }
  for (const [i, named] of roles.targets.entries()) {
    const target = targetOf(named, i === 0 ? roles.names : null)
    if (isBad(target)) return target
    targets.push(target)
  }
  const weights = roles.weights && weightsOf(roles.weights)
  if (weights && isBad(weights)) return weights
  const [{ shape, values } = { shape: [], values: new Float32Array(0) }, ...moreInputs] = inputs
  const [
    { classes, labels, numbers } = { classes: [], labels: new Int32Array(samples), numbers: null },
    ...moreTargets
  ] = targets
  const axis = roles.axis && axisOf(roles.axis, shape)
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

/**
 * Where value `i` of an array stands: `sample 3` or `sample 3, place [2, 0]`, counted from 0 as numpy does.
 */
function placeOf(i: number, shape: Shape): string {
  const each = size(shape.slice(1))
  const place = shape.slice(1).map((n, axis) => Math.floor((i % each) / size(shape.slice(axis + 2))) % n)
  return `sample ${Math.floor(i / each)}${place.length > 0 ? `, place [${place.join(', ')}]` : ''}`
}

/** float32 in C order; a value that is none, or not within its range, is a sentence. */
function finite({ name, array }: Named<NumberArray>): Float32Array | Bad {
  const values = new Float32Array(array.values)
  const wrong = values.findIndex(v => !Number.isFinite(v))
  return wrong < 0
    ? values
    : {
        bad:
          `“${name}” holds ${array.values[wrong]} at ${placeOf(wrong, array.shape)}: every value must be ` +
          `a number${Number.isFinite(array.values[wrong]) ? ' within the range of float32' : ''}.`,
      }
}

const isNumeric = (named: Named): named is Named<NumberArray> => named.array.kind !== 'text'

export function inputOf(named: Named, axis: Named | null): MoreInput | Bad {
  const {
    name,
    array: { shape },
  } = named
  if (!isNumeric(named)) return { bad: `“${name}” holds text; an input is numbers.` }
  if (shape.length < 2 || shape.length > 4 || shape.includes(0))
    return {
      bad:
        `“${name}” is ${formatShape(shape)}; an input is [samples, height, width], with channels behind ` +
        'if there are several, or [samples, length].',
    }
  // Three axes are images without channels, unless the name or a matching axis says that they are spectra
  // with channels.
  const isSpectra = /^spectra/i.test(name) || axis?.array.shape[0] === shape[1]
  const own = shape.slice(1)
  const hasChannels = own.length === 3 || (own.length === 2 && isSpectra)
  const values = named.array.values instanceof Uint8Array ? named.array.values : finite(named)
  return isBad(values) ? values : { name, shape: hasChannels ? own : [...own, 1], values }
}

function targetOf(named: Named, names: Named | null): MoreTarget | Bad {
  const { name, array } = named
  const [samples = 0, columns = 1] = array.shape
  if (names && (names.array.kind !== 'text' || names.array.shape.length !== 1))
    return { bad: `“${names.name}” must be a list of names.` }
  const given = names?.array.kind === 'text' ? names.array.values : null
  if (array.shape.length > 2)
    return {
      bad: `“${name}” is ${formatShape(array.shape)}; what is predicted is [samples] or [samples, columns].`,
    }
  if (!isNumeric(named)) {
    const texts = array.values as readonly string[]
    const classes = [...new Set(texts)].sort()
    const places = new Map(classes.map((c, i) => [c, i]))
    return { name, classes, labels: Int32Array.from(texts, t => places.get(t) ?? 0), numbers: null }
  }
  if (array.kind === 'float') {
    const values = finite(named)
    if (isBad(values)) return values
    if (columns < 1) return { bad: `“${name}” has no columns.` }
    if (given && given.length !== columns)
      return { bad: `“${names?.name}” has ${given.length} names for the ${columns} columns of “${name}”.` }
    const own =
      given ?? (columns === 1 ? [name] : Array.from({ length: columns }, (_, i) => `${name} ${i + 1}`))
    return { name, classes: [], labels: new Int32Array(samples), numbers: { names: own, values } }
  }
  if (columns !== 1)
    return {
      bad:
        `“${name}” is ${formatShape(array.shape)} of whole numbers; classes need one for each sample, ` +
        'and numbers to predict must be floats.',
    }
  return labelled(name, named.array.values, given)
}

/** Classes from whole numbers as they are: 0 … largest, whether or not all of them occur. */
function labelled(
  name: string,
  values: ArrayLike<number>,
  given: readonly string[] | null,
): MoreTarget | Bad {
  const labels = new Int32Array(values.length)
  const most = given?.length ?? MOST_CLASSES
  let largest = 0
  for (let i = 0; i < values.length; i++) {
    const label = values[i] as number
    if (label < 0)
      return { bad: `“${name}” holds ${label} at sample ${i}: classes are whole numbers from 0.` }
    if (label >= most)
      return {
        bad:
          `“${name}” holds ${label} at sample ${i}, but there are ` +
          `${given ? `${given.length} names of classes` : `at most ${MOST_CLASSES} classes`}, counted ` +
          'from 0.',
      }
    largest = Math.max(largest, label)
    labels[i] = label
  }
  return {
    name,
    classes: given ?? Array.from({ length: largest + 1 }, (_, i) => String(i)),
    labels,
    numbers: null,
  }
}

function weightsOf(named: Named): Float32Array | Bad {
  const { name, array } = named
  if (!isNumeric(named) || size(array.shape) !== array.shape[0])
    return { bad: `“${name}” must be one number for each sample.` }
  const values = finite(named)
  if (isBad(values)) return values
  const negative = values.findIndex(v => v < 0)
  if (negative >= 0)
    return {
      bad:
        `“${name}” holds ${values[negative]} at sample ${negative}: a sample cannot count less than ` +
        'nothing.',
    }
  return values.some(v => v > 0) ? values : { bad: `“${name}” holds zeros only: then no sample counts.` }
}

export function axisOf(named: Named, shape: Shape): Axis | Bad {
  const { name, array } = named
  if (!isNumeric(named) || array.shape.length !== 1) return { bad: `“${name}” must be a list of numbers.` }
  if (array.shape[0] !== shape[0] || shape.length !== 2)
    return { bad: `“${name}” has ${array.shape[0]} values, but a sample is ${formatShape(shape)}.` }
  const wrong = finite(named)
  return isBad(wrong) ? wrong : { label: name, unit: '', values: Array.from(named.array.values) }
}

/** SHA-256 over every array that is used, with its name and shape. */
function fingerprint(
  inputs: readonly MoreInput[],
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
