/**
 * FITS: pictures, cubes and bands in several extensions as images; rows of an image, vector columns of a table, and tables of
 * a wavelength and a flux column as spectra.
 * The one thing to know: what a file is follows from its first units unless the user says otherwise, and the stretch is
 * measured on each band of each image by itself, as FITS viewers do.
 */
import { readFile } from 'node:fs/promises'
import { spectralAxis, type FitsColumn, type FitsFile, type FitsImage, type FitsTable } from '../formats/fits'
import { readFits } from '../formats/fits'
import { textAt } from '../formats/fitsHeader'
import { percentileInterval, stretch } from '../formats/stretch'
import type { Axis } from '../datasets/dataset'
import { isBad, size, type Bad, type ValuesOf } from '../spec'
import { fitPicture } from '../formats/resize'
import { fitsParams as params } from './params'
import { axisCalled, blockOfSpectra } from './together'
import type { Block, Column, SourceDecl, SourceFile } from './source'

type Values = ValuesOf<typeof params>

export const fits: SourceDecl<typeof params> = {
  kind: 'fits',
  title: 'FITS',
  params,
  isTogether: false,
  async decode(files, given) {
    const { path, name } = files[0] as SourceFile
    let bytes: Uint8Array
    try {
      bytes = await readFile(path)
    } catch (error) {
      return { bad: `${name} may not be read (${error instanceof Error ? error.message : String(error)}).` }
    }
    const file = readFits(bytes, name)
    return isBad(file) ? file : blockOf(file, given as Values, name)
  },
}

const isImage = (hdu: FitsFile['hdus'][number]): hdu is FitsImage => hdu.kind === 'image' && size(hdu.shape) > 0 && hdu.shape.length > 0
/** Whether rows run along a spectrum: not where they run along the sky, the sun or a detector. */
function isSpectral({ header, shape }: FitsImage): boolean {
  const axis = spectralAxis(header, 1, shape.at(-1) ?? 0),
    type = textAt(header, 'CTYPE1').trim()
  // Coordinates with a projection (RA---TAN, HPLN-TAN), or angles.
  if (!axis || /^[A-Z]+-+(?!LOG)[A-Z]{3}$/i.test(type) || /^(arcsec|arcmin|deg|pix(el)?s?)$/i.test(axis.unit)) return false
  return SPECTRAL.test(axis.label) || (shape.length === 2 && !header.has('CRVAL2') && !header.has('CTYPE2'))
}
const SPECTRAL = /^(wave|freq|ener|velo|redshift)/i

function blockOf({ hdus }: FitsFile, values: Values, name: string): Block | Bad {
  const all = hdus.filter(isImage),
    science = all.filter(i => /^SCI/i.test(i.name)),
    // Errors and quality flags beside what was measured are no bands of it.
    images = science.length > 0 ? science : all,
    tables = hdus.filter((h): h is FitsTable => h.kind === 'table'),
    first = images[0]
  const found = values.read === 'auto' ? (first ? (first.shape.length === 1 || isSpectral(first) ? 'rows' : 'images') : 'table') : values.read
  if (found === 'table') return tables[0] ? tableBlock(tables[0], tables.slice(1), name) : { bad: `${name} holds no table.` }
  if (!first) return { bad: `${name} holds no image${tables.length > 0 ? ', but a table: read it as one' : ''}.` }
  return found === 'rows' ? rowsBlock(first, name) : imagesBlock(images, values, name)
}

/** A plane of each image, or all planes of a cube, as the channels of one image; rows from top to bottom are turned, as FITS counts them from below. */
function imagesBlock(images: readonly FitsImage[], values: Values, name: string): Block | Bad {
  const first = images[0] as FitsImage
  const [height = 1, width = 1] = first.shape.slice(-2),
    same = images.filter(i => i.shape.length >= 2 && i.shape.at(-1) === width && i.shape.at(-2) === height)
  if (first.shape.length < 2) return { bad: `${name} holds one row of ${width} values, which is no image: read it as rows.` }
  const planes = same.flatMap(image =>
    Array.from({ length: size(image.shape) / (height * width) }, (_, p) =>
      Float32Array.from(image.values.subarray(p * height * width, (p + 1) * height * width)),
    ),
  )
  for (const plane of planes) {
    if (values.stretch === 'none')
      plane.forEach((v, i) => Number.isFinite(v) || (plane[i] = 0)) // blank pixels carry nothing
    else stretch(plane, values.stretch, ...percentileInterval(plane, values.percent))
  }
  const channels = planes.length,
    pixels = new Float32Array(height * width * channels)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++) pixels[(y * width + x) * channels + c] = (planes[c] as Float32Array)[(height - 1 - y) * width + x] as number
  const to = { height: values.height || height, width: values.width || width }
  const picture = fitPicture({ height, width, channels, values: pixels, full: 1, hasAlpha: false }, { ...to, fit: values.fit, channels: 'all' })
  if (isBad(picture)) return picture
  return {
    kind: 'images',
    shape: [to.height, to.width, channels],
    axis: null,
    values: Float32Array.from(picture.values),
    names: [name],
    columns: headerColumns(first),
  }
}

