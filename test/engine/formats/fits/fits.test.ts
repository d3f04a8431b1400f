/**
 * FITS files as astropy writes them, against what it reads from them; and broken ones. Recipe:
 * test/golden/make-fits.py.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  readFits,
  spectralAxis,
  type FitsColumn,
  type FitsFile,
  type FitsImage,
  type FitsTable,
  type Hdu,
} from '../../../../engine/formats/fits/fits'
import { readNpz } from '../../../../engine/formats/arrays/npz'
import { isBad } from '../../../../engine/spec'
import { mutate, MUTATIONS } from '../../support/mutate'
import { cpuWatch } from '../../support/cpu'

const FOLDER = fileURLToPath(new URL('../../../golden/fits/', import.meta.url))
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(`${FOLDER}${name}`))
const { classes, stars, axes, long } = JSON.parse(readFileSync(`${FOLDER}expected.json`, 'utf8')) as {
  classes: string[]
  stars: string[]
  axes: Record<string, number>
  long: string
}
const arrays = await readNpz(bytesOf('expected.npz'))
if (isBad(arrays)) throw new Error(arrays.bad)

function golden(key: string): Float64Array {
  const array = arrays instanceof Map ? (arrays.get(key) as { values: unknown } | undefined) : undefined
  if (!(array?.values instanceof Float64Array)) throw new Error(`nothing expected as ${key}`)
  return array.values
}
function read(name: string): FitsFile {
  const file = readFits(bytesOf(name), name)
  if (isBad(file)) throw new Error(file.bad)
  return file
}
const image = (hdu: Hdu | undefined): FitsImage => {
  if (hdu?.kind !== 'image') throw new Error('no image')
  return hdu
}
const table = (hdu: Hdu | undefined): FitsTable => {
  if (hdu?.kind !== 'table') throw new Error('no table')
  return hdu
}
const column = (of: FitsTable, name: string): FitsColumn =>
  of.columns.find(c => c.name === name) as FitsColumn
/** Equal to the last bit, NaN to NaN. */
const same = (values: ArrayLike<number>, key: string): void =>
  expect(Array.from(values)).toEqual(Array.from(golden(key)))

describe('images', () => {
  const { hdus } = read('bitpix.fits')
  it.each(['u1', 'i2', 'i4', 'i8', 'f4', 'f8', 'u2', 'u4', 'u8', 'i1'])(
    'numbers of numpy’s kind %s',
    kind => {
      const hdu = image(hdus.find(h => h.name === kind.toUpperCase()))
      expect(hdu.shape).toEqual([3, 4])
      same(hdu.values, `bitpix.fits:${hdu.index}`)
      expect(hdu.values).toBeInstanceOf(
        ['u1', 'i1', 'i2', 'u2', 'f4'].includes(kind) ? Float32Array : Float64Array,
      )
    },
  )
  it('a primary without data, and its header', () => {
    const { shape, values, header, name } = image(hdus[0])
    expect([shape, values.length, name]).toEqual([[], 0, ''])
    expect(header.get('OBJECT')).toBe("O'Neill's star")
    expect(header.get('ESO DET CHIP1 GAIN')).toBe(1.25)
    expect(header.get('LONG')).toBe(long.trimEnd())
    expect(header.get('EXPTIME')).toBe(12.5)
    expect(header.get('FLAG')).toBe(true)
    expect(header.has('COMMENT')).toBe(false)
  })
  it('BLANK, and a scale with BLANK', () => {
    const [, blank, scaled] = read('scaled.fits').hdus
    same(image(blank).values, 'scaled.fits:1')
    same(image(scaled).values, 'scaled.fits:2')
  })
  it.each(['cube.fits', 'cube.fits.gz'])('five bands in %s', name => {
    const { shape, values, header } = image(read(name).hdus[0])
    expect(shape).toEqual([5, 8, 6])
    same(values, 'cube.fits:0')
    expect(spectralAxis(header, 3, 5)).toEqual({
      label: 'Wavelength',
      unit: 'nm',
      values: Float64Array.of(500, 525, 550, 575, 600),
    })
    expect(spectralAxis(header, 1, 6)).toBe(null)
  })
  it('five bands in five extensions', () => {
    const { hdus } = read('bands.fits')
    expect(hdus.map(h => h.name)).toEqual(['', 'U', 'G', 'R', 'I', 'Z'])
    for (let i = 1; i <= 5; i++) same(image(hdus[i]).values, `bands.fits:${i}`)
  })
  it('what stands behind the last extension is left alone', () => {
    const bytes = bytesOf('cube.fits')
    const file = readFits(Uint8Array.from([...bytes, ...new Uint8Array(5000)]), 'cube.fits')
    expect(isBad(file) ? file.bad : file.hdus.length).toBe(1)
  })
})

