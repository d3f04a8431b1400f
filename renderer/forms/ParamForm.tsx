/**
 * A form drawn from a set of declarations: a layer's, the training settings', the data settings'.
 * What is rarely changed stands behind “More”, which says how much of it was changed, and which
 * stays open or closed for the form of that name until the window closes.
 */
import { ChevronRight } from 'lucide-react'
import type { FocusEvent } from 'react'
import { create } from 'zustand'
import { isMeant, type AnyValues, type Param, type Params } from '../../preload/contract'
import { isEqual } from '../document/history'
import classes from './forms.module.css'
import { ParamField } from './ParamField'

type ParamFormProps = {
  readonly params: Params
  readonly values: AnyValues
  readonly onChange: (name: string, value: unknown) => void
  readonly isHidden?: ((name: string) => boolean) | undefined
  readonly problemOf?: ((name: string) => string | null) | undefined
  /** The first field is being entered, or another one: the place to begin a gesture. */
  readonly onFocus?: (() => void) | undefined
  /**
   * The field was left, or Enter was pressed in it: what was typed so far is one step (`useProject.settle`).
   */
  readonly onCommit?: (() => void) | undefined
  readonly label?: string | undefined
}
type Entry = readonly [name: string, param: Param]

const useOpen = create<{ readonly open: readonly string[] }>(() => ({ open: [] }))
const toggle = (form: string): void =>
  useOpen.setState(({ open }) => ({
    open: open.includes(form) ? open.filter(f => f !== form) : [...open, form],
  }))

export function ParamForm(props: ParamFormProps) {
  const { params, values, isHidden, onFocus, onCommit, label = '' } = props
  const leave = (event: FocusEvent): void => {
    if (event.target !== event.relatedTarget) onCommit?.()
  }
  const entries = Object.entries(params).filter(
    ([name, param]) => !isHidden?.(name) && isMeant(param, values),
  )
  const rare = entries.filter(([, param]) => param.isRare)
  const field = (entry: Entry) => <Field key={entry[0]} entry={entry} form={props} />
  return (
    <div className={classes['around']}>
      <div
        className={classes['form']}
        role="group"
        aria-label={label || undefined}
        onFocus={onFocus}
        onBlur={leave}
        onKeyDown={event => {
          if (event.key === 'Enter') onCommit?.()
        }}
      >
        {entries.filter(([, param]) => !param.isRare).map(field)}
        {rare.length > 0 && <More form={label} entries={rare} values={values} field={field} />}
      </div>
    </div>
  )
}

type FieldProps = { readonly entry: Entry; readonly form: ParamFormProps }
function Field({ entry: [name, param], form: { values, onChange, problemOf } }: FieldProps) {
  const kernel = Array.isArray(values['kernel']) ? (values['kernel'] as readonly number[]) : undefined
  return (
    <ParamField
      param={param}
      value={values[name] ?? param.default}
      onChange={value => onChange(name, value)}
      problem={problemOf?.(name)}
      kernel={kernel}
    />
  )
}

type MoreProps = {
  readonly form: string
  readonly entries: readonly Entry[]
  readonly values: AnyValues
  readonly field: (entry: Entry) => React.ReactNode
}

function More({ form, entries, values, field }: MoreProps) {
  const isOpen = useOpen(s => s.open.includes(form))
  const changed = entries.filter(
    ([name, param]) => values[name] !== undefined && !isEqual(values[name], param.default),
  )
  return (
    <>
      <button
        type="button"
        className={classes['more']}
        aria-expanded={isOpen}
        title={isOpen ? undefined : entries.map(([, param]) => param.label).join(', ')}
        onClick={() => toggle(form)}
      >
        <ChevronRight size={14} aria-hidden="true" />
        More
        {changed.length > 0 && (
          <span title={changed.map(([, param]) => param.label).join(', ')}>{changed.length} changed</span>
        )}
      </button>
      {isOpen && entries.map(field)}
    </>
  )
}
