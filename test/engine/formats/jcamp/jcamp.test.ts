/**
 * JCAMP-DX in every form, against what the encoder was given; and broken files. Recipe:
 * test/golden/make-jcamp.py.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readJcamp } from '../../../../engine/formats/jcamp/jcamp'
import { type JcampSpectrum } from '../../../../engine/formats/jcamp/spectrum'
import { readNpz } from '../../../../engine/formats/arrays/npz'
import { isBad } from '../../../../engine/spec'
import { mutate, MUTATIONS } from '../../support/mutate'
import { cpuWatch } from '../../support/cpu'

const FOLDER = fileURLToPath(new URL('../../../golden/jcamp/', import.meta.url))
const textOf = (name: string): string => readFileSync(`${FOLDER}${name}`, 'latin1')
const { forms, seeds } = JSON.parse(readFileSync(`${FOLDER}expected.json`, 'utf8')) as {
  forms: string[]
  seeds: number
}
const arrays = await readNpz(new Uint8Array(readFileSync(`${FOLDER}expected.npz`)))
if (isBad(arrays)) throw new Error(arrays.bad)
const golden = (key: string): Float64Array => arrays.get(key)?.values as Float64Array

function read(text: string): readonly JcampSpectrum[] {
  const spectra = readJcamp(text, 'mine.jdx')
  if (isBad(spectra)) throw new Error(spectra.bad)
  return spectra
}
/** Ordinates to the last bit; abscissas but for the last rounding, since numpy may add in another order. */
function same(spectrum: JcampSpectrum | undefined, key: string): void {
  const x = golden(`${key}:x`)
  expect(Array.from(spectrum?.y ?? [])).toEqual(Array.from(golden(`${key}:y`)))
  expect(spectrum?.x.length).toBe(x.length)
  x.forEach((v, i) =>
    expect(Math.abs((spectrum?.x[i] as number) - v)).toBeLessThanOrEqual(
      4e-16 * Math.max(...x.map(Math.abs)),
    ),
  )
}
/** A spectrum of six points, 10 to 60, by its data lines. */
const spectrumOf = (lines: string, points: number, more = ''): string =>
  `##TITLE= t\n##XUNITS= 1/CM\n##FIRSTX= 1\n##LASTX= ${points}\n##NPOINTS= ${points}\n${more}##XYDATA= ` +
  `(X++(Y..Y))\n${lines}\n##END=\n`
const ordinates = (lines: string, points: number): readonly number[] =>
  Array.from(read(spectrumOf(lines, points))[0]?.y ?? [])

describe('round trips', () => {
  const spectra = read(textOf('forms.jdx'))
  it('finds every block', () => expect(spectra.length).toBe(seeds * forms.length))
  it.each(
    forms.flatMap((form, i) =>
      Array.from({ length: seeds }, (_, seed) => ({ form, seed, at: seed * forms.length + i })),
    ),
  )('$form, seed $seed', ({ seed, at }) => {
    expect(spectra[at]?.title).toBe(String(seed))
    same(spectra[at], String(seed))
  })
})

describe('the example of the specification', () => {
  const y = [1, 2, 3, 3, 2, 1, 0, -1, -2, -3]
  // McDonald & Wilks, section 5: one curve in each form; the abscissa in front of it is ours.
  it.each([
    ['FIX', '1  1  2  3  3  2  1  0 -1 -2 -3'],
    ['PAC', '1+1+2+3+3+2+1+0-1-2-3'],
    ['SQZ', '1ABCCBA@abc'],
    ['SQZ with the first value plain', '1 1BCCBA@abc'],
    ['DIF', '1 1JJ%jjjjjj'],
    ['DIFDUP', '1 1JJ%jX'],
    ['DIFDUP with a line to check', '1 1JJ%jX\n10 -3'],
  ])('%s', (_, line) => expect(ordinates(line, 10)).toEqual(y))
  it('a step behind a thousand', () =>
    expect(ordinates('1A000J000JU%T', 7)).toEqual([1000, 2000, 2001, 2002, 2003, 2003, 2003]))
})

describe('numbers', () => {
  it('mixed forms in one line', () =>
    expect(ordinates('1+5B3 -4%J2T@c', 8)).toEqual([5, 23, -4, -4, 8, 20, 0, -3]))
  it('exponents, in plain data also without a sign', () => {
    expect(ordinates('1 1.5E+2,-2e-1;3E2 .5 1.', 5)).toEqual([150, -0.2, 300, 0.5, 1])
    expect(ordinates('1A2E1F', 3)).toEqual([12, 51, 6])
  })
  it('a missing value', () => expect(ordinates('1 4 ? 6', 3)).toEqual([4, NaN, 6]))
  it('a form without its last bracket, and a comment for a label', () =>
    expect(read(spectrumOf('1 4 5', 2, '##= no\n').replace('Y..Y))', 'Y..Y)'))[0]?.y).toEqual(
      Float64Array.of(4, 5),
    ))
  it('blank lines, comments, carriage returns', () =>
    expect(ordinates('$$ no\r\n1 4 5 $$ 6 7\r\n\r\n3 8', 3)).toEqual([4, 5, 8]))
  it('an abscissa of the point after a difference, as some write it', () =>
    expect(ordinates('1A1J\n3A2J1\n4B3', 3)).toEqual([11, 12, 23]))
})

