/** Pictures: PNG, JPEG and TIFF, brought to one size and one number of channels. */
import { readFileSync } from 'node:fs'
import { readPicture, type Picture } from '../../formats/pictures/picture'
import { fitPicture } from '../../formats/pictures/resize'
import { isBad, messageOf, type Bad, type ValuesOf } from '../../spec'
import type { pictures } from '../../fileKinds/pictures'
import { evenlySpread } from '../spread'
import type { SampleBlock, Note, SourceReader, SourceFile } from '../types'

/** Pictures looked at to find the size and the channels that most have. */
const LOOKED_AT = 64
/** A network on more pixels than this is slow on any desktop; the user may still ask for more. */
const LARGEST_PROPOSED = 128

type Values = ValuesOf<typeof pictures.params>

export const picturesReader: SourceReader = {
  propose(files) {
    const found = evenlySpread(files, LOOKED_AT)
      .map(read)
      .filter((p): p is Picture => !isBad(p))
    const typical = mostCommon(found.map(p => `${p.height} ${p.width}`))
    const [height = 64, width = 64] = typical?.split(' ').map(Number) ?? []
    const shrink = Math.min(1, LARGEST_PROPOSED / Math.max(height, width))
    const channels = mostCommon(found.map(p => String(p.channels)))
    const proposed = {
      height: Math.max(1, Math.round(height * shrink)),
      width: Math.max(1, Math.round(width * shrink)),
      channels:
        channels === '1' || channels === '2'
          ? 'grey'
          : channels === '3' || channels === '4' || !channels
            ? 'rgb'
            : 'all',
      values: found.every(p => p.full === 255) ? 'bytes' : 'measured',
    }
    return Promise.resolve({ params: proposed, notes: notesOf(found, files.length, proposed) })
  },
  decode(files, given) {
    const file = files[0] as SourceFile
    const picture = read(file)
    return Promise.resolve(isBad(picture) ? picture : blockOf(picture, given as Values, file.name))
  },
}

/** What newcomers wonder about afterwards: why pictures look cut, small or pale. */
function notesOf(
  found: readonly Picture[],
  files: number,
  { height, width }: { readonly height: number; readonly width: number },
): readonly Note[] {
  const sizes = [...found].sort((a, b) => a.height * a.width - b.height * b.width)
  const [least, most] = [sizes[0], sizes.at(-1)]
  const among = found.length < files ? ` (of ${found.length} that were looked at)` : ''
  const notes: Note[] = []
  if (!least || !most) return notes
  const fit = `all are brought to ${height}×${width}, cut or resized as you choose under Fit`
  if (found.some(p => p.height !== least.height || p.width !== least.width))
    notes.push({
      level: 'warning',
      sentence:
        `The pictures differ in size, from ${least.height}×${least.width} to ` +
        `${most.height}×${most.width}${among}: ${fit}.`,
    })
  else if (least.height !== height || least.width !== width)
    notes.push({
      level: 'info',
      sentence: `The pictures are ${least.height}×${least.width}, which trains slowly: ${fit}.`,
    })
  if (new Set(found.map(p => p.full)).size > 1)
    notes.push({
      level: 'warning',
      sentence:
        `Some pictures have 8 bits and others more${among}: choose values of 0 to 255 to bring them to ` +
        'one scale.',
    })
  return notes
}

/**
 * Reads synchronously: a decoding thread has nothing else to do, and four asynchronous calls a file took
 * longer than decoding.
 */
function read({ path, name }: SourceFile): Picture | Bad {
  try {
    return readPicture(readFileSync(path), name.split('/').at(-1) ?? name)
  } catch (error) {
    return { bad: `${name} may not be read (${messageOf(error)}).` }
  }
}

function blockOf(
  picture: Picture,
  { height, width, fit, channels, values }: Values,
  name: string,
): SampleBlock | Bad {
  const fitted = isFit(picture, { height, width, channels })
    ? picture
    : fitPicture(picture, { height, width, fit, channels })
  if (isBad(fitted)) return fitted
  return {
    kind: 'images',
    shape: [height, width, fitted.channels],
    axis: null,
    values: values === 'bytes' ? toBytes(fitted) : Float32Array.from(fitted.values),
    names: [name],
    columns: [],
    understood: [],
  }
}

/** Whether it has the size and channels already, as most pictures of most sets have. */
const isFit = (
  picture: Picture,
  { height, width, channels }: Pick<Values, 'height' | 'width' | 'channels'>,
): boolean =>
  picture.height === height &&
  picture.width === width &&
  (channels === 'all' || (!picture.hasAlpha && picture.channels === (channels === 'rgb' ? 3 : 1)))

function toBytes({ values, full }: Picture): Uint8Array {
  if (values instanceof Uint8Array) return values
  const bytes = new Uint8ClampedArray(values.length) // rounds and limits
  for (let i = 0; i < values.length; i++) bytes[i] = ((values[i] as number) * 255) / full
  return new Uint8Array(bytes.buffer)
}

function mostCommon(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const t of texts) counts.set(t, (counts.get(t) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}
