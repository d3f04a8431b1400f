/** A form drawn from a set of declarations: a layer's, the training settings', the data settings'. */
import type { FocusEvent } from 'react'
import { isMeant, type AnyValues, type Params } from '../../preload/contract'
import classes from './forms.module.css'
import { ParamField } from './ParamField'

export type ParamFormProps = {
  readonly params: Params
  readonly values: AnyValues
  readonly onChange: (name: string, value: unknown) => void
  readonly isHidden?: ((name: string) => boolean) | undefined
  readonly problemOf?: ((name: string) => string | null) | undefined
  /** The first field is being entered, or another one: the place to begin a gesture. */
  readonly onFocus?: (() => void) | undefined
  /** The field was left, or Enter was pressed in it: what was typed so far is one step (`useProject.settle`). */
  readonly onCommit?: (() => void) | undefined
  readonly label?: string | undefined
}

export function ParamForm({ params, values, onChange, isHidden, problemOf, onFocus, onCommit, label }: ParamFormProps) {
  const leave = (event: FocusEvent): void => {
    if (event.target !== event.relatedTarget) onCommit?.()
  }
  return (
    <div
      className={classes['form']}
      role="group"
      aria-label={label}
      onFocus={onFocus}
      onBlur={leave}
      onKeyDown={event => {
        if (event.key === 'Enter') onCommit?.()
      }}
    >
      {Object.entries(params)
        .filter(([name, param]) => !isHidden?.(name) && isMeant(param, values))
        .map(([name, param]) => (
          <ParamField
            key={name}
            param={param}
            value={values[name] ?? param.default}
            onChange={value => onChange(name, value)}
            problem={problemOf?.(name)}
          />
        ))}
    </div>
  )
}
