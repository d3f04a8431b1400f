/**
 * Other data than a network was trained on, brought to what it knows: units, direction and places of the
 * axis, what is measured, and its scale. What cannot be converted is a sentence, and what was done is told.
 */
import { axisIn, interpolation, isSameAxis, reversal, reversedAxis, type Transform } from '../datasets/axes'
import type { Axis, Dataset, Measure } from '../datasets/dataset'
import { inWords, NO_MEASURE, valueConversion } from '../datasets/units'
import { formatShape, isBad, size, type Bad, type Shape } from '../spec'
import { isFile, rowsIn } from './openRows'

/** What a network was trained on besides its targets: kept with its weights. */
export type TrainedOn = {
  readonly kind: Dataset['kind']
  /** Of one sample as measured, before any preparation. */
  readonly shape: Shape
  readonly axis: Axis | null
  readonly measure: Measure | null
  /** Whether its values were bytes, 0 to 255. */
  readonly isBytes: boolean
  /** Of the values of the samples it learned from. */
  readonly low: number
  readonly high: number
}
type Conformed = { readonly dataset: Dataset; readonly said: readonly string[] }

/** Samples on which the range is measured. */
const LOOKED_AT = 2000
/** Values so many times beyond the range that was learned are in another unit or scale. */
const FAR = 4
const MOST_BYTES = 2 ** 31

const isBytes = ({ values }: Pick<Dataset, 'values'>): boolean =>
  values instanceof Uint8Array || (isFile(values) && values.type === 'u8')

export function trainedOn(dataset: Dataset, training: Int32Array): TrainedOn {
  const { kind, shape, axis, measure = null } = dataset
  const [low, high] = rangeOf(dataset, training)
  return { kind, shape, axis, measure, isBytes: isBytes(dataset), low, high }
}

function rangeOf(dataset: Dataset, positions: ArrayLike<number>): readonly [low: number, high: number] {
  const rows = rowsIn(dataset)
  const one = new Float32Array(rows.length)
  const step = Math.max(1, Math.ceil(positions.length / LOOKED_AT))
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < positions.length; i += step) {
    rows.read(positions[i] as number, one)
    for (const v of one) {
      if (v < low) low = v
      if (v > high) high = v
    }
  }
  return [low, high]
}

/** `given` as the network knows such data; the first input alone has an axis and units. */
export function conform(given: Dataset, known: TrainedOn): Conformed | Bad {
  if (given.kind !== known.kind || (known.kind === 'images' && given.shape.join() !== known.shape.join()))
    return { bad: shapeSentence(given, known) }
  const said: string[] = []
  const placed = known.kind === 'spectra' ? onAxisOf(given, known, said) : given
  if (isBad(placed)) return placed
  const dataset = inMeasureOf(placed, known, said)
  if (isBad(dataset)) return dataset
  const far = scaleSentence(dataset, known)
  return { dataset, said: far ? [...said, far] : said }
}

const called = (kind: Dataset['kind']): string => (kind === 'images' ? 'pictures' : 'spectra')
const shapeSentence = ({ title, kind, shape }: Dataset, known: TrainedOn): string =>
  `${title} holds ${called(kind)} of ${formatShape(shape)}, and the network was trained on ` +
  `${called(known.kind)} of ${formatShape(known.shape)}: bring them to that size.`

const rangeInWords = ({ values, unit }: Axis): string =>
  `${sixDigits(values[0])} to ${sixDigits(values.at(-1))} ${unit}`.trim()
const sixDigits = (v = 0): number => Number(v.toPrecision(6))

