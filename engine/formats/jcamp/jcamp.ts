/**
 * Spectra in JCAMP-DX 4.24 (McDonald & Wilks, Appl. Spectrosc. 42 (1988) 151) and 5.01 (Davies & Lampen,
 * ibid. 47 (1993) 1093; Lampen et al., Pure Appl. Chem. 71 (1999) 1549 for pages of n-tuples): text of
 * records `##LABEL= value`.
 * A file may hold several spectra (LINK, or pages), each becomes one; nothing throws, and what does
 * not add up is a sentence that names the line, counted from 1 as editors do.
 */
import { isBad, type Bad } from '../../spec'
import { readOrdinates, readPairs, type JcampTable } from './data'
import { readPages } from './pages'
import {
  blocksOf,
  hasDecimalComma,
  inSentence,
  labelNumber,
  numberProblem,
  type JcampBlock,
  type DataRecord,
} from './records'
import type { JcampSpectrum } from './spectrum'
import { axisNameOf, measureOf } from './units'

/** All spectra of `text`; `name` is what sentences call the file. */
export function readJcamp(text: string, name: string): readonly JcampSpectrum[] | Bad {
  const blocks = blocksOf(text)
  if (blocks.length === 0) return { bad: `${name} is not a JCAMP-DX file: it has no record ##TITLE=.` }
  const spectra: JcampSpectrum[] = []
  for (const block of blocks)
    for (const data of block.data) {
      const read = block.labels.has('NTUPLES')
        ? readPages(block, data, name)
        : readSpectrum(block, data, name)
      if (isBad(read)) return read
      if (read) spectra.push(read)
    }
  if (spectra.length > 0) return spectra
  return {
    bad:
      `${name} holds no spectrum: none of ##XYDATA=, ##XYPOINTS=, ##PEAK TABLE= and ##DATA TABLE=. ` +
      'Export the spectrum itself as JCAMP-DX.',
  }
}

const NUMBERS = ['FIRSTX', 'LASTX', 'DELTAX', 'NPOINTS', 'XFACTOR', 'YFACTOR']

/** Places and heights of peaks alone: nothing is known of what lies between them. */
const PEAKS = 'PEAKTABLE'

function readSpectrum(block: JcampBlock, data: DataRecord, name: string): JcampSpectrum | Bad {
  const { labels } = block
  const where = `${name} (${inSentence(labels.get('TITLE'), 'without a title')})`
  const wrong = numberProblem(labels, NUMBERS, where)
  if (wrong) return wrong
  const values = valuesOf(data, tableOf(labels, data, where))
  if (isBad(values)) return values
  const x = axisNameOf(labels.get('XUNITS') ?? '', labels.get('XLABEL') ?? '')
  const y = measureOf(labels.get('YUNITS') ?? '', labels.get('YLABEL') ?? '')
  return {
    title: labels.get('TITLE') ?? '',
    dataType: labels.get('DATATYPE') ?? '',
    xLabel: x.label,
    xUnit: x.unit,
    yLabel: y.label,
    yUnit: y.unit,
    ...values,
    isCurve: data.label !== PEAKS,
    labels,
  }
}

const tableOf = (labels: JcampBlock['labels'], { lines }: DataRecord, where: string): JcampTable => ({
  lines,
  firstX: labelNumber(labels, 'FIRSTX'),
  lastX: labelNumber(labels, 'LASTX'),
  deltaX: labelNumber(labels, 'DELTAX'),
  points: labelNumber(labels, 'NPOINTS'),
  xFactor: labelNumber(labels, 'XFACTOR') ?? 1,
  yFactor: labelNumber(labels, 'YFACTOR') ?? 1,
  hasComma: NUMBERS.some(n => hasDecimalComma(labels.get(n) ?? '')),
  where,
})

function valuesOf(data: DataRecord, table: JcampTable): ReturnType<typeof readPairs> {
  const form = data.form.toUpperCase()
  // Some writers forget the last bracket.
  if (/^\(X\+\+\(Y\.*Y\)/.test(form)) return readOrdinates(table)
  if (/^\(XY\.*XY\)/.test(form)) return readPairs(table)
  return {
    bad:
      `${table.where}, line ${data.line}: data in the form ${inSentence(data.form, '(nothing)')} are not ` +
      'read; (X++(Y..Y)) and (XY..XY) are.',
  }
}