describe('other data', () => {
  const [points, peaks, pages, ...more] = read(textOf('others.jdx'))
  it('points', () => {
    expect(points).toMatchObject({
      title: 'points',
      dataType: 'UV/VIS SPECTRUM',
      xLabel: 'Wavelength',
      xUnit: 'nm',
      yLabel: 'Transmittance',
      yUnit: '',
    })
    expect(points?.x).toEqual(Float64Array.of(200.5, 210, 220.25, 230, 240))
    expect(points?.y).toEqual(Float64Array.of(0.25, 0.5, 0.75, 0.01, NaN))
  })
  it('peaks', () => {
    expect(peaks).toMatchObject({
      xLabel: 'Mass-to-charge ratio',
      xUnit: 'm/z',
      yLabel: 'Relative abundance',
    })
    expect([peaks?.x, peaks?.y]).toEqual([Float64Array.of(15, 27, 29, 43), Float64Array.of(3, 100, 50.5, 7)])
  })
  it('pages, of which the imaginary one is left out', () => {
    expect(more).toEqual([])
    expect(pages).toMatchObject({
      dataType: 'NMR SPECTRUM',
      xLabel: 'Frequency',
      xUnit: 'Hz',
      yUnit: 'arbitrary units',
    })
    expect(pages?.labels.get('PAGE')).toBe('N=1')
    same(pages, 'pages')
  })
  it('labels in any spelling, units, and what is said of an axis', () => {
    const text = spectrumOf(
      '1 4 5',
      2,
      '##Data_Type=RAMAN\n##xLabel= Shift\n##Y-UNITS= COUNTS\n##$CLASS= b\n##NAMES= one\ntwo\n',
    )
    expect(read(text)[0]).toMatchObject({
      dataType: 'RAMAN',
      xLabel: 'Shift',
      xUnit: 'cm⁻¹',
      yLabel: 'Intensity',
      yUnit: 'counts',
    })
    expect(read(text)[0]?.labels.get('$CLASS')).toBe('b')
    expect(read(text)[0]?.labels.get('NAMES')).toBe('one\ntwo')
  })
  it.each([
    ['NANOMETERS', 'Wavelength', 'nm'],
    ['MICROMETERS', 'Wavelength', 'µm'],
    ['HZ', 'Frequency', 'Hz'],
    ['SECONDS', 'Time', 's'],
    ['furlongs', 'x', 'furlongs'],
    ['constructor', 'x', 'constructor'],
  ])('%s', (units, label, unit) =>
    expect(read(spectrumOf('1 4 5', 2).replace('1/CM', units))[0]).toMatchObject({
      xLabel: label,
      xUnit: unit,
    }),
  )
})

describe('what cannot be read ends in a sentence', () => {
  it.each([
    ['nothing', '', /mine\.jdx is not a JCAMP-DX file/],
    ['no data', '##TITLE= t\n##END=\n', /holds no spectrum: none of ##XYDATA=/],
    [
      'a lost ordinate',
      spectrumOf('1.0 1 2\n3.0 3\n5.0 5 6', 6),
      /mine\.jdx \(t\), line 9: the line begins at 5, and by the ordinates before it should begin at 4/,
    ],
    [
      'a lost line',
      spectrumOf('1A1JJ\n5A5J', 6),
      /line 8: the line begins with the ordinate 15, and the line before ended at 13/,
    ],
    ['too few', spectrumOf('1 1 2\n3 3', 6), /holds 3 ordinates, and ##NPOINTS= says 6/],
    [
      'too many',
      spectrumOf('1 1 2 3 4', 3),
      /line 7: there are more ordinates than the 3 that ##NPOINTS= says/,
    ],
    [
      'a bomb of repetitions',
      '##TITLE= t\n##XYDATA= (X++(Y..Y))\n1A1Z99999999999\n##END=',
      /line 3: there are more ordinates than the 16777216 that are read/,
    ],
    ['a difference of nothing', spectrumOf('1J1J', 2), /line 7: “J1J” among the ordinates/],
    ['a word', spectrumOf('1 1 two', 2), /line 7: “two” among the ordinates/],
    ['a line without abscissa', spectrumOf('A1B2', 2), /holds 1 ordinates|line 7/],
    [
      'another form',
      spectrumOf('1 2', 1).replace('(X++(Y..Y))', '(XYW..XYW)'),
      /line 6: data in the form \(XYW\.\.XYW\) are not read/,
    ],
    [
      'half a pair',
      '##TITLE= t\n##XYPOINTS= (XY..XY)\n1,2 3\n##END=',
      /line 3: the line ends with an abscissa/,
    ],
    [
      'no end of the axis',
      '##TITLE= t\n##FIRSTX= 1\n##XYDATA= (X++(Y..Y))\n1 2 3\n##END=',
      /does not say where its points lie/,
    ],
    [
      'pages of unknown symbols',
      textOf('others.jdx').replace('(X++(R..R))', '(X++(Q..Q))'),
      /do not fit ##SYMBOL= X, R, I, N/,
    ],
  ])('%s', (_, text, sentence) =>
    expect(readJcamp(text, 'mine.jdx')).toMatchObject({ bad: expect.stringMatching(sentence) as string }),
  )
})

it.each(['small.jdx', 'others.jdx'])(`damaged files of %s (seeds 1 to ${MUTATIONS})`, name => {
  const whole = new Uint8Array(readFileSync(`${FOLDER}${name}`))
  let sentences = 0
  for (let seed = 1; seed <= MUTATIONS; seed++) {
    const milliseconds = cpuWatch()
    const spectra = readJcamp(Buffer.from(mutate(whole, seed)).toString('latin1'), 'mine.jdx')
    expect(milliseconds(), `seed ${seed}`).toBeLessThan(2000)
    if (isBad(spectra)) {
      sentences++
      expect(spectra.bad, `seed ${seed}`).not.toMatch(/undefined|NaN/)
    } else for (const s of spectra) expect(s.x.length, `seed ${seed}`).toBe(s.y.length)
  }
  expect(sentences).toBeGreaterThan(MUTATIONS / 5)
})
