/** The columns of the table: what each shows and how it sorts. A new column is one entry. */
import { TRAINING, type ExperimentRow } from '../../preload/contract'
import { count, decimals, duration, figure, moment, percent } from '../ui/format'

export type ExperimentColumn = {
  readonly id: string
  readonly title: string
  readonly isNumber: boolean
  /** What is sorted by; null comes last either way. */
  readonly value: (row: ExperimentRow) => string | number | null
  readonly show: (row: ExperimentRow) => string
  /** What the pointer is told; what is shown, where there is none. */
  readonly hint?: (row: ExperimentRow) => string
  /** Shown as small labels instead. */
  readonly labels?: (row: ExperimentRow) => readonly string[]
}
const number = (
  id: string,
  title: string,
  value: (r: ExperimentRow) => number | null,
  show: (v: number) => string,
): ExperimentColumn => ({
  id,
  title,
  isNumber: true,
  value,
  show: row => {
    const v = value(row)
    return v === null ? '–' : show(v)
  },
})
const text = (id: string, title: string, value: (r: ExperimentRow) => string): ExperimentColumn => ({
  id,
  title,
  isNumber: false,
  value,
  show: value,
})

/** As the declaration of the training settings calls it. */
const optimiserOf = ({ settings }: ExperimentRow): string =>
  TRAINING.optimiser.of.find(o => o.value === settings.optimiser)?.label ?? settings.optimiser

export const EXPERIMENT_COLUMNS: readonly ExperimentColumn[] = [
  { ...text('status', 'Status', r => r.status), hint: r => r.sentence },
  number(
    'validationAccuracy',
    'Val. accuracy',
    r => (r.validationFit ? null : r.validationAccuracy),
    v => percent(v),
  ),
  number(
    'testAccuracy',
    'Test accuracy',
    r => (r.validationFit ? null : r.testAccuracy),
    v => percent(v),
  ),
  number(
    'testR2',
    'Test R²',
    r => r.testFit?.r2 ?? null,
    v => decimals(v, 3),
  ),
  number(
    'testRmse',
    'Test RMSE',
    r => r.testFit?.rmse ?? null,
    v => figure(v),
  ),
  number(
    'validationLoss',
    'Val. loss',
    r => r.validationLoss,
    v => decimals(v),
  ),
  number('epochs', TRAINING.epochs.label, r => r.epochs, count),
  number('parameters', 'Parameters', r => r.parameters, count),
  number('seconds', 'Time', r => r.seconds, duration),
  number(
    'samplesPerSecond',
    'Samples/s',
    r => r.samplesPerSecond || null,
    v => count(Math.round(v)),
  ),
  text('dataset', 'Data', r => r.dataset),
  text('optimiser', TRAINING.optimiser.label, optimiserOf),
  number('learningRate', TRAINING.learningRate.label, r => r.settings.learningRate, String),
  number('batchSize', 'Batch', r => r.settings.batchSize, count),
  number('seed', TRAINING.seed.label, r => r.settings.seed, String),
  number(
    'startedAt',
    'Started',
    r => r.startedAt,
    v => moment(v),
  ),
  { ...text('tags', 'Tags', r => r.tags.join(', ')), labels: r => r.tags },
  text('note', 'Note', r => r.note),
]
export const NAME: ExperimentColumn = text('name', 'Name', r => r.name)

export type Sort = { readonly column: string; readonly isDescending: boolean }

const words = new Intl.Collator(undefined, { numeric: true })

export function sorted(
  rows: readonly ExperimentRow[],
  { column, isDescending }: Sort,
): readonly ExperimentRow[] {
  const by = [NAME, ...EXPERIMENT_COLUMNS].find(c => c.id === column)
  if (!by) return rows
  return rows.toSorted((a, b) => {
    const [x, y] = [by.value(a), by.value(b)]
    if (x === y) return b.id - a.id
    if (x === null || y === null) return x === null ? 1 : -1
    const order = typeof x === 'string' ? words.compare(x, String(y)) : x - Number(y)
    return isDescending ? -order : order
  })
}

/** What the table says of a row, as one line; rows are new objects whenever they change. */
const lines = new WeakMap<ExperimentRow, string>()
function lineOf(row: ExperimentRow): string {
  const known = lines.get(row)
  if (known !== undefined) return known
  const line = [NAME, ...EXPERIMENT_COLUMNS]
    .map(c => c.show(row))
    .join(' ')
    .toLowerCase()
  lines.set(row, line)
  return line
}

/** Rows that hold every word of the search somewhere in what the table shows. */
export function matching(rows: readonly ExperimentRow[], search: string): readonly ExperimentRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter(row => {
    const line = lineOf(row)
    return words.every(w => line.includes(w))
  })
}
