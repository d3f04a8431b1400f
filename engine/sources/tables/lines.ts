/** Lines of a text that are no part of its table, as what was understood of them. */
import type { Understood } from '../../datasets/roles'
import type { Table } from '../../formats/tables/table'
import type { Bad } from '../../spec'

const left = (part: string, count: number, why: string, isSure: boolean): Understood => ({
  part,
  role: 'left out',
  unit: '',
  count,
  why,
  isSure,
})
const quoted = (line: string): string => `“${line.trim().slice(0, 60)}”`
/** Whether a line has two numbers or more, as values have. */
const hasNumbers = (line: string): boolean =>
  (line.match(/(?<![\w.])[-+]?\d[\d.,]*(?![\w])/g) ?? []).length > 1

/** `hasHeads`: whether the further rows above the values are used. */
export function linesUnderstood(
  { left: { above, comments, below }, heads }: Table,
  hasHeads: boolean,
): readonly Understood[] {
  const found: Understood[] = []
  if (heads.length > 0 && !hasHeads)
    found.push(
      left(
        'lines of further names',
        heads.length,
        `The first is ${quoted((heads[0] ?? []).join(' '))}.`,
        true,
      ),
    )
  if (above.length > 0)
    found.push(
      left(
        'lines above the table',
        above.length,
        `The first is ${quoted(above[0] as string)}.`,
        !above.some(isRow),
      ),
    )
  if (comments.count > 0) {
    const [first] = comments.lines
    const isData = comments.lines.some(l => hasNumbers(l.text))
    const line = `Line ${first?.line} is ${quoted(first?.text ?? '')}`
    const why = `${line}: lines that begin with # or % are remarks.`
    found.push(left('remarks among the values', comments.count, why, !isData))
  }
  if (below.length > 0)
    found.push(
      left('lines below the table', below.length, `The first is ${quoted(below[0] as string)}.`, true),
    )
  return found
}

/** A line of numbers alone, as the values of a table are. */
const isRow = (line: string): boolean => hasNumbers(line) && !/[a-z]{3}/i.test(line)

/** A number that can be read in two ways is not read in one of them. */
export const unclearProblem = ({ unclear }: Table, name: string): Bad | null =>
  unclear === null
    ? null
    : {
        bad:
          `${name} holds “${unclear}”, whose comma may stand before decimals or between thousands, and ` +
          'nothing else in it says which: choose Point or Comma under Decimals.',
      }
