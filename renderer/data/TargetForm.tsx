/** What is predicted: classes by a column, or the numbers of some columns. */
import { MultiSelect, SegmentedControl, Select } from '@mantine/core'
import type { ColumnHead, TargetChoice } from '../../preload/contract'
import styles from './import.module.css'
import { changeRecipe } from './importing'

/** Behind the columns that the set which is read again predicts. */
const IN_USE = ' · in use'

type Props = {
  readonly target: TargetChoice
  readonly columns: readonly ColumnHead[]
  readonly isInUse: (column: string) => boolean
}

export function TargetForm({ target, columns, isInUse }: Props) {
  if (columns.length === 0)
    return (
      <p className={styles.hint}>
        The files say nothing beside their samples. Sort them into one folder for each class, or put a table
        of names and labels beside them.
      </p>
    )
  return (
    <div className={styles.target}>
      <TargetKind target={target} columns={columns} />
      {target.kind === 'classes' && (
        <ClassesSelect column={target.column} columns={columns} isInUse={isInUse} />
      )}
      {target.kind === 'numbers' && (
        <NumbersSelect chosen={target.columns} columns={columns} isInUse={isInUse} />
      )}
    </div>
  )
}

function TargetKind({ target, columns }: Pick<Props, 'target' | 'columns'>) {
  // What has most values is more likely to be measured than counted.
  const numbers = columns
    .filter(c => c.kind === 'numbers')
    .sort((a, b) => b.distinct - a.distinct)
    .map(c => c.name)
  const first =
    target.kind === 'classes' ? target.column : target.kind === 'numbers' ? (target.columns[0] ?? '') : ''
  const choose = (kind: string): void =>
    changeRecipe({
      target:
        kind === 'classes'
          ? { kind: 'classes', column: first || (columns[0]?.name ?? '') }
          : { kind: 'numbers', columns: numbers.slice(0, 1) },
    })
  return (
    <SegmentedControl
      aria-label="Classes or numbers"
      fullWidth
      value={target.kind === 'none' ? '' : target.kind}
      onChange={choose}
      data={[
        { value: 'classes', label: 'Classes' },
        { value: 'numbers', label: 'Numbers', disabled: numbers.length === 0 },
      ]}
    />
  )
}

type ClassesProps = Pick<Props, 'columns' | 'isInUse'> & { readonly column: string }
const ClassesSelect = ({ column, columns, isInUse }: ClassesProps) => (
  <Select
    aria-label="Column of classes"
    data={columns.map(c => ({
      value: c.name,
      label: `${c.name} (${c.distinct} values)${isInUse(c.name) ? IN_USE : ''}`,
    }))}
    value={column}
    allowDeselect={false}
    searchable
    onChange={v => v !== null && changeRecipe({ target: { kind: 'classes', column: v } })}
  />
)

type NumbersProps = Pick<Props, 'columns' | 'isInUse'> & { readonly chosen: readonly string[] }
const NumbersSelect = ({ chosen, columns, isInUse }: NumbersProps) => (
  <MultiSelect
    aria-label="Columns of numbers"
    data={columns
      .filter(c => c.kind === 'numbers')
      .map(c => ({
        value: c.name,
        label: `${c.name}${c.unit ? ` (${c.unit})` : ''}${isInUse(c.name) ? IN_USE : ''}`,
      }))}
    value={[...chosen]}
    searchable
    onChange={v =>
      changeRecipe({ target: v.length > 0 ? { kind: 'numbers', columns: v } : { kind: 'none' } })
    }
  />
)