/** Each row of an image is a spectrum along its first FITS axis. */
function rowsBlock(image: FitsImage, name: string): Block {
  const length = image.shape.at(-1) ?? 0,
    count = size(image.shape) / length,
    axis = spectralAxis(image.header, 1, length)
  return {
    kind: 'spectra',
    shape: [length, 1],
    axis: axis && plain(axis),
    values: Float32Array.from(image.values),
    names: count === 1 ? [name] : Array.from({ length: count }, (_, i) => `${name} row ${i + 1}`),
    columns: count === 1 ? headerColumns(image) : [],
  }
}
const plain = ({ label, unit, values }: { label: string; unit: string; values: Float64Array }): Axis => ({ label, unit, values: Array.from(values) })

const AXIS = /^(wave(length|len)?s?|lambda|loglam|lam|freq(uency)?|energy|wavenumber|velocity|channel|x)$/i
const FLUX = /^(flux|flam|fnu|spectrum|spec|intensity|counts?|data|y|absorbance|reflectance)/i
type Numbers = Extract<FitsColumn, { kind: 'numbers' }>

function tableBlock(table: FitsTable, others: readonly FitsTable[], name: string): Block | Bad {
  const numbers = table.columns.filter((c): c is Numbers => c.kind === 'numbers'),
    vectors = numbers.filter(c => c.repeat > 1),
    axis = numbers.find(c => AXIS.test(c.name))
  const spectra = vectors.filter(c => c !== axis).sort((a, b) => Number(FLUX.test(b.name)) - Number(FLUX.test(a.name)))[0]
  if (spectra) return vectorBlock(table, spectra, axis, name)
  const flux = numbers.find(c => c !== axis && FLUX.test(c.name)) ?? numbers.find(c => c !== axis)
  if (axis && flux && axis.repeat === 1)
    return {
      kind: 'spectra',
      shape: [table.rows, 1],
      axis: axisCalled(axis.name, axis.unit, axis.values),
      values: blanksAsZero(flux.values),
      names: [name],
      columns: withOthers(headerColumns(table), others),
    }
  return {
    bad: `The table of ${name} has the columns ${table.columns.map(c => `“${c.name}”`).join(', ')}: spectra are a column of vectors, or two columns of which one is named wavelength.`,
  }
}

/** What a table of one row beside the spectrum says of it, as the Sloan survey writes class and redshift. */
function withOthers(own: readonly Column[], others: readonly FitsTable[]): readonly Column[] {
  const columns = [...own]
  for (const { columns: cells, rows } of others)
    for (const cell of rows === 1 ? cells : []) {
      const name = cell.name.toUpperCase()
      if (!KEYWORDS.includes(name) || columns.some(c => c.name === name)) continue
      if (cell.kind === 'text') columns.push({ name, unit: '', kind: 'text', values: cell.values })
      else if (cell.kind === 'numbers' && cell.repeat === 1) columns.push({ name, unit: cell.unit, kind: 'numbers', values: cell.values })
    }
  return columns
}

/** A spectrum in each row; the axis from a vector column, or from the header. */
function vectorBlock(table: FitsTable, flux: Numbers, axis: Numbers | undefined, name: string): Block | Bad {
  const length = flux.repeat,
    values = blanksAsZero(flux.values),
    rows = Array.from({ length: table.rows }, (_, i) => i),
    names = rows.map(i => `${name} row ${i + 1}`),
    columns = cellsOf(table, [flux, axis]),
    places = axis?.repeat === length ? axis.values : null
  if (axis && places?.some((v, i) => v !== places[i % length]))
    return blockOfSpectra(
      rows.map(i => ({
        axis: axisCalled(axis.name, axis.unit, places.subarray(i * length, (i + 1) * length)),
        y: values.subarray(i * length, (i + 1) * length),
      })),
      { names, columns },
      name,
    )
  const fromHeader = places ? null : spectralAxis(table.header, 1, length)
  return {
    kind: 'spectra',
    shape: [length, 1],
    axis: axis && places ? axisCalled(axis.name, axis.unit, places.subarray(0, length)) : fromHeader && plain(fromHeader),
    values,
    names,
    columns,
  }
}

/** One value for each row: what is said of the spectra. */
const cellsOf = (table: FitsTable, used: readonly (FitsColumn | undefined)[]): readonly Column[] =>
  table.columns.flatMap((c): Column[] => {
    if (used.includes(c) || c.kind === 'lists' || (c.kind === 'numbers' && c.repeat !== 1)) return []
    return [
      c.kind === 'text'
        ? { name: c.name, unit: '', kind: 'text', values: c.values }
        : { name: c.name, unit: c.unit, kind: 'numbers', values: c.values },
    ]
  })

/** A blank in the middle of a spectrum would make every sum of it nothing. */
const blanksAsZero = (values: Float64Array): Float32Array => Float32Array.from(values, v => (Number.isFinite(v) ? v : 0))

/** Keywords that often say what an exposure is. */
const KEYWORDS = ['OBJECT', 'CLASS', 'SUBCLASS', 'TYPE', 'LABEL', 'TARGET', 'FILTER', 'Z', 'REDSHIFT', 'EXPTIME']
const headerColumns = ({ header }: { readonly header: FitsImage['header'] }): readonly Column[] =>
  KEYWORDS.flatMap((name): Column[] => {
    const value = header.get(name)
    if (value === undefined || typeof value === 'boolean') return []
    return [
      typeof value === 'number'
        ? { name, unit: '', kind: 'numbers', values: Float64Array.of(value) }
        : { name, unit: '', kind: 'text', values: [value] },
    ]
  })
