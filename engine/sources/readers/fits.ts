/**
 * FITS: pictures, cubes and bands in several extensions as images; rows of an image, vector columns of a
 * table, and tables of a wavelength and a flux column as spectra.
 * What a file is follows from its first units unless the user says otherwise, and the stretch is
 * measured on each band of each image by itself, as FITS viewers do.
 */
import {
  spectralAxis,
  type FitsFile,
  type FitsImage,
  type FitsTable,
  readFits,
} from '../../formats/fits/fits'
import { textAt } from '../../formats/fits/header'
import { percentileInterval, stretch } from '../../formats/fits/stretch'
import { isBad, size, type Bad, type ValuesOf } from '../../spec'
import { fitPicture } from '../../formats/pictures/resize'
import type { fits } from '../../fileKinds/fits'
import type { Understood } from '../../datasets/roles'
import { isErrorName, isMaskName } from '../columnNames'
import { headerColumns, plainAxis, tableBlock } from './fitsSpectra'
import type { SampleBlock, SourceReader, SourceFile } from '../types'
import { wholeFile } from './wholeFile'

type Values = ValuesOf<typeof fits.params>
/** What Node reads at once. */
const MOST_BYTES = 2 * 2 ** 30

export const fitsReader: SourceReader = {
  async decode(files, given) {
    const source = files[0] as SourceFile
    const bytes = await wholeFile(source, MOST_BYTES, 'cut out what is needed')
    if (isBad(bytes)) return bytes
    const file = readFits(bytes, source.name)
    return isBad(file) ? file : blockOf(file, given as Values, source.name)
  },
}

const isImage = (hdu: FitsFile['hdus'][number]): hdu is FitsImage =>
  hdu.kind === 'image' && size(hdu.shape) > 0 && hdu.shape.length > 0
/** Whether rows run along a spectrum: not where they run along the sky, the sun or a detector. */
function isSpectral({ header, shape }: FitsImage): boolean {
  const axis = spectralAxis(header, 1, shape.at(-1) ?? 0)
  const type = textAt(header, 'CTYPE1').trim()
  // Coordinates with a projection (RA---TAN, HPLN-TAN), or angles.
  if (!axis || /^[A-Z]+-+(?!LOG)[A-Z]{3}$/i.test(type) || /^(arcsec|arcmin|deg|pix(el)?s?)$/i.test(axis.unit))
    return false
  return SPECTRAL.test(axis.label) || (shape.length === 2 && !header.has('CRVAL2') && !header.has('CTYPE2'))
}
const SPECTRAL = /^(wave|freq|ener|velo|redshift)/i

function blockOf({ hdus }: FitsFile, values: Values, name: string): SampleBlock | Bad {
  const all = hdus.filter(isImage)
  const science = all.filter(i => /^SCI/i.test(i.name))
  // Errors and quality flags beside what was measured are no bands of it.
  const images = science.length > 0 ? science : all
  const tables = hdus.filter((h): h is FitsTable => h.kind === 'table')
  const first = images[0]
  const found =
    values.read === 'auto'
      ? first
        ? first.shape.length === 1 || isSpectral(first)
          ? 'rows'
          : 'images'
        : 'table'
      : values.read
  if (found === 'table')
    return tables[0] ? tableBlock(tables[0], tables.slice(1), name) : { bad: `${name} holds no table.` }
  if (!first)
    return { bad: `${name} holds no image${tables.length > 0 ? ', but a table: read it as one' : ''}.` }
  return found === 'rows' ? rowsBlock(first, name) : imagesBlock(images, values, name)
}

