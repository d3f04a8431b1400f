/** The split's form; its columns are chosen among those that the data have. */
import { Select } from '@mantine/core'
import { DATA, isMeant, type DatasetSummary, type DataSettings } from '../../preload/contract'
import { useDataset } from '../dataset/store'
import { useProject } from '../document/store'
import { ParamForm } from '../forms/ParamForm'
import styles from './data.module.css'

/** The way of splitting first, then what it needs; the columns have boxes of their own. */
const { validation, splitSeed, split, column: _column, group: _group, ...folds } = DATA
const SPLIT = { split, ...folds, validation, splitSeed }

const change = (name: string, value: unknown): void =>
  useProject
    .getState()
    .edit(
      `Change ${DATA[name as keyof typeof DATA].label.toLowerCase()}`,
      d => ({ ...d, data: { ...d.data, [name]: value } }),
      `data.${name}`,
    )

export function SplitForm({ data }: { data: DataSettings }) {
  const { settle } = useProject.getState()
  const summary = useDataset(s => s.summary)
  const columns = (['column', 'group'] as const).filter(name => isMeant(DATA[name], data))
  return (
    <>
      <ParamForm label="Split" params={SPLIT} values={data} onChange={change} onCommit={settle} />
      {columns.map(name => (
        <ColumnSelect key={name} name={name} value={data[name] || null} columns={summary?.columns ?? []} />
      ))}
      {summary?.splitProblem && (
        <p className={styles.problem} role="alert">
          {summary.splitProblem}
        </p>
      )}
    </>
  )
}

type ColumnProps = {
  readonly name: 'column' | 'group'
  readonly value: string | null
  readonly columns: DatasetSummary['columns']
}
const ColumnSelect = ({ name, value, columns }: ColumnProps) => (
  <Select
    mt={8}
    label={DATA[name].label}
    description={DATA[name].help}
    clearable={name === 'group'}
    placeholder={columns.length ? 'Choose a column' : 'These data have no columns'}
    disabled={!columns.length}
    data={columns.map(c => ({ value: c.name, label: `${c.name} (${c.distinct} values)` }))}
    value={value}
    onChange={next => change(name, next ?? '')}
  />
)
