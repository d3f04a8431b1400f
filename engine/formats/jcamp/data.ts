/**
 * The data of a JCAMP-DX spectrum: ordinates behind their abscissa, line by line, or pairs.
 * A line's abscissa, and behind a line that ends in a difference its first ordinate, repeat what is
 * known already; they are checks, compared and not counted again (4.24, sections 5.6 and 5.8).
 */
import { isBad, type Bad } from '../../spec'
import type { NumberedLine } from './records'
import {
  DIFFERENCE,
  END,
  hasLetters,
  MISSING,
  newScanner,
  next,
  REPEAT,
  VALUE,
  type Scanner,
} from './scanner'

export type JcampTable = {
  readonly lines: readonly NumberedLine[]
  readonly firstX: number | undefined
  readonly lastX: number | undefined
  readonly deltaX: number | undefined
  readonly points: number | undefined
  readonly xFactor: number
  readonly yFactor: number
  /** Whether the records have decimal commas, so that the data may have them too. */
  readonly hasComma: boolean
  /** What sentences call the spectrum. */
  readonly where: string
}
type Curve = { readonly x: Float64Array; readonly y: Float64Array }

/** A short line can ask for any number of repetitions, so their number has a limit of its own. */
const MOST_POINTS = 2 ** 24

/** What has been read so far. `last` and `step` are the last value and difference, before the factor. */
type State = { values: Float64Array; count: number; last: number; step: number; kind: number }
/**
 * A line's abscissa, and which point it is of; behind a difference some writers give that of the point after.
 */
type Check = {
  readonly line: number
  readonly x: number
  readonly unit: number
  readonly index: number
  readonly isRepeat: boolean
}

/** (X++(Y..Y)). */
export const readOrdinates = (table: JcampTable): Curve | Bad => withCommas(table, ordinates)
/** (XY..XY). */
export const readPairs = (table: JcampTable): Curve | Bad => withCommas(table, pairs)

/**
 * Commas separate numbers (4.24, section 5.1), unless the records have them before decimals, or the data do
 * not add up so and do with decimal commas.
 */
function withCommas(table: JcampTable, read: (table: JcampTable) => Curve | Bad): Curve | Bad {
  const has = (pattern: RegExp): boolean => table.lines.some(l => pattern.test(l.text))
  if (!has(/\d,\d/) || has(/\d\.\d/)) return read(table)
  const lines = table.lines.map(l => ({ ...l, text: l.text.replace(/(\d),(?=\d)/g, '$1.') }))
  const decimal = read({ ...table, lines })
  if (table.hasComma) return decimal
  const separate = read(table)
  // Only where their number is known can data be seen to add up.
  return isBad(separate) && !isBad(decimal) && table.points !== undefined ? decimal : separate
}

function ordinates(table: JcampTable): Curve | Bad {
  const state: State = { values: new Float64Array(1024), count: 0, last: 0, step: 0, kind: END }
  const scanner = newScanner(!table.lines.some(l => hasLetters(l.text)))
  const most = Math.min(table.points ?? MOST_POINTS, MOST_POINTS)
  const checks: Check[] = []
  for (const line of table.lines) {
    scanner.text = line.text
    scanner.at = 0
    const kind = next(scanner)
    const isRepeat = state.kind === DIFFERENCE
    if (kind === END) continue
    if (kind !== VALUE) return wrong(table, line, scanner, 'where the abscissa should be')
    const unit = lastDigit(line.text.slice(scanner.from, scanner.at))
    checks.push({
      line: line.number,
      x: scanner.value * table.xFactor,
      unit: unit * Math.abs(table.xFactor),
      index: state.count - (isRepeat ? 1 : 0),
      isRepeat,
    })
    const problem = readLine(table, line, scanner, state, most)
    if (problem) return problem
  }
  if (state.count === 0) return { bad: `${table.where} holds no ordinates.` }
  const x = abscissas(table, checks, state.count)
  if (isBad(x)) return x
  if (table.points !== undefined && table.points !== state.count)
    return {
      bad:
        `${table.where} holds ${state.count} ordinates, and ##NPOINTS= says ${table.points}: some are ` +
        'missing, or the number is wrong.',
    }
  const y = state.values.slice(0, state.count)
  for (let i = 0; i < y.length; i++) y[i] = (y[i] as number) * table.yFactor
  return { x, y }
}

