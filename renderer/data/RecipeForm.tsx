/** How the files are read: the name, the form of their kind of source, and what is predicted. */
import { MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core'
import { sourceParams, type ColumnHead, type Recipe, type TargetChoice } from '../../preload/contract'
import { ParamForm } from '../forms/ParamForm'
import { changeRecipe, useImporting } from './importing'
import styles from './import.module.css'

type Props = {
  readonly recipe: Recipe
  readonly columns: readonly ColumnHead[]
  readonly kind: 'images' | 'spectra'
}

/** What is said of images means nothing to spectra. */
const OF_IMAGES = ['height', 'width', 'fit', 'stretch', 'percent']

/** Behind the columns that the set which is read again predicts. */
const IN_USE = ' · in use'
const isInUse = (present: TargetChoice | null, kind: TargetChoice['kind'], column: string): boolean =>
  present?.kind === kind &&
  (present.kind === 'classes'
    ? present.column === column
    : present.kind === 'numbers' && present.columns.includes(column))
const inWords = (target: TargetChoice): string =>
  target.kind === 'classes'
    ? `classes by “${target.column}”`
    : target.kind === 'numbers'
      ? `the numbers ${target.columns.join(', ')}`
      : 'nothing'

export function RecipeForm({ recipe, columns, kind }: Props) {
  const params = sourceParams[recipe.kind]
  const present = useImporting(s => s.present?.target ?? null)
  return (
    <>
      <h3>Name</h3>
      <TextInput
        aria-label="Name of the data set"
        value={recipe.title}
        maxLength={200}
        onChange={e => changeRecipe({ title: e.currentTarget.value })}
      />
      {Object.keys(params).length > 0 && (
        <>
          <h3>Reading</h3>
          <ParamForm
            label="Reading"
            params={params}
            values={recipe.params}
            isHidden={name => kind === 'spectra' && OF_IMAGES.includes(name)}
            onChange={(name, value) => changeRecipe({ params: { ...recipe.params, [name]: value } })}
          />
        </>
      )}
      <h3>What is predicted</h3>
      <TargetForm
        target={recipe.target}
        columns={columns}
        isInUse={name => isInUse(present, recipe.target.kind, name)}
      />
      {present && <p className={`${styles.hint} ${styles.present}`}>{`In use now: ${inWords(present)}.`}</p>}
    </>
  )
}

type TargetProps = {
  readonly target: TargetChoice
  readonly columns: readonly ColumnHead[]
  readonly isInUse: (column: string) => boolean
}

function TargetForm({ target, columns, isInUse }: TargetProps) {
  const names = columns.map(c => c.name)
  // What has most values is more likely to be measured than counted.
  const numbers = columns
    .filter(c => c.kind === 'numbers')
    .sort((a, b) => b.distinct - a.distinct)
    .map(c => c.name)
  if (columns.length === 0)
    return (
      <p className={styles.hint}>
        The files say nothing beside their samples. Sort them into one folder for each class, or put a table
        of names and labels beside them.
      </p>
    )
  const first =
    target.kind === 'classes' ? target.column : target.kind === 'numbers' ? (target.columns[0] ?? '') : ''
  const choose = (kind: string): void =>
    changeRecipe({
      target:
        kind === 'classes'
          ? { kind: 'classes', column: first || (names[0] ?? '') }
          : { kind: 'numbers', columns: numbers.slice(0, 1) },
    })
  return (
    <div className={styles.target}>
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
      {target.kind === 'classes' && (
        <Select
          aria-label="Column of classes"
          data={columns.map(c => ({
            value: c.name,
            label: `${c.name} (${c.distinct} values)${isInUse(c.name) ? IN_USE : ''}`,
          }))}
          value={target.column}
          allowDeselect={false}
          searchable
          onChange={v => v !== null && changeRecipe({ target: { kind: 'classes', column: v } })}
        />
      )}
      {target.kind === 'numbers' && (
        <MultiSelect
          aria-label="Columns of numbers"
          data={columns
            .filter(c => c.kind === 'numbers')
            .map(c => ({
              value: c.name,
              label: `${c.name}${c.unit ? ` (${c.unit})` : ''}${isInUse(c.name) ? IN_USE : ''}`,
            }))}
          value={[...target.columns]}
          searchable
          onChange={v =>
            changeRecipe({ target: v.length > 0 ? { kind: 'numbers', columns: v } : { kind: 'none' } })
          }
        />
      )}
    </div>
  )
}
