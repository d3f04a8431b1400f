/**
 * The labelled data records of a JCAMP-DX file, and the blocks that they make: from a ##TITLE= to the next,
 * or to ##END=.
 * “$$” begins a comment wherever it stands; a LINK block is a block without data, around others.
 */
import type { Bad } from '../../spec'

export type NumberedLine = { readonly text: string; /** Counted from 1. */ readonly number: number }
export type DataRecord = {
  readonly label: string
  /** What stands behind the label, without blanks: (X++(Y..Y)). */
  readonly form: string
  readonly line: number
  readonly lines: readonly NumberedLine[]
  /** Of an n-tuple: what the page is, “N=1”. */
  readonly page: string
  /** ##NPOINTS= and ##FIRST= between a page and its data. */
  readonly pageLabels: ReadonlyMap<string, string>
}
export type JcampBlock = {
  readonly labels: ReadonlyMap<string, string>
  readonly data: readonly DataRecord[]
}

const DATA = new Set(['XYDATA', 'XYPOINTS', 'PEAKTABLE', 'DATATABLE'])

type Open = {
  readonly labels: Map<string, string>
  readonly data: DataRecord[]
  page: string
  pageLabels: Map<string, string> | null
}

export function blocksOf(text: string): readonly JcampBlock[] {
  const blocks: Open[] = []
  let block: Open | null = null
  let record: {
    readonly label: string
    readonly value: string
    readonly line: number
    readonly lines: NumberedLine[]
  } | null = null
  const close = (): void => {
    if (record && block) add(block, record.label, record.value, record.line, record.lines)
    record = null
  }
  const texts = text.split(/\r\n|\r|\n/)
  for (let i = 0; i < texts.length; i++) {
    const written = texts[i] as string
    const comment = written.indexOf('$$')
    const line = comment < 0 ? written : written.slice(0, comment)
    const equals = line.indexOf('=')
    const isRecord = equals > 0 && /^\s*##/.test(line)
    if (!isRecord) {
      record?.lines.push({ text: line, number: i + 1 })
      continue
    }
    close()
    const label = normal(line.slice(line.indexOf('##') + 2, equals))
    if (label === 'TITLE') blocks.push((block = { labels: new Map(), data: [], page: '', pageLabels: null }))
    if (label === 'END') block = null
    else record = { label, value: line.slice(equals + 1).trim(), line: i + 1, lines: [] }
  }
  close()
  return blocks
}

/** Labels are compared without regard to case, blanks, dashes, slashes and underlines (4.24, section 3.3). */
const normal = (label: string): string => label.toUpperCase().replace(/[\s\-/_]/g, '')

function add(block: Open, label: string, value: string, line: number, lines: readonly NumberedLine[]): void {
  if (DATA.has(label)) {
    // “(X++(R..R)), XYDATA”: what follows the form names a way to draw it.
    const form = value.replace(/\s/g, '').replace(/\),.*$/, ')')
    block.data.push({ label, form, line, lines, page: block.page, pageLabels: block.pageLabels ?? new Map() })
    return
  }
  if (label === 'PAGE') {
    block.page = value
    block.pageLabels = new Map()
    return
  }
  if (label === 'ENDNTUPLES') block.pageLabels = null
  const labels = block.pageLabels ?? block.labels
  const more = lines.map(l => l.text.trim()).filter(Boolean)
  // “##= …” is a comment.
  if (label !== '' && !labels.has(label)) labels.set(label, [value, ...more].join('\n').trim())
}

/** A piece of the file within a sentence: a damaged one may have a line of megabytes. */
export const inSentence = (text: string | undefined, otherwise: string): string =>
  text?.slice(0, 60) || otherwise

const NUMBER = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?)(?![\d.,])/
/** Some writers use the sign of their country. */
const DECIMAL_COMMA = /^\s*([+-]?\d+,\d+(?:[Ee][+-]?\d+)?)(?![\d.,])/
export const hasDecimalComma = (text: string): boolean => DECIMAL_COMMA.test(text)

/** The number that begins a record, all of it; words such as its unit may follow. */
export function labelNumber(labels: ReadonlyMap<string, string>, label: string): number | undefined {
  return leadingNumber(labels.get(label) ?? '')
}
export function leadingNumber(text: string): number | undefined {
  const found = NUMBER.exec(text)?.[1] ?? DECIMAL_COMMA.exec(text)?.[1]?.replace(',', '.')
  return found === undefined ? undefined : Number(found)
}
/** The first of `names` whose record holds something that is no number, as a sentence about it. */
export function numberProblem(
  labels: ReadonlyMap<string, string>,
  names: readonly string[],
  where: string,
): Bad | null {
  for (const name of names) {
    const text = labels.get(name)?.trim() ?? ''
    const value = leadingNumber(text)
    if (text === '' || (value !== undefined && (name !== 'NPOINTS' || Number.isInteger(value)))) continue
    return {
      bad: `${where}: ##${name}= says “${inSentence(text, '')}”, which is no number that can be read.`,
    }
  }
  return null
}
