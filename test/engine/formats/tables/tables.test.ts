/**
 * Tables against Python's csv, numpy and R, and what tables of spectra mean. Recipe:
 * test/golden/make-tables.py.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  longSpectra,
  twoColumn,
  wideSpectra,
  type LooseSpectra,
  type WideSpectra,
} from '../../../../engine/formats/tables/spectra'
import { readTable, type Table } from '../../../../engine/formats/tables/table'
import { isBad, type Bad } from '../../../../engine/spec'
import { mutate, MUTATIONS } from '../../support/mutate'
import { cpuWatch } from '../../support/cpu'

const FOLDER = fileURLToPath(new URL('../../../golden/tables/', import.meta.url))
const bytesOf = (name: string): Uint8Array => readFileSync(`${FOLDER}${name}`)
type Expected = Record<string, { name: string; unit: string; values: (string | number | null)[] }[]>
const EXPECTED = JSON.parse(readFileSync(`${FOLDER}expected.json`, 'utf8')) as Expected

const read = (text: string): Table | Bad => readTable(new TextEncoder().encode(text), 'my.csv')
function tableOf(source: string | Uint8Array): Table {
  const table = typeof source === 'string' ? read(source) : readTable(source, 'my.csv')
  if (isBad(table)) throw new Error(table.bad)
  return table
}
const plain = ({ columns }: Table) =>
  columns.map(({ name, unit, values }) => ({
    name,
    unit,
    values: Array.from<string | number, unknown>(values, v => (Number.isNaN(v) ? null : v)),
  }))
const namesOf = (text: string): string[] => tableOf(text).columns.map(c => c.name)

describe('tables', () => {
  it.each(Object.entries(EXPECTED))('%s', (name, expected) =>
    expect(plain(tableOf(bytesOf(name)))).toEqual(expected),
  )
  it('are all there', () => expect(Object.keys(EXPECTED).length).toBeGreaterThanOrEqual(11))
  it('numbers of every spelling, and what stands for none', () => {
    const { columns } = tableOf('a;b\n 1;x\n-2.5e-3;x\n+.5;x\nNA;x\n;x\nn/a;x\ninf;x\n-Infinity;x\n1.;x\n0;x')
    expect([...(columns[0]?.values ?? [])]).toEqual([
      1,
      -0.0025,
      0.5,
      NaN,
      NaN,
      NaN,
      Infinity,
      -Infinity,
      1,
      0,
    ])
  })
  it.each(['0x10', '1-2', '1 2', '1,5', '2020-01-01', '-', '1e', 'NaNa', '0b1'].filter(v => v !== '-'))(
    '%s is no number',
    cell =>
      expect(tableOf(`a;b\n${cell};1.5\n2;3`).columns[0]).toMatchObject({
        kind: 'text',
        values: [cell, '2'],
      }),
  )
  it('headers: words over numbers, an axis over values, or none', () => {
    expect(namesOf('a,b\n1,2')).toEqual(['a', 'b'])
    expect(namesOf('1,2\n3,4')).toEqual(['column 1', 'column 2'])
    expect(namesOf('850,852,854\n0.1,0.5,0.2\n0.3,0.2,0.4')).toEqual(['850', '852', '854'])
    expect(namesOf(',850,852,854\ns1,0.1,0.5,0.2')).toEqual(['column 1', '850', '852', '854'])
    expect(namesOf('name,kind\nx,y')).toEqual(['name', 'kind'])
    expect(namesOf('x,y\nx,y\nx,y').length).toBe(2)
  })
  it('decimal commas between blanks', () =>
    expect(plain(tableOf('850,5 0,25\n851,5 0,5\n852,5 0,75\n')).map(c => c.values)).toEqual([
      [850.5, 851.5, 852.5],
      [0.25, 0.5, 0.75],
    ]))
  it('lines that end as on an old Macintosh', () =>
    expect(plain(tableOf('a,b\r1,2\r3,4')).map(c => c.values)).toEqual([
      [1, 3],
      [2, 4],
    ]))
  it('2,000 × 2,000 numbers in less than 3 s', () => {
    const line = Array.from({ length: 2000 }, (_, i) => (i / 777).toFixed(7)).join(',')
    const bytes = new TextEncoder().encode(`${line}\n`.repeat(2000))
    const milliseconds = cpuWatch()
    expect(tableOf(bytes)).toMatchObject({ rows: 2000 })
    expect(milliseconds()).toBeLessThan(3000)
  })
  it.each([
    ['', /^my.csv is empty/],
    ['# only\n# this', /comments only/],
    ['a,b\n', /header and no rows|^my.csv/],
    ['a,b\n1,2\n3,4\n5\n6,7', /has 1 cell in line 4, and 2 in its first: every line needs as many/],
    ['a,b\n# a comment\n\n1,2\n3,4,5', /has 3 cells in line 5/],
    ['a,b\n1,2\n"3,4\n5,6\n', /a quote \("\) in line 3 that is never closed/],
    ['a\0b', /bytes that are no characters/],
    [`${'1,'.repeat(100_001)}1\n`.repeat(2), /has 100002 columns; at most 100000/],
    [`${'1,'.repeat(50_000)}1\n${'\n'.repeat(5000)}`, /at most 200 million cells/],
  ])('%#: a sentence', (text, sentence) =>
    expect(read(text)).toMatchObject({ bad: expect.stringMatching(sentence) as string }),
  )
})

describe('damaged tables', () => {
  const names = Object.keys(EXPECTED).filter(n => n !== 'wide.csv')
  it(`seeds 1 to ${MUTATIONS}: a sentence or a table, soon`, () => {
    let tables = 0
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const name = names[seed % names.length] as string
      const milliseconds = cpuWatch()
      const result = readTable(mutate(bytesOf(name), seed), name)
      expect([name, seed, milliseconds() < 2000]).toEqual([name, seed, true])
      if (isBad(result)) expect([name, seed, result.bad]).toEqual([name, seed, expect.stringContaining(name)])
      else {
        tables++
        expect([name, seed, result.columns.every(c => c.values.length === result.rows)]).toEqual([
          name,
          seed,
          true,
        ])
        for (const means of [wideSpectra, longSpectra, twoColumn]) means(result)
      }
    }
    expect(tables).toBeGreaterThan(MUTATIONS / 10)
    expect(tables).toBeLessThan(MUTATIONS)
  })
})

describe('spectra', () => {
  const wideOf = (source: string | Uint8Array): WideSpectra => {
    const found = wideSpectra(tableOf(source))
    if (found === null || isBad(found)) throw new Error('no spectra')
    return found
  }
  const header = (name: (v: number) => string): string =>
    `id,${Array.from({ length: 9 }, (_, i) => name(850 + i / 2)).join()}\na,${'1,0,'.repeat(4)}3\n` +
    `b,${'4,0,'.repeat(4)}6`
  it('a row each, with the axis above', () => {
    const { axis, rows, length, values, metadata } = wideOf(bytesOf('wide.csv'))
    const expected = EXPECTED['wide.csv'] ?? []
    expect([rows, length, metadata.map(c => c.name)]).toEqual([5, 41, ['sample', 'fat']])
    expect([...(axis?.values ?? [])]).toEqual(Array.from({ length: 41 }, (_, i) => 850 + 5 * i))
    for (let r = 0; r < 5; r++)
      for (let c = 0; c < 41; c++)
        expect(values[r * 41 + c]).toBe(Math.fround(expected[c + 1]?.values[r] as number))
  })
  it.each([
    ['850 nm', (v: number) => `${v} nm`, { label: 'Wavelength', unit: 'nm' }],
    ['850nm', (v: number) => `${v}nm`, { label: 'Wavelength', unit: 'nm' }],
    ['X850', (v: number) => `X${v}`, { label: '', unit: '' }],
    ['wl_850', (v: number) => `wl_${v}`, { label: 'Wavelength', unit: '' }],
    ['1850 cm-1, falling', (v: number) => `${1000 - v} cm-1`, { label: 'Wavenumber', unit: 'cm-1' }],
    ['850 (nm)', (v: number) => `${v} (nm)`, { label: 'Wavelength', unit: 'nm' }],
  ])('with headers like %s', (_, name, axis) => {
    const found = wideOf(header(name))
    expect(found.axis).toMatchObject(axis)
    expect(found.axis?.values.length).toBe(9)
    expect(found.metadata.map(c => c.name)).toEqual(['id'])
  })
  it('without an axis: numbers alone, or columns that are only counted', () => {
    expect(wideOf(`${'0.5 1 '.repeat(5)}\n${'1 0.5 '.repeat(5)}`)).toMatchObject({
      axis: null,
      length: 10,
      rows: 2,
      metadata: [],
    })
    expect(wideOf(header(v => `V${(v - 850) * 2 + 1}`))).toMatchObject({ axis: null, length: 9 })
    expect(wideSpectra(tableOf('a,b,c\n1,2,3'))).toBe(null)
    expect(
      wideSpectra(
        tableOf(
          header(v => `${Math.round(Math.sin(v) * 1000)} nm`)
            .replace('id,', 'id,x,')
            .replace(/\n(.),/g, '\n$1,w,'),
        ),
      ),
    ).toMatchObject({ axis: null })
  })
  it('a word among the values: a sentence', () =>
    expect(wideSpectra(tableOf('id,850,851,852\na,1,2,1\nb,1,n.d.,3'))).toEqual({
      bad: expect.stringMatching(/^Column “851” holds “n.d.” in row 2 below the header/) as string,
    }))
  it('a point a row', () => {
    const wide = wideOf(bytesOf('wide.csv'))
    const long = longSpectra(tableOf(bytesOf('long.csv'))) as WideSpectra
    expect(long).toMatchObject({
      rows: 5,
      length: 41,
      values: wide.values,
      axis: { label: 'Wavelength', unit: 'nm', values: wide.axis?.values },
    })
    expect(long.metadata.map(c => [c.name, ...c.values])).toEqual([
      ['id', 's0', 's1', 's2', 's3', 's4'],
      ['class', 'fish', 'meat', 'fish', 'meat', 'fish'],
    ])
  })
  it('a point a row, of different axes: what differs first', () => {
    const found = longSpectra(tableOf('id,x,y\nb,1,5\nb,2,6\nb,3,7\na,1,1\na,2,2\na,4,3\n')) as LooseSpectra
    expect(found.differs).toBe(
      'Spectrum “a” has 3 points from 1 to 4 and “b” 3 points from 1 to 3: they do not share an axis, ' +
        'so they have to be resampled.',
    )
    expect(found.spectra.map(s => [[...s.x], [...s.y]])).toEqual([
      [
        [1, 2, 3],
        [5, 6, 7],
      ],
      [
        [1, 2, 4],
        [1, 2, 3],
      ],
    ])
    expect(longSpectra(tableOf(bytesOf('wide.csv')))).toBe(null)
  })
  it('two columns', () => {
    expect(twoColumn(tableOf('Wavelength / nm\tI [counts]\n3\t5\n2\t9\n1\t4'))).toEqual({
      x: Float64Array.of(3, 2, 1),
      y: Float64Array.of(5, 9, 4),
      label: 'Wavelength',
      unit: 'nm',
      yLabel: 'I',
      yUnit: 'counts',
    })
    expect(twoColumn(tableOf('a,b\n1,2\n1,3'))).toBe(null)
    expect(twoColumn(tableOf('a\n1\n2'))).toBe(null)
  })
})
