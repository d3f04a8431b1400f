/**
 * Brings a picture to the size and the channels that a network takes.
 * Smaller pictures are means over areas (every source pixel counts by the share of it that is covered),
 * larger ones are bilinear between the middles of pixels; sums are float64 and rounded once, half up, at the
 * end.
 */
import { isBad, type Bad } from '../../spec'
import { MOST_VALUES, type Picture, type Pixels } from './pixels'

export type Fit = {
  readonly height: number
  readonly width: number
  /** `grey` and `rgb` lay what is transparent on black; `all` keeps every channel, alpha too. */
  readonly channels: 'grey' | 'rgb' | 'all'
  /**
   * `crop` covers the size and cuts the middle out; `pad` fits in and has zeros around; `stretch` gives up
   * the proportions.
   */
  readonly fit: 'stretch' | 'crop' | 'pad'
}
/** ITU-R BT.601 luma, as Pillow's convert('L') has it. */
const LUMA = [0.299, 0.587, 0.114] as const

/**
 * Where along one axis the values come from: `to` values at `at` of the result out of `length` source pixels
 * from `from` on.
 */
type Span = { readonly from: number; readonly length: number; readonly at: number; readonly to: number }
/** For each value of the result, the first source pixel, and the weights of it and those behind it. */
type Taps = { readonly first: Int32Array; readonly weights: readonly Float64Array[] }
/** Reads source row y as `[width, channels]` in the channels that are wanted. */
type Line = { readonly channels: number; read(y: number, into: Float64Array): void }

export function fitPicture(picture: Picture, to: Fit): Picture | Bad {
  const isSize = (n: number): boolean => Number.isInteger(n) && n > 0
  if (!isSize(to.height) || !isSize(to.width))
    return {
      bad: `A picture cannot be brought to ${to.width}×${to.height}: both must be whole numbers from 1.`,
    }
  const line = lineOf(picture, to.channels)
  if (isBad(line)) return line
  const { channels } = line
  const count = to.height * to.width * channels
  if (count > MOST_VALUES)
    return {
      bad:
        `${to.width}×${to.height} with ${channels} channels is more than ${MOST_VALUES / 1e6} million ` +
        'values: choose a smaller size.',
    }
  const [rows, columns] = spans(picture, to)
  const down = tapsOf(rows, picture.height)
  const across = tapsOf(columns, picture.width)
  const values = new (picture.values.constructor as new (length: number) => Pixels)(count)
  const sum = new Float64Array(columns.to * channels)
  const kept = keptRows(line, across, picture.width)
  for (let i = 0; i < rows.to; i++) {
    const weights = down.weights[i] as Float64Array
    const total = weights.reduce((a, b) => a + b, 0)
    sum.fill(0)
    for (let k = 0; k < weights.length; k++) {
      const row = kept((down.first[i] as number) + k)
      const weight = weights[k] as number
      for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] as number) + weight * (row[j] as number)
    }
    const start = ((rows.at + i) * to.width + columns.at) * channels
    write(values, start, sum, across, total, channels)
  }
  return {
    width: to.width,
    height: to.height,
    channels,
    hasAlpha: to.channels === 'all' && picture.hasAlpha,
    values,
    full: picture.full,
  }
}

/**
 * Divides by what the weights come to, so that means over whole pixels are exact; whole numbers round half
 * up.
 */
function write(
  values: Pixels,
  start: number,
  sum: Float64Array,
  across: Taps,
  total: number,
  channels: number,
): void {
  const isFloat = values instanceof Float32Array
  for (let x = 0, j = 0; x < across.weights.length; x++) {
    const all = total * (across.weights[x] as Float64Array).reduce((a, b) => a + b, 0)
    for (let c = 0; c < channels; c++, j++) {
      const mean = (sum[j] as number) / all
      values[start + j] = isFloat ? mean : Math.floor(mean + 0.5)
    }
  }
}

