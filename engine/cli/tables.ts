/** Figures as people read them: one table, one row for each output. */
import type { Document } from '../document/document'
import type { OutputMetrics } from '../run/types'

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
/** Four digits that mean something. */
export const short = (n: number): string =>
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
    'classes' in o
      ? [
          [
            outputName(document, o.node),
            String(o.classes.samples),
            percent(o.classes.accuracy),
            ...(isLong ? [o.classes.perClass.length > 5 ? percent(o.classes.topK.share) : '–'] : []),
            o.classes.macro.f1.toFixed(4),
            orNone(o.classes.rocAuc, a => a.toFixed(4)),
          ],
        ]
      : [],
  )
  const numbers = outputs.flatMap(o =>
    'numbers' in o
      ? [
          [
            outputName(document, o.node),
            String(o.numbers.samples),
            orNone(o.numbers.r2, r => r.toFixed(4)),
            short(o.numbers.rmse),
            short(o.numbers.mae),
          ],
        ]
      : [],
  )
  return [
    ...(classes.length > 0
      ? [
          table([
            ['Output', 'Samples', 'Accuracy', ...(isLong ? ['Top 5'] : []), 'Macro F1', 'AUC'],
            ...classes,
          ]),
        ]
      : []),
    ...(numbers.length > 0 ? [table([['Output', 'Samples', 'R²', 'RMSE', 'MAE'], ...numbers])] : []),
  ].join('\n\n')
}

/** The first output in a word: `accuracy 91.2 %` or `RMSE 0.12`. */
export function inShort(outputs: readonly OutputMetrics[]): string {
  const [first] = outputs
  if (!first) return ''
  return 'classes' in first
    ? `accuracy ${percent(first.classes.accuracy)}`
    : `RMSE ${short(first.numbers.rmse)}`
}
