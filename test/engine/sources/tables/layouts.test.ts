/** What tables of spectra mean, way by way. Recipe of the files: test/golden/make-tables.py. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { GivenRoles } from '../../../../engine/datasets/roles'
import { readTable, type Table } from '../../../../engine/formats/tables/table'
import { asFound, oneSpectrum, spectrumEach, turnProblem } from '../../../../engine/sources/tables/columns'
import { linesUnderstood, unclearProblem } from '../../../../engine/sources/tables/lines'
import { points } from '../../../../engine/sources/tables/long'
import { pairs } from '../../../../engine/sources/tables/pairs'
import type { LooseSpectra, TableLayout, TableSamples } from '../../../../engine/sources/tables/types'
import { countedRows, namedRows } from '../../../../engine/sources/tables/wide'
import { isBad } from '../../../../engine/spec'

const FOLDER = fileURLToPath(new URL('../../../golden/tables/', import.meta.url))
function tableOf(source: string | Uint8Array): Table {
  const table = readTable(typeof source === 'string' ? new TextEncoder().encode(source) : source, 'my.csv')
  if (isBad(table)) throw new Error(table.bad)
  return table
}
const bytesOf = (name: string): Uint8Array => readFileSync(FOLDER + name)
const by = (layout: TableLayout, source: string | Uint8Array, roles: GivenRoles = {}) =>
  layout(tableOf(source), roles, 'my.csv')
function samplesOf(layout: TableLayout, source: string | Uint8Array, roles: GivenRoles = {}): TableSamples {
  const found = by(layout, source, roles)
  if (found === null || isBad(found) || 'spectra' in found) throw new Error(JSON.stringify(found))
  return found
}
const metadata = (found: { readonly metadata: Table['columns'] }) =>
  found.metadata.map(c => [c.name, ...Array.from<string | number>(c.values)])

describe('a row each', () => {
  const header = (name: (v: number) => string): string =>
    `id,${Array.from({ length: 9 }, (_, i) => name(850 + i / 2)).join()}\na,${'1,0,'.repeat(4)}3\n` +
    `b,${'4,0,'.repeat(4)}6`
  it('with the axis above', () => {
    const { axis, shape, values, ...found } = samplesOf(namedRows, bytesOf('wide.csv'))
    const table = tableOf(bytesOf('wide.csv'))
    expect([shape, found.metadata.map(c => c.name)]).toEqual([
      [41, 1],
      ['sample', 'fat'],
    ])
    expect(axis?.values).toEqual(Array.from({ length: 41 }, (_, i) => 850 + 5 * i))
    for (let r = 0; r < 5; r++)
      for (let c = 0; c < 41; c++)
        expect(values[r * 41 + c]).toBe(Math.fround(table.columns[c + 1]?.values[r] as number))
  })
  it.each([
    ['850 nm', (v: number) => `${v} nm`, { label: 'Wavelength', unit: 'nm' }],
    ['850nm', (v: number) => `${v}nm`, { label: 'Wavelength', unit: 'nm' }],
    ['X850', (v: number) => `X${v}`, { label: '', unit: '' }],
    ['wl_850', (v: number) => `wl_${v}`, { label: 'Wavelength', unit: '' }],
    ['1850 cm-1, falling', (v: number) => `${1000 - v} cm-1`, { label: 'Wavenumber', unit: 'cm⁻¹' }],
    ['850 (nm)', (v: number) => `${v} (nm)`, { label: 'Wavelength', unit: 'nm' }],
  ])('with headers like %s', (_, name, axis) => {
    const found = samplesOf(namedRows, header(name))
    expect(found.axis).toMatchObject(axis)
    expect([found.axis?.values.length, found.metadata.map(c => c.name)]).toEqual([9, ['id']])
  })
  it('without an axis: numbers alone, or columns that are only counted', () => {
    const plain = samplesOf(countedRows, `${'0.5 1 '.repeat(5)}\n${'1 0.5 '.repeat(5)}`)
    expect([plain.axis, plain.shape, plain.metadata]).toEqual([null, [10, 1], []])
    const counted = header(v => `V${(v - 850) * 2 + 1}`)
    expect(by(namedRows, counted)).toBe(null)
    expect(samplesOf(countedRows, counted)).toMatchObject({ axis: null, shape: [9, 1] })
    expect(by(namedRows, 'a,b,c\n1,2,3')).toBe(null)
    expect(by(countedRows, 'a,b,c\n1,2,3')).toBe(null)
  })
  it('a word among the values: a sentence', () =>
    expect(by(namedRows, 'id,850,851,852\na,1,2,1\nb,1,high,3')).toEqual({
      bad: expect.stringMatching(/^my.csv: Column “851” holds “high” in row 2 below the header/) as string,
    }))
  it('a column that is said to be left out is no value', () =>
    expect(
      samplesOf(namedRows, 'id,850,851,852,853\na,1,2,1,5\nb,1,7,3,5', { '853': 'left out' }).shape,
    ).toEqual([3, 1]))
  it('whole numbers that come again beside whole numbers may be labels, which is not sure', () => {
    const row = (r: number): string =>
      `${r % 3},${Array.from({ length: 12 }, (_, c) => (r * 37 + c * 91) % 251).join()}`
    const found = samplesOf(countedRows, Array.from({ length: 20 }, (_, r) => row(r)).join('\n'))
    expect(found.shape).toEqual([12, 1])
    expect(found.understood[0]).toMatchObject({ part: 'column 1', role: 'label', isSure: false })
  })
})

describe('a point a row', () => {
  it('on one axis', () => {
    const wide = samplesOf(namedRows, bytesOf('wide.csv'))
    const long = samplesOf(points, bytesOf('long.csv'))
    expect(long).toMatchObject({ shape: [41, 1], values: wide.values })
    expect(long.axis).toEqual({ label: 'Wavelength', unit: 'nm', values: wide.axis?.values })
    expect(metadata(long)).toEqual([
      ['id', 's0', 's1', 's2', 's3', 's4'],
      ['class', 'fish', 'meat', 'fish', 'meat', 'fish'],
    ])
    expect(by(points, bytesOf('wide.csv'))).toBe(null)
  })
  it('on axes of their own', () => {
    const found = by(points, 'id,x,y\nb,1,5\nb,2,6\nb,3,7\na,1,1\na,2,2\na,4,3\n') as LooseSpectra
    expect(found.spectra.map(s => [[...s.axis.values], [...s.y]])).toEqual([
      [
        [1, 2, 3],
        [5, 6, 7],
      ],
      [
        [1, 2, 4],
        [1, 2, 3],
      ],
    ])
  })
  it('with several values: channels', () => {
    const found = samplesOf(points, 'id,t,u,v\na,1,5,6\na,2,7,8\na,3,9,1\nb,1,2,3\nb,2,4,5\nb,3,6,7\n')
    expect([found.shape, [...found.values.slice(0, 6)]]).toEqual([
      [3, 2],
      [5, 6, 7, 8, 9, 1],
    ])
  })
})

it.each([
  ['a point a row', points, 'id,t,u,v\na,1,5,6\na,2,7,8\na,3,9,1\nb,1,2,3\nb,2,4,5\nb,4,6,7\n'],
  ['below one another', oneSpectrum, 'nm,u,v\n1,5,6\n2,7,8\n3,9,1\n1,2,3\n2,4,5\n3,6,7\n'],
] as const)(
  'several values without a shared axis are refused, not all but one dropped: %s',
  (_, layout, text) =>
    expect(by(layout, text)).toEqual({
      bad: expect.stringContaining('several values at each place (“u”, “v” …)') as string,
    }),
)

describe('columns', () => {
  it('of places and values', () => {
    const found = samplesOf(oneSpectrum, 'Wavelength / nm\tI [counts]\n3\t5\n2\t9\n1\t4')
    expect(found.axis).toEqual({ label: 'Wavelength', unit: 'nm', values: [3, 2, 1] })
    expect([...found.values]).toEqual([5, 9, 4])
    expect(by(oneSpectrum, 'a\n1\n2')).toBe(null)
  })
  it('with a column of the same in every row, which is said of the spectrum', () =>
    expect(metadata(samplesOf(oneSpectrum, 'nm,y,kind\n1,5,oil\n2,9,oil\n3,4,oil'))).toEqual([
      ['kind', 'oil'],
    ]))
  it('of which the user says what they are', () => {
    const found = samplesOf(oneSpectrum, 'a,b,c\n1,5,1\n2,9,2\n3,4,3', { c: 'axis', a: 'left out' })
    expect([found.axis?.values, [...found.values]]).toEqual([
      [1, 2, 3],
      [5, 9, 4],
    ])
  })
  it('of which two rise: which is the axis is not sure', () =>
    expect(samplesOf(oneSpectrum, 'a,b\n1.5,5\n2.5,6\n4,8').understood[0]).toMatchObject({
      part: 'a',
      role: 'axis',
      isSure: false,
    }))
  it('whose places turn: a sentence with the row', () =>
    expect(turnProblem(tableOf('nm,y\n1,5\n2,9\n1.5,4\n3,1'), 'my.csv')).toEqual({
      bad: 'my.csv: “nm” neither rises nor falls throughout: 1.5 follows 2 in row 3. Sort the rows by it.',
    }))
  it('V1, V2, … beside a first column that rises by chance are no spectra in columns', () =>
    expect(by(asFound, 'fat,V1,V2,V3,V4\n1,5,3,2,1\n2,9,1,4,3\n3,4,8,2,2')).toBe(null))
  it('each of which is a spectrum', () => {
    const found = samplesOf(spectrumEach, 'nm,a,b\n1,5,3\n2,9,1\n3,4,8')
    expect([found.names, [...found.values]]).toEqual([
      ['a', 'b'],
      [5, 9, 4, 3, 1, 8],
    ])
  })
  it('in pairs, of differing lengths', () => {
    const found = by(pairs, 'nm,a,nm,b\n1,5,2,3\n2,9,3,1\n3,4,4,8\n4,6,,\n') as LooseSpectra
    expect(found.names).toEqual(['a', 'b'])
    expect(found.spectra.map(s => [...s.axis.values])).toEqual([
      [1, 2, 3, 4],
      [2, 3, 4],
    ])
  })
})

it('what stands above or among the values is told, and a row with a number in it is no row of names', () => {
  const rows = Array.from({ length: 12 }, (_, i) => `${401 + i}\t${i / 4}\n`).join('')
  const table = tableOf(`Instrument\tA\n400\tsaturated\n${rows}#413\t9\n414\t5\n`)
  expect(table.columns.map(c => c.name)).toEqual(['column 1', 'column 2'])
  expect(linesUnderstood(table, false).map(u => [u.part, u.count, u.isSure])).toEqual([
    ['lines above the table', 2, true],
    ['remarks among the values', 1, false],
  ])
  const named = tableOf('kind,A,A,B\nid,850,851,852\ns,1,5,2\nt,3,4,9')
  expect(linesUnderstood(named, false).map(u => u.part)).toEqual(['lines of further names'])
  expect(linesUnderstood(named, true)).toEqual([])
})
it('a comma that may be either is asked about', () => {
  const table = tableOf('400 1,234\n401 1,300\n402 1,400')
  expect(unclearProblem(table, 'my.txt')?.bad).toContain('“1,234”, whose comma may stand before decimals or')
  const asked = readTable(new TextEncoder().encode('400 1,234\n401 1,300\n402 1,400'), 'my.txt', '.')
  expect(isBad(asked) ? [] : [...(asked.columns[1]?.values ?? [])]).toEqual([1234, 1300, 1400])
})