function spans({ height, width }: Picture, to: Fit): [rows: Span, columns: Span] {
  const tall = to.height / height
  const wide = to.width / width
  if (to.fit === 'pad') {
    const scale = Math.min(tall, wide)
    const place = (length: number, most: number): Span => {
      const n = Math.min(most, Math.max(1, Math.round(length * scale)))
      return { from: 0, length, at: Math.floor((most - n) / 2), to: n }
    }
    return [place(height, to.height), place(width, to.width)]
  }
  const scale = Math.max(tall, wide)
  const cut = (length: number, n: number): Span => {
    const taken = to.fit === 'crop' ? Math.min(length, n / scale) : length
    const from = (length - taken) / 2
    // Without a change of size, half a pixel would only blur.
    return { from: taken === n ? Math.floor(from) : from, length: taken, at: 0, to: n }
  }
  return [cut(height, to.height), cut(width, to.width)]
}

function tapsOf({ from, length, to }: Span, size: number): Taps {
  const step = length / to
  const first = new Int32Array(to)
  const weights: Float64Array[] = []
  for (let i = 0; i < to; i++) {
    if (step > 1) {
      // Whole numbers where the factor is one; the last edge is the span's end, not what rounding made of it.
      const start = from + (i * length) / to
      const end = Math.min(size, from + ((i + 1) * length) / to)
      const begin = Math.min(size - 1, Math.floor(start))
      const count = Math.max(1, Math.ceil(end - 1e-9) - begin)
      first[i] = begin
      weights.push(
        Float64Array.from(
          { length: count },
          (_, k) => Math.min(end, begin + k + 1) - Math.max(start, begin + k),
        ),
      )
    } else {
      const middle = Math.min(size - 1, Math.max(0, from + (i + 0.5) * step - 0.5))
      const begin = Math.min(Math.floor(middle), Math.max(0, size - 2))
      const share = middle - begin
      first[i] = begin
      weights.push(size === 1 || share === 0 ? Float64Array.of(1) : Float64Array.of(1 - share, share))
    }
  }
  return { first, weights }
}

/**
 * Source rows, summed along their width; the last two are kept, since neighbours in the result share them.
 */
function keptRows(line: Line, across: Taps, width: number): (y: number) => Float64Array {
  const { channels } = line
  const whole = new Float64Array(width * channels)
  const rows = [0, 1].map(() => ({ y: -1, values: new Float64Array(across.weights.length * channels) }))
  let next = 0
  return y => {
    const found = rows.find(r => r.y === y)
    if (found) return found.values
    const row = rows[next] as (typeof rows)[number]
    next = 1 - next
    row.y = y
    line.read(y, whole)
    row.values.fill(0)
    for (let x = 0, to = 0; x < across.weights.length; x++, to += channels) {
      const weights = across.weights[x] as Float64Array
      let from = (across.first[x] as number) * channels
      for (let k = 0; k < weights.length; k++)
        for (let c = 0; c < channels; c++)
          row.values[to + c] =
            (row.values[to + c] as number) + (weights[k] as number) * (whole[from++] as number)
    }
    return row.values
  }
}

function lineOf(
  { width, channels: given, hasAlpha, values, full }: Picture,
  wanted: Fit['channels'],
): Line | Bad {
  const colours = hasAlpha ? given - 1 : given
  const copy = (y: number, into: Float64Array): void =>
    into.set(values.subarray(y * width * given, (y + 1) * width * given))
  if (wanted === 'all') return { channels: given, read: copy }
  if (colours !== 1 && colours !== 3)
    return {
      bad:
        `The picture has ${given} channels, which are neither grey nor RGB: keep all channels, or save ` +
        'it as grey or RGB.',
    }
  const channels = wanted === 'grey' ? 1 : 3
  if (given === channels) return { channels, read: copy }
  const isLuma = wanted === 'grey' && colours === 3
  return {
    channels,
    read(y, into) {
      for (let x = 0, from = y * width * given, to = 0; x < width; x++, from += given) {
        const cover = hasAlpha ? (values[from + colours] as number) / full : 1
        if (isLuma)
          into[to++] =
            cover *
            (LUMA[0] * (values[from] as number) +
              LUMA[1] * (values[from + 1] as number) +
              LUMA[2] * (values[from + 2] as number))
        else if (channels === 1) into[to++] = cover * (values[from] as number)
        else
          for (let k = 0; k < 3; k++) into[to++] = cover * (values[from + (colours === 3 ? k : 0)] as number)
      }
    },
  }
}
