/**
 * Tables against Python's csv, numpy and R, and what tables of spectra mean. Recipe:
 * test/golden/make-tables.py.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
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
  it.each(['0x10', '1-2', '1 2', '1,5', '2020-01-01', '1e', 'NaNa', '0b1', '12345678901234567'])(
    '%s is no number',
    cell =>
      expect(tableOf(`a;b\n${cell};1.5\n2.5;3`).columns[0]).toMatchObject({
        kind: 'text',
        values: [cell, '2.5'],
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
    ['a,b\n1,2\n3,4\n5\n6,7', /has 1 cell in line 4, and 2 in its other lines: every line needs as many/],
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
      }
    }
    expect(tables).toBeGreaterThan(MUTATIONS / 10)
    expect(tables).toBeLessThan(MUTATIONS)
  })
})