/** The ordinates of one line. Returns what is wrong with it. */
function readLine(
  table: JcampTable,
  line: NumberedLine,
  scanner: Scanner,
  state: State,
  most: number,
): Bad | null {
  const before = state.kind
  for (let isFirst = true, kind = next(scanner); kind !== END; isFirst = false, kind = next(scanner)) {
    const { value } = scanner
    let times = 1
    if (kind === VALUE && isFirst && before === DIFFERENCE) {
      if (!isSame(value, state.last))
        return at(
          table,
          line,
          `the line begins with the ordinate ${value}, and the line before ended at ${state.last}, ` +
            'which it should repeat',
        )
      times = 0
    } else if (kind === VALUE) state.last = value
    else if (kind === MISSING) state.last = NaN
    else if (kind === DIFFERENCE && !isFirst && !Number.isNaN(state.last)) state.last += state.step = value
    else if (kind === REPEAT && !isFirst && value >= 1 && Number.isInteger(value)) times = value - 1
    else return wrong(table, line, scanner, 'among the ordinates')
    if (kind !== REPEAT) state.kind = kind
    if (state.count + times > most)
      return at(
        table,
        line,
        `there are more ordinates than the ${most} that ` +
          `${table.points === most ? '##NPOINTS= says' : 'are read'}`,
      )
    push(state, times, kind === REPEAT && state.kind === DIFFERENCE ? state.step : 0)
  }
  return null
}

function push(state: State, times: number, step: number): void {
  if (state.count + times > state.values.length) {
    const values = new Float64Array(Math.max(2 * state.values.length, state.count + times))
    values.set(state.values)
    state.values = values
  }
  for (let i = 0; i < times; i++) state.values[state.count++] = state.last += step
}

/** Whole numbers must agree to the last; fractions are summed in float64, which rounds. */
const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)) || (Number.isNaN(a) && Number.isNaN(b))

/** How much the last digit of a written number stands for: 0.01 in “4.25”. */
function lastDigit(text: string): number {
  const parts = /^[^.eE]*(?:\.(\d*))?(?:[eE]([+-]?\d+))?/.exec(text)
  return 10 ** (Number(parts?.[2] ?? 0) - (parts?.[1] ?? '').length)
}

/** Equal steps from FIRSTX to LASTX; where one is not given, from DELTAX or the abscissas of the lines. */
function abscissas(table: JcampTable, checks: readonly Check[], count: number): Float64Array | Bad {
  const first = table.firstX ?? checks[0]?.x ?? 0
  const final = checks.at(-1)
  const points = Math.max(table.points ?? count, 1)
  let step = 0
  if (points > 1 && table.lastX !== undefined) step = (table.lastX - first) / (points - 1)
  else if (table.deltaX !== undefined) step = table.deltaX
  else if (final && final.index > 0) step = (final.x - first) / final.index
  else if (points > 1)
    return { bad: `${table.where} does not say where its points lie: give ##LASTX= or ##DELTAX=.` }
  for (const check of checks) {
    const expected = first + check.index * step
    // Half a step, so that one lost ordinate is seen, and what rounding or cutting off the written number can
    // make.
    const tolerance = Math.abs(step) / 2 + check.unit
    if (
      Math.abs(check.x - expected) <= tolerance ||
      (check.isRepeat && Math.abs(check.x - expected - step) <= tolerance)
    )
      continue
    return {
      bad:
        `${table.where}, line ${check.line}: the line begins at ${check.x}, and by the ordinates before ` +
        `it should begin at ${Number(expected.toPrecision(8))}; one is lost, or ##FIRSTX=, ##LASTX=, ` +
        '##NPOINTS= or ##XFACTOR= is wrong.',
    }
  }
  const x = new Float64Array(count)
  for (let i = 0; i < count; i++) x[i] = first + i * step
  if (table.lastX !== undefined && count > 1 && count === points) x[count - 1] = table.lastX
  return x
}

/** None of which a line's end divides. */
function pairs(table: JcampTable): Curve | Bad {
  const scanner = newScanner(!table.lines.some(l => hasLetters(l.text)))
  const x: number[] = []
  const y: number[] = []
  for (const line of table.lines) {
    scanner.text = line.text
    scanner.at = 0
    for (let kind = next(scanner); kind !== END; kind = next(scanner)) {
      if (kind !== VALUE && !(kind === MISSING && x.length > y.length))
        return wrong(table, line, scanner, 'among the pairs')
      if (x.length === y.length) x.push(scanner.value * table.xFactor)
      else y.push(kind === MISSING ? NaN : scanner.value * table.yFactor)
    }
    if (x.length !== y.length)
      return at(table, line, 'the line ends with an abscissa and without its ordinate')
  }
  if (x.length === 0) return { bad: `${table.where} holds no points.` }
  if (table.points !== undefined && table.points !== x.length)
    return {
      bad:
        `${table.where} holds ${x.length} points, and ##NPOINTS= says ${table.points}: some are missing, ` +
        'or the number is wrong.',
    }
  return { x: Float64Array.from(x), y: Float64Array.from(y) }
}

const at = (table: JcampTable, line: NumberedLine, what: string): Bad => ({
  bad: `${table.where}, line ${line.number}: ${what}.`,
})
function wrong(table: JcampTable, line: NumberedLine, scanner: Scanner, place: string): Bad {
  const piece = line.text.slice(scanner.from, scanner.from + 12)
  return at(table, line, `“${piece}” ${place} cannot be read as a number there`)
}
