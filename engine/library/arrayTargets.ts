/** What is predicted, out of an array: classes from text or whole numbers, numbers from floats. */
import { formatShape, isBad, type Bad } from '../spec'
import type { MoreTarget } from '../datasets/dataset'
import type { NamedArray } from './arrayRoles'
import { finite, isNumeric } from './arrayValues'
import { oneHotPlaces } from './oneHot'
import type { NumberArray } from '../formats/arrays/npy'

/** Labels count from 0, so a stray large one would make as many classes. */
const MOST_CLASSES = 65_536

/** `names` are of the classes, or of the columns of numbers. */
export function arrayTarget(named: NamedArray, names: NamedArray | null): MoreTarget | Bad {
  const { name, array } = named
  if (names && (names.array.kind !== 'text' || names.array.shape.length !== 1))
    return { bad: `“${names.name}” must be a list of names.` }
  const given = names?.array.kind === 'text' ? names.array.values : null
  if (array.shape.length > 2)
    return {
      bad: `“${name}” is ${formatShape(array.shape)}; what is predicted is [samples] or [samples, columns].`,
    }
  if (!isNumeric(named)) return ofTexts(name, array.values as readonly string[])
  const [samples = 0, columns = 1] = array.shape
  const places = columns > 1 ? oneHotPlaces(named.array.values, samples, columns) : null
  if (places && (!given || given.length === columns)) return ofPlaces(name, places, columns, given)
  if (array.kind === 'float') return ofFloats(named, given, names?.name)
  if (columns !== 1)
    return {
      bad:
        `“${name}” is ${formatShape(array.shape)} of whole numbers; classes need one for each sample, ` +
        'and numbers to predict must be floats.',
    }
  return ofWholeNumbers(name, named.array.values, given)
}

function ofTexts(name: string, texts: readonly string[]): MoreTarget {
  const classes = [...new Set(texts)].sort()
  const places = new Map(classes.map((c, i) => [c, i]))
  return { name, classes, labels: Int32Array.from(texts, t => places.get(t) ?? 0), numbers: null }
}

/** As Keras' to_categorical writes classes. */
const ofPlaces = (
  name: string,
  labels: Int32Array,
  columns: number,
  given: readonly string[] | null,
): MoreTarget => ({
  name,
  classes: given ?? Array.from({ length: columns }, (_, i) => String(i)),
  labels,
  numbers: null,
})

/** `given` are names of the columns, from the array `whose`. */
function ofFloats(
  named: NamedArray<NumberArray>,
  given: readonly string[] | null,
  whose: string | undefined,
): MoreTarget | Bad {
  const { name, array } = named
  const [samples = 0, columns = 1] = array.shape
  const values = finite(named)
  if (isBad(values)) return values
  if (columns < 1) return { bad: `“${name}” has no columns.` }
  if (given && given.length !== columns)
    return { bad: `“${whose}” has ${given.length} names for the ${columns} columns of “${name}”.` }
  const own =
    given ?? (columns === 1 ? [name] : Array.from({ length: columns }, (_, i) => `${name} ${i + 1}`))
  return { name, classes: [], labels: new Int32Array(samples), numbers: { names: own, values } }
}

/** Classes from whole numbers as they are: 0 … largest, whether or not all of them occur. */
function ofWholeNumbers(
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