describe('tables', () => {
  const spectra = table(read('table.fits').hdus[1])
  it('vector columns, with their units', () => {
    expect(spectra.rows).toBe(7)
    expect(column(spectra, 'WAVELENGTH')).toMatchObject({ unit: 'Angstrom', repeat: 20, kind: 'numbers' })
    expect(column(spectra, 'FLUX')).toMatchObject({ unit: '10**(-17) erg/s/cm2/Angstrom', repeat: 20 })
  })
  it.each([
    'WAVELENGTH',
    'FLUX',
    'COUNT',
    'U2',
    'SCALED',
    'BYTE',
    'LONG',
    'GOOD',
    'BITS',
    'COMPLEX',
    'DOUBLE',
  ])('numbers in %s', name => {
    const found = column(spectra, name)
    if (found.kind !== 'numbers') throw new Error('no numbers')
    expect(found.values.length).toBe(7 * found.repeat)
    same(found.values, `table.fits:${name}`)
  })
  it('text', () =>
    expect(column(spectra, 'CLASS')).toEqual({
      name: 'CLASS',
      unit: '',
      repeat: 1,
      kind: 'text',
      values: classes,
    }))
  it.each(['LIST', 'WHOLE'])('lists of several lengths in %s', name => {
    const found = column(spectra, name)
    if (found.kind !== 'lists') throw new Error('no lists')
    expect(found.values.map(v => v.length)).toEqual(Array.from(golden(`table.fits:${name}:lengths`)))
    same(
      found.values.flatMap(v => Array.from(v)),
      `table.fits:${name}`,
    )
  })
  it('written out in characters', () => {
    const found = table(read('ascii.fits').hdus[1])
    expect(column(found, 'NAME')).toMatchObject({ kind: 'text', values: stars })
    for (const name of ['MAG', 'E', 'D', 'N'])
      same(column(found, name).values as Float64Array, `ascii.fits:${name}`)
    expect(column(found, 'MAG').unit).toBe('mag')
  })
})

describe('images in compressed tiles', () => {
  it.each(['rice8', 'rice16', 'rice32', 'gzip16', 'gzip2', 'plain', 'dither1', 'dither2'])(
    '%s, as CFITSIO has it',
    name => {
      const hdu = image(read(`tiles-${name}.fits`).hdus[1])
      expect([hdu.shape, hdu.name, hdu.header.get('NAXIS1')]).toEqual([[40, 33], 'TILES', 33])
      same(hdu.values, `tiles-${name}.fits:1`)
    },
  )
  it.each(['cube', 'whole'])('three axes: %s', name => {
    const hdu = image(read(`tiles-${name}.fits`).hdus[1])
    expect(hdu.shape).toEqual([5, 8, 6])
    expect(hdu.values).toBeInstanceOf(Float32Array)
    same(hdu.values, `tiles-${name}.fits:1`)
  })
})

describe('spectral axes', () => {
  it.each([
    ['linear.fits', 'Wavelength', 'Å'],
    ['cd.fits', 'Frequency', 'GHz'],
    ['pc.fits', 'Velocity', 'km/s'],
    ['log.fits', 'Wavelength', 'Å'],
    ['iraf.fits', 'Wavelength', 'Å'],
    ['sdss.fits', 'Wavelength', ''],
  ])('%s as wcslib has it', (name, label, unit) => {
    const axis = spectralAxis(image(read(name).hdus[0]).header, 1, 30)
    const size = axes[name] as number
    const expected = golden(`${name}:axis`)
    expect([axis?.label, axis?.unit]).toEqual([label, unit])
    // The unit is changed there, and the exponential is another library's: a few roundings of float64.
    for (let i = 0; i < 30; i++)
      expect(Math.abs((axis?.values[i] as number) * size - (expected[i] as number))).toBeLessThan(
        1e-13 * Math.abs(expected[0] as number),
      )
  })
  const axis = (cards: Record<string, string | number>) => spectralAxis(new Map(Object.entries(cards)), 1, 3)
  it('an axis that nothing is said of, of a position, or of another algorithm', () => {
    expect(axis({})).toBe(null)
    expect(axis({ CTYPE1: 'GLON-CAR', CRVAL1: 1, CDELT1: 1 })).toBe(null)
    expect(axis({ CTYPE1: 'WAVE-F2W', CRVAL1: 1, CDELT1: 1 })).toBe(null)
    expect(axis({ CTYPE1: 'WAVE', CRVAL1: 1, CDELT1: 0 })).toBe(null)
    expect(axis({ CTYPE1: 'LINEAR', CRVAL1: 4000, CDELT1: 1, 'DC-FLAG': 1 })).toBe(null)
  })
  it('powers of ten by CTYPE alone, a frame of velocities, a plain length', () => {
    expect(axis({ CTYPE1: 'LOG-WAVE', CUNIT1: 'um', CRVAL1: 2, CRPIX1: 1, CDELT1: 1 })).toEqual({
      label: 'Wavelength',
      unit: 'µm',
      values: Float64Array.of(100, 1000, 10000),
    })
    expect(axis({ CTYPE1: 'FREQ-LSR', CUNIT1: 'Hz', CRVAL1: 5, CRPIX1: 1, CDELT1: 2 })).toEqual({
      label: 'Frequency',
      unit: 'Hz',
      values: Float64Array.of(5, 7, 9),
    })
    expect(axis({ CUNIT1: 'nm', CRVAL1: 5, CDELT1: 2, CRPIX1: 2 })).toEqual({
      label: 'Wavelength',
      unit: 'nm',
      values: Float64Array.of(3, 5, 7),
    })
  })
})

