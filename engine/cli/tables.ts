/** Figures as people read them: one table, one row for each output. */
import type { Document } from '../document/document'
import type { OutputMetrics } from '../run/types'
import type { ClassMetrics } from '../training/classMetrics'
import type { ValueMetrics } from '../training/valueMetrics'

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
/** Four digits that mean something. */
const short = (n: number): string =>
  Math.abs(n) >= 1000 || Number.isInteger(n) ? String(Math.round(n)) : n.toPrecision(4)
const orNone = (n: number | null, write: (n: number) => string): string => (n === null ? '–' : write(n))

/** The first column to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map(r => r[c]?.length ?? 0)))
  return rows
    .map(r =>
      r.map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0))).join('   '),
    )
    .join('\n')
}

/** The name of what an output predicts; its node where that is the first target. */
export const outputName = (document: Document, node: string): string =>
  String(document.nodes.find(n => n.id === node)?.params['target'] ?? '') || node

export function summary(document: Document, outputs: readonly OutputMetrics[]): string {
  const isLong = outputs.some(o => 'classes' in o && o.classes.perClass.length > 5)
  const classes = outputs.flatMap(o =>
    'classes' in o ? [[outputName(document, o.node), ...classCells(o.classes, isLong)]] : [],
  )
  const numbers = outputs.flatMap(o =>
    'numbers' in o ? [[outputName(document, o.node), ...numberCells(o.numbers)]] : [],
  )
  const titled = (titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
    rows.length > 0 ? [table([titles, ...rows])] : []
  return [
    ...titled(['Output', 'Samples', 'Accuracy', ...(isLong ? ['Top 5'] : []), 'Macro F1', 'AUC'], classes),
    ...titled(['Output', 'Samples', 'R²', 'RMSE', 'MAE'], numbers),
  ].join('\n\n')
}

/** `isLong` has a column for the share among the five highest scores. */
const classCells = (
  { samples, accuracy, perClass, topK, macro, rocAuc }: ClassMetrics,
  isLong: boolean,
): readonly string[] => [
  String(samples),
  percent(accuracy),
  ...(isLong ? [perClass.length > 5 ? percent(topK.share) : '–'] : []),
  macro.f1.toFixed(4),
  orNone(rocAuc, a => a.toFixed(4)),
]

const numberCells = ({ samples, r2, rmse, mae }: ValueMetrics): readonly string[] => [
  String(samples),
  orNone(r2, r => r.toFixed(4)),
  short(rmse),
  short(mae),
]

/** The first output in a word: `accuracy 91.2 %` or `RMSE 0.12`. */
export function inShort(outputs: readonly OutputMetrics[]): string {
  const [first] = outputs
  if (!first) return ''
  return 'classes' in first
    ? `accuracy ${percent(first.classes.accuracy)}`
    : `RMSE ${short(first.numbers.rmse)}`
}