function onAxisOf(given: Dataset, { axis: to, shape }: TrainedOn, said: string[]): Dataset | Bad {
  const { axis, title } = given
  if (!axis || !to) return withoutAxis(given, to, shape, said)
  const own = axisIn(axis, to)
  if (!own)
    return { bad: `The axis of ${title} is in ${axis.unit}, and the network was trained on ${to.unit}.` }
  if (own !== axis) said.push(`The axis of ${title} was brought from ${axis.unit} to ${to.unit}.`)
  if (isSameAxis(own, to)) return { ...given, axis: to }
  if (isSameAxis(reversedAxis(own), to)) {
    said.push(
      `The spectra of ${title} run the other way, from ${rangeInWords(axis)}: they were turned round.`,
    )
    return transformed(given, { ...given, axis: to }, reversal(shape[0] ?? 0))
  }
  const along = interpolation(own.values, to.values)
  if (!along)
    return {
      bad:
        `The spectra of ${title} run from ${rangeInWords(own)}, and the network was trained on ` +
        `${rangeInWords(to)}, which they do not cover.`,
    }
  said.push(
    `The spectra of ${title} were measured at other places (${rangeInWords(own)}) than the network was ` +
      `trained on (${rangeInWords(to)}): they were brought to these.`,
  )
  return transformed(given, { ...given, axis: to, shape: [to.values.length, shape[1] ?? 1] }, along)
}

function withoutAxis(given: Dataset, to: Axis | null, shape: Shape, said: string[]): Dataset | Bad {
  if (given.shape.join() !== shape.join())
    return {
      bad:
        `${given.title} holds spectra of ${formatShape(given.shape)}, and the network was trained on ` +
        `spectra of ${formatShape(shape)}.`,
    }
  if (to && !given.axis)
    said.push(`${given.title} names no axis: its points are taken for ${rangeInWords(to)}, as was learned.`)
  if (!to && given.axis)
    said.push(`The network was trained on spectra without an axis: point by point, whatever the axis.`)
  return given
}

/** All samples through `transform`, in memory, as `to` describes them. */
function transformed(given: Dataset, to: Dataset, transform: Transform): Dataset | Bad {
  const rows = rowsIn(given)
  const length = size(to.shape)
  if (rows.count * length * 4 > MOST_BYTES)
    return { bad: `${given.title} is too large to be converted in memory: ask about fewer samples.` }
  const values = new Float32Array(rows.count * length)
  const one = new Float32Array(rows.length)
  for (let s = 0; s < rows.count; s++) {
    rows.read(s, one)
    transform(one, values.subarray(s * length, (s + 1) * length), to.shape.at(-1) ?? 1)
  }
  return { ...to, values }
}

function inMeasureOf(given: Dataset, { measure }: TrainedOn, said: string[]): Dataset | Bad {
  const from = given.measure ?? NO_MEASURE
  const to = measure ?? NO_MEASURE
  const conversion = valueConversion(from, to)
  if (conversion === null) return given
  if (conversion === 'unlike')
    return { bad: `${given.title} holds ${inWords(from)}, and the network was trained on ${inWords(to)}.` }
  said.push(`${inWords(from)} was brought to ${inWords(to)} (${conversion.how}).`)
  return transformed(given, { ...given, measure: to }, (one, into) => {
    for (let i = 0; i < one.length; i++) into[i] = conversion.convert(one[i] as number)
  })
}

/** Where values are of another size altogether; null where they are not. */
function scaleSentence(given: Dataset, { low, high, isBytes: wereBytes }: TrainedOn): string | null {
  const [least, most] = rangeOf(
    given,
    Array.from({ length: rowsIn(given).count }, (_, i) => i),
  )
  const width = Math.max(high - low, Number.MIN_VALUE)
  const own = most - least
  const isFar = most > high + FAR * width || least < low - FAR * width || own < width / (FAR * FAR)
  if (!isFar) return null
  const digits = (v: number): string => String(Number(v.toPrecision(3)))
  return (
    `The values of ${given.title} run from ${digits(least)} to ${digits(most)}, and those that the network ` +
    `learned from ${digits(low)} to ${digits(high)}${wereBytes ? ' (bytes)' : ''}: if they are in another ` +
    'unit or scale, its answers mean nothing.'
  )
}
