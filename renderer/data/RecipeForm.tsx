/** How the files are read: the name, the form of their kind of source, and what is predicted. */
import { TextInput } from '@mantine/core'
import { fileKind, type ColumnHead, type Recipe, type TargetChoice } from '../../preload/contract'
import { ParamForm } from '../forms/ParamForm'
import { changeRecipe } from './importing'
import { useImporting } from './importStore'
import styles from './import.module.css'
import { TargetForm } from './TargetForm'

type Props = {
  readonly recipe: Recipe
  readonly columns: readonly ColumnHead[]
  readonly kind: 'images' | 'spectra'
}

/** Whether the set that is read again predicts it. */
const isInUse = (present: TargetChoice | null, kind: TargetChoice['kind'], column: string): boolean =>
  present?.kind === kind &&
  (present.kind === 'classes'
    ? present.column === column
    : present.kind === 'numbers' && present.columns.includes(column))
const targetInWords = (target: TargetChoice): string =>
  target.kind === 'classes'
    ? `classes by “${target.column}”`
    : target.kind === 'numbers'
      ? `the numbers ${target.columns.join(', ')}`
      : 'nothing'

export function RecipeForm({ recipe, columns, kind }: Props) {
  const { params, imageParams } = fileKind(recipe.kind)
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
            isHidden={name => kind === 'spectra' && imageParams.includes(name)}
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
      {present && (
        <p className={`${styles.hint} ${styles.present}`}>{`In use now: ${targetInWords(present)}.`}</p>
      )}
    </>
  )
}
