/**
 * N-tuples of JCAMP-DX 5.01: variables named in lists (##SYMBOL=, ##UNITS=, ##FIRST= …), and pages of two of
 * them each.
 * Every page becomes a spectrum, but for imaginary parts, which are left out.
 */
import { isBad, type Bad } from '../../spec'
import type { JcampSpectrum } from './spectrum'
import { readOrdinates, readPairs, type JcampTable } from './data'
import { inSentence, leadingNumber, type JcampBlock, type DataRecord } from './records'
import { axisNameOf, measureOf } from './units'

type Labels = ReadonlyMap<string, string>

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
  const form = formOf(data.form, labels)
  if (!form)
    return {
      bad:
        `${where}, line ${data.line}: data in the form ${inSentence(data.form, '(nothing)')} do not fit ` +
        `##SYMBOL= ${inSentence(labels.get('SYMBOL'), '(missing)')}.`,
    }
  const { x, y, areLines } = form
  if (/IMAG/i.test(listOf(labels, 'VARNAME')[y] ?? '')) return null
  const table = tableOf(labels, data.lines, x, y, where)
  const values = areLines ? readOrdinates(table) : readPairs(table)
  if (isBad(values)) return values
  const across = axisNameOf(listOf(labels, 'UNITS')[x] ?? '', '')
  const up = measureOf(listOf(labels, 'UNITS')[y] ?? '', '')
  return {
    title,
    dataType: labels.get('DATATYPE') ?? labels.get('NTUPLES') ?? '',
    xLabel: across.label,
    xUnit: across.unit,
    yLabel: up.label,
    yUnit: up.unit,
    ...values,
    isCurve: true,
    labels,
  }
}

/** Which of the variables are x and y, and whether lines of y belong to one x: (X++(Y..Y)) or (XY..XY). */
function formOf(
  text: string,
  labels: Labels,
): { readonly x: number; readonly y: number; readonly areLines: boolean } | null {
  const form = text.toUpperCase()
  const lines = /^\(([A-Z])\+\+\(([A-Z])\.*[A-Z]\)/.exec(form)
  const pairs = /^\(([A-Z])([A-Z])\.*[A-Z]{2}\)/.exec(form)
  const symbols = listOf(labels, 'SYMBOL').map(s => s.toUpperCase())
  const [x, y] = [1, 2].map(i => symbols.indexOf((lines ?? pairs)?.[i] ?? '')) as [number, number]
  return (lines || pairs) && x >= 0 && y >= 0 ? { x, y, areLines: lines !== null } : null
}

function tableOf(
  labels: Labels,
  lines: JcampTable['lines'],
  x: number,
  y: number,
  where: string,
): JcampTable {
  const number = (label: string, i: number): number | undefined =>
    leadingNumber(listOf(labels, label)[i] ?? '')
  return {
    lines,
    firstX: number('FIRST', x),
    lastX: number('LAST', x),
    deltaX: undefined,
    points: leadingNumber(labels.get('NPOINTS') ?? '') ?? number('VARDIM', x),
    xFactor: number('FACTOR', x) ?? 1,
    yFactor: number('FACTOR', y) ?? 1,
    hasComma: false,
    where,
  }
}

const listOf = (labels: Labels, label: string): readonly string[] =>
  (labels.get(label) ?? '').split(',').map(s => s.trim())