/** A plane of each image, or all planes of a cube, as the channels of one image. */
function imagesBlock(images: readonly FitsImage[], values: Values, name: string): SampleBlock | Bad {
  const first = images[0] as FitsImage
  const [height = 1, width = 1] = first.shape.slice(-2)
  if (first.shape.length < 2)
    return { bad: `${name} holds one row of ${width} values, which is no image: read it as rows.` }
  const planes = images
    .filter(i => i.shape.length >= 2 && i.shape.at(-1) === width && i.shape.at(-2) === height)
    .flatMap(image => planesOf(image, height * width))
  for (const plane of planes) {
    if (values.stretch === 'none')
      plane.forEach((v, i) => Number.isFinite(v) || (plane[i] = 0)) // blank pixels carry nothing
    else stretch(plane, values.stretch, ...percentileInterval(plane, values.percent))
  }
  const channels = planes.length
  const to = { height: values.height || height, width: values.width || width }
  const picture = fitPicture(
    { height, width, channels, values: pixelsOf(planes, height, width), full: 1, hasAlpha: false },
    { ...to, fit: values.fit, channels: 'all' },
  )
  if (isBad(picture)) return picture
  return {
    kind: 'images',
    shape: [to.height, to.width, channels],
    axis: null,
    values: Float32Array.from(picture.values),
    names: [name],
    columns: headerColumns(first),
    understood: [],
  }
}

const planesOf = ({ shape, values }: FitsImage, pixels: number): readonly Float32Array[] =>
  Array.from({ length: size(shape) / pixels }, (_, p) =>
    Float32Array.from(values.subarray(p * pixels, (p + 1) * pixels)),
  )

/** `[height, width, planes]`, the last row first: FITS counts rows from below. */
function pixelsOf(planes: readonly Float32Array[], height: number, width: number): Float32Array {
  const channels = planes.length
  const pixels = new Float32Array(height * width * channels)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        pixels[(y * width + x) * channels + c] = (planes[c] as Float32Array)[
          (height - 1 - y) * width + x
        ] as number
  return pixels
}

/**
 * Each row of an image is a spectrum along its first FITS axis, unless the header says that rows are what
 * belongs to one measurement.
 */
function rowsBlock(image: FitsImage, name: string): SampleBlock {
  const length = image.shape.at(-1) ?? 0
  const named = rowNames(image)
  const axis = spectralAxis(image.header, 1, length)
  const all = size(image.shape) / length
  // IRAF has bands of several apertures each; the first band is what was extracted.
  const count = named.length > 0 ? all / named.length : all
  return {
    kind: 'spectra',
    shape: [length, 1],
    axis: axis && plainAxis(axis),
    values: Float32Array.from(image.values.subarray(0, count * length)),
    names: count === 1 ? [name] : Array.from({ length: count }, (_, i) => `${name} row ${i + 1}`),
    columns: count === 1 ? headerColumns(image) : [],
    understood: named.map((row, i): Understood => {
      const role = i === 0 ? 'value' : isErrorName(row) ? 'error' : isMaskName(row) ? 'mask' : 'left out'
      const why = i === 0 ? 'The first row is what was measured.' : 'It belongs to the first row.'
      return { part: `row ${i + 1} (${row})`, role, unit: '', count: 1, why, isSure: true }
    }),
  }
}

/** Rows of spectra of the Sloan survey before its tables (spSpec), and of LAMOST, which may name them. */
const SLOAN_ROWS = ['flux', 'continuum subtracted', 'noise', 'mask', 'sky']
/** What the rows of one measurement are, as LAMOST, IRAF and Sloan say it; none where each is a spectrum. */
function rowNames({ header, shape }: FitsImage): readonly string[] {
  const rows = shape.at(-3) ?? shape.at(-2) ?? 1
  for (const key of ['ARRAY', 'BANDID'])
    if (header.has(`${key}1`) && rows > 1)
      return Array.from({ length: rows }, (_, i) => textAt(header, `${key}${i + 1}`).trim() || `row ${i + 1}`)
  const isSloan = header.has('COEFF0') && shape.length === 2 && rows > 1 && rows <= SLOAN_ROWS.length
  return isSloan ? SLOAN_ROWS.slice(0, rows) : []
}
