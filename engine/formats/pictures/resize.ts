/**
 * Brings a picture to the size and the channels that a network takes.
 * Smaller pictures are means over areas (every source pixel counts by the share of it that is covered),
 * larger ones are bilinear between the middles of pixels; sums are float64 and rounded once, half up, at the
 * end.
 */
import { isBad, type Bad } from '../../spec'
import { lineOf, type PictureFit, type Line } from './fit'
import { MOST_PICTURE_VALUES, type Picture, type Pixels } from './pixels'
import { spans, tapsOf, type Taps } from './taps'

export function fitPicture(picture: Picture, to: PictureFit): Picture | Bad {
  const isSize = (n: number): boolean => Number.isInteger(n) && n > 0
  if (!isSize(to.height) || !isSize(to.width))
    return {
      bad: `A picture cannot be brought to ${to.width}×${to.height}: both must be whole numbers from 1.`,
    }
  const line = lineOf(picture, to.channels)
  if (isBad(line)) return line
  const { channels } = line
  const count = to.height * to.width * channels
  if (count > MOST_PICTURE_VALUES)
    return {
      bad:
        `${to.width}×${to.height} with ${channels} channels is more than ${MOST_PICTURE_VALUES / 1e6} ` +
        'million values: choose a smaller size.',
    }
  const values = new (picture.values.constructor as new (length: number) => Pixels)(count)
  resample(picture, line, to, values)
  return {
    width: to.width,
    height: to.height,
    channels,
    hasAlpha: to.channels === 'all' && picture.hasAlpha,
    values,
    full: picture.full,
  }
}

function resample(picture: Picture, line: Line, to: PictureFit, values: Pixels): void {
  const { channels } = line
  const [rows, columns] = spans(picture, to)
  const down = tapsOf(rows, picture.height)
  const across = tapsOf(columns, picture.width)
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
