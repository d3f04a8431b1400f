/**
 * The directories of a TIFF file (TIFF 6.0, Adobe 1992; BigTIFF as libtiff has it): what each page says about
 * itself.
 * A directory's fields are read only where they lie within the file, and directories that lead back to one
 * another are followed once. Functions here may throw a RangeError, which `readTiff` turns into a sentence.
 */
import type { Bad } from '../../spec'
import { damaged } from './pixels'

export type Page = {
  readonly width: number
  readonly height: number
  readonly samples: number
  readonly bits: number
  /** 1 unsigned, 2 signed, 3 float. */
  readonly format: number
  readonly compression: number
  readonly photometric: number
  readonly predictor: number
  readonly isPlanar: boolean
  readonly fillOrder: number
  readonly orientation: number
  /** What the samples beyond the colours are: 1 and 2 are alpha, colours multiplied with it or not. */
  readonly extra: readonly number[]
  readonly palette: readonly number[]
  /** Tiles, or strips as wide as the picture. */
  readonly tile: { readonly width: number; readonly height: number; readonly isStrip: boolean }
  readonly offsets: readonly number[]
  readonly counts: readonly number[]
  /** What its writer says of it; '' mostly. */
  readonly description: string
}
export type Pages = { readonly pages: readonly Page[]; readonly isLittle: boolean }

type Field = { readonly type: number; readonly count: number; readonly at: number }
type Reader = { readonly view: DataView; readonly isLittle: boolean; readonly isBig: boolean }
/** Bytes of a value by type; 0 for those that hold nothing of interest. */
const WIDTHS: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 16: 8 }
const MOST_PAGES = 10_000
const MOST_FIELDS = 1_000
const REDUCED = 1
const MASK = 4

export function tiffPages(bytes: Uint8Array, name: string): Pages | Bad {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isLittle = view.getUint16(0) === 0x4949
  const isBig = view.getUint16(2, isLittle) === 43
  const reader: Reader = { view, isLittle, isBig }
  const pages: Page[] = []
  const seen = new Set<number>()
  for (let at = word(reader, isBig ? 8 : 4); at !== 0;) {
    if (seen.has(at)) return damaged(name, 'its pages lead round in a circle')
    if (seen.size >= MOST_PAGES)
      return { bad: `${name} has more than ${MOST_PAGES} pages: save them as files of their own.` }
    seen.add(at)
    const count = isBig ? word(reader, at) : view.getUint16(at, isLittle)
    const start = at + (isBig ? 8 : 2)
    const step = isBig ? 20 : 12
    if (count > MOST_FIELDS) return damaged(name, `page ${seen.size} should have ${count} fields`)
    const fields = new Map<number, Field>()
    for (let i = 0; i < count; i++)
      fields.set(view.getUint16(start + i * step, isLittle), fieldAt(reader, start + i * step))
    // Thumbnails and masks stand beside the picture they belong to.
    const kind = numbers(reader, fields.get(254))[0] ?? 0
    if ((kind & (REDUCED | MASK)) === 0 || pages.length === 0) pages.push(pageOf(reader, fields))
    at = word(reader, start + count * step)
  }
  if (pages.length === 0) return damaged(name, 'it has no pages')
  const all = pages.length === 1 ? stackOf(pages[0] as Page, bytes.length, name) : pages
  return 'bad' in all ? all : { pages: all, isLittle }
}

/**
 * The pages of a stack. ImageJ writes one directory alone where a stack is larger than 4 GB, and says in its
 * description how many images of the same size lie behind the first, unpacked.
 */
function stackOf(page: Page, length: number, name: string): readonly Page[] | Bad {
  const count = Number(/^ImageJ=[^]*?^images=(\d+)/m.exec(page.description)?.[1] ?? 1)
  if (count < 2 || page.compression !== 1) return [page]
  const size = page.height * Math.ceil((page.width * page.samples * page.bits) / 8)
  const first = page.offsets[0] ?? 0
  if (count > MOST_PAGES || first + count * size > length)
    return damaged(name, `ImageJ says that ${count} images lie in it, and it is too short for them`)
  const tile = { width: page.width, height: page.height, isStrip: true }
  return Array.from({ length: count }, (_, i) => ({
    ...page,
    tile,
    offsets: [first + i * size],
    counts: [size],
  }))
}

const word = ({ view, isLittle, isBig }: Reader, at: number): number =>
  isBig ? Number(view.getBigUint64(at, isLittle)) : view.getUint32(at, isLittle)

function fieldAt(reader: Reader, at: number): Field {
  const { view, isLittle, isBig } = reader
  const type = view.getUint16(at + 2, isLittle)
  const count = word(reader, at + 4)
  const place = at + (isBig ? 12 : 8)
  const isInside = count * (type === ASCII ? 1 : (WIDTHS[type] ?? 0)) <= (isBig ? 8 : 4)
  return { type, count, at: isInside ? place : word(reader, place) }
}

/** The whole numbers of a field; none where it is missing or of another type. */
function numbers({ view, isLittle }: Reader, field: Field | undefined): number[] {
  const width = WIDTHS[field?.type ?? 0]
  if (!field || !width) return []
  if (field.at + field.count * width > view.byteLength) throw new RangeError('A field lies outside the file.')
  return Array.from({ length: field.count }, (_, i) => {
    const at = field.at + i * width
    if (width === 1) return view.getUint8(at)
    if (width === 2) return view.getUint16(at, isLittle)
    return width === 4 ? view.getUint32(at, isLittle) : Number(view.getBigUint64(at, isLittle))
  })
}

const MOST_TEXT = 10_000
const ASCII = 2
/** The characters of a field; '' where it is missing or of another type. */
function textIn({ view }: Reader, field: Field | undefined): string {
  if (field?.type !== ASCII || field.at + field.count > view.byteLength) return ''
  const bytes = new Uint8Array(view.buffer, view.byteOffset + field.at, Math.min(field.count, MOST_TEXT))
  return new TextDecoder('latin1').decode(bytes)
}

function pageOf(reader: Reader, fields: ReadonlyMap<number, Field>): Page {
  const all = (tag: number): number[] => numbers(reader, fields.get(tag))
  const one = (tag: number, otherwise: number): number => all(tag)[0] ?? otherwise
  const width = one(256, 0)
  const height = one(257, 0)
  const isStrip = !fields.has(324)
  const offsets = all(isStrip ? 273 : 324)
  const counts = all(isStrip ? 279 : 325)
  const rows = Math.min(one(278, height), height) || height
  const bits = all(258)
  const formats = all(339)
  return {
    width,
    height,
    samples: one(277, 1),
    // Samples of different sizes are not read; 0 is a size that no sample has.
    bits: bits.every(b => b === bits[0]) ? (bits[0] ?? 1) : 0,
    format: formats.every(f => f === formats[0]) ? (formats[0] ?? 1) : 0,
    compression: one(259, 1),
    photometric: one(262, 1),
    predictor: one(317, 1),
    isPlanar: one(284, 1) === 2,
    fillOrder: one(266, 1),
    orientation: one(274, 1),
    extra: all(338),
    palette: all(320),
    description: textIn(reader, fields.get(270)),
    tile: isStrip ? { width, height: rows, isStrip } : { width: one(322, 0), height: one(323, 0), isStrip },
    offsets,
    // Old files of one strip without a count: the rest of the file.
    counts:
      counts.length === 0 && offsets.length === 1
        ? [reader.view.byteLength - (offsets[0] as number)]
        : counts,
  }
}
