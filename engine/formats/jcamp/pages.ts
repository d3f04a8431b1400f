/**
 * N-tuples of JCAMP-DX 5.01: variables named in lists (##SYMBOL=, ##UNITS=, ##FIRST= …), and pages of two of
 * them each.
 * Every page becomes a spectrum, but for imaginary parts, which are left out.
 */
import { isBad, type Bad } from '../../spec'
import type { JcampSpectrum } from './spectrum'
import { readOrdinates, readPairs, type Table } from './data'
import { inSentence, numberFrom, type JcampBlock, type DataRecord } from './records'
import { axisOf, measureOf } from './units'

/** The spectrum of one page, or null where it is an imaginary part. */
export function readPages(block: JcampBlock, data: DataRecord, name: string): JcampSpectrum | Bad | null {
  const labels = new Map([
    ...block.labels,
    ...data.pageLabels,
    ...(data.page ? [['PAGE', data.page] as const] : []),
  ])
  const title = labels.get('TITLE') ?? ''
  const where =
    `${name} ` +
    `(${inSentence(title, 'without a title')}${data.page ? `, page ${data.page.slice(0, 60)}` : ''})`
  const form = data.form.toUpperCase()
  const lines = /^\(([A-Z])\+\+\(([A-Z])\.*[A-Z]\)/.exec(form)
  const pairs = /^\(([A-Z])([A-Z])\.*[A-Z]{2}\)/.exec(form)
  const symbols = listOf(labels, 'SYMBOL').map(s => s.toUpperCase())
  const [x, y] = [1, 2].map(i => symbols.indexOf((lines ?? pairs)?.[i] ?? '')) as [number, number]
  if (!(lines || pairs) || x < 0 || y < 0)
    return {
      bad:
        `${where}, line ${data.line}: data in the form ${inSentence(data.form, '(nothing)')} do not fit ` +
        `##SYMBOL= ${inSentence(labels.get('SYMBOL'), '(missing)')}.`,
    }
  if (/IMAG/i.test(listOf(labels, 'VARNAME')[y] ?? '')) return null
  const number = (label: string, i: number): number | undefined => numberFrom(listOf(labels, label)[i] ?? '')
  const table: Table = {
    lines: data.lines,
    firstX: number('FIRST', x),
    lastX: number('LAST', x),
    deltaX: undefined,
    points: numberFrom(labels.get('NPOINTS') ?? '') ?? number('VARDIM', x),
    xFactor: number('FACTOR', x) ?? 1,
    yFactor: number('FACTOR', y) ?? 1,
    where,
  }
  const values = lines ? readOrdinates(table) : readPairs(table)
  if (isBad(values)) return values
  const across = axisOf(listOf(labels, 'UNITS')[x] ?? '', '')
  const up = measureOf(listOf(labels, 'UNITS')[y] ?? '', '')
  return {
    title,
    dataType: labels.get('DATATYPE') ?? labels.get('NTUPLES') ?? '',
    xLabel: across.label,
    xUnit: across.unit,
    yLabel: up.label,
    yUnit: up.unit,
    ...values,
    labels,
  }
}

const listOf = (labels: ReadonlyMap<string, string>, label: string): readonly string[] =>
  (labels.get(label) ?? '').split(',').map(s => s.trim())