describe('what cannot be read ends in a sentence', () => {
  const cube = bytesOf('cube.fits')
  const patched = (name: string, from: string, to: string): Uint8Array => {
    const bytes = Buffer.from(bytesOf(name))
    const at = bytes.indexOf(from)
    if (at < 0 || from.length !== to.length) throw new Error(`no ${from}`)
    bytes.write(to, at, 'latin1')
    return bytes
  }
  /**
   * The last row's list says that it has 60,000 values; its descriptor lies in front of the 16 bytes of the
   * last column's.
   */
  const longList = (): Uint8Array => {
    const bytes = bytesOf('table.fits')
    const header = table(read('table.fits').hdus[1]).header
    const start = 2880 + Math.ceil((Buffer.from(bytes).indexOf('END     ', 2880) - 2880) / 2880) * 2880
    const width = header.get('NAXIS1') as number
    new DataView(bytes.buffer).setInt32(start + 7 * width - 24, 60_000)
    return bytes
  }
  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(0), /mine\.fits is not a FITS file/],
    ['text', new TextEncoder().encode('a,b\n1,2\n'), /does not begin with “SIMPLE {2}=”/],
    ['a cut header', cube.slice(0, 400), /mine\.fits is cut off or damaged: its header has no END card/],
    [
      'cut data',
      cube.slice(0, 3500),
      /mine\.fits is cut off: 5×8×6 of BITPIX -32 need 960 bytes and 620 are there/,
    ],
    [
      'a cut gzip',
      bytesOf('cube.fits.gz').slice(0, 700),
      /mine\.fits is damaged or cut off: it cannot be unpacked/,
    ],
    ['random groups', bytesOf('groups.fits'), /holds random groups/],
    ['another compression', bytesOf('tiles-hcompress.fits'), /compressed with HCOMPRESS_1; .* funpack/],
    [
      'another BITPIX',
      patched('cube.fits', 'BITPIX  =                  -32', 'BITPIX  =                  -31'),
      /BITPIX \(-31\)/,
    ],
    [
      'a huge axis',
      patched('cube.fits', 'NAXIS1  =                    6', 'NAXIS1  =      900000000000000'),
      /is cut off: 5×8×900000000000000/,
    ],
    ['a missing axis', patched('cube.fits', 'NAXIS2  =', 'NAXISX  ='), /does not say how long every axis is/],
    [
      'another TFORM',
      patched('table.fits', "'20D     '", "'20Y     '"),
      /Extension 1 of mine\.fits \(SPECTRA\) is damaged: column 1 has TFORM1 = “20Y”/,
    ],
    [
      'columns wider than a row',
      patched('table.fits', "'20D     '", "'99D     '"),
      /its columns take \d+ bytes of a row/,
    ],
    ['a list outside of the heap', longList(), /row 7 of “LIST” points outside the table's heap/],
  ])('%s', (_, bytes, sentence) => {
    expect(readFits(bytes, 'mine.fits')).toMatchObject({ bad: expect.stringMatching(sentence) as string })
  })
})

describe('damaged files', () => {
  it.each([
    'scaled.fits',
    'table.fits',
    'ascii.fits',
    'cube.fits.gz',
    'tiles-rice16.fits',
    'tiles-gzip2.fits',
    'tiles-dither1.fits',
  ])(`of %s (seeds 1 to ${MUTATIONS})`, name => {
    const whole = bytesOf(name)
    let sentences = 0
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const milliseconds = cpuWatch()
      const file = readFits(mutate(whole, seed), 'mine.fits')
      expect(milliseconds(), `seed ${seed}`).toBeLessThan(2000)
      if (isBad(file)) {
        sentences++
        // The memory is never at fault here, so such a sentence would hide a read outside of the file.
        expect(file.bad, `seed ${seed}`).not.toMatch(/memory|undefined|NaN/)
        continue
      }
      for (const hdu of file.hdus) {
        if (hdu.kind === 'image')
          expect(hdu.values.length, `seed ${seed}`).toBe(
            hdu.shape.length === 0 ? 0 : hdu.shape.reduce((a, b) => a * b, 1),
          )
        else
          for (const c of hdu.columns)
            expect(c.values.length, `seed ${seed}`).toBe(hdu.rows * (c.kind === 'numbers' ? c.repeat : 1))
        if (hdu.kind === 'image')
          for (let axis = 1; axis <= hdu.shape.length; axis++) spectralAxis(hdu.header, axis, 10)
      }
    }
    expect(sentences).toBeGreaterThan(MUTATIONS / 5)
  })
})
