/**
 * A number field 28 px high: typing, arrow keys (Shift: ten steps) and two small steppers that show on hover.
 */
import { TextInput } from '@mantine/core'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { AxesParam, Bad, IntParam, RealParam } from '../../preload/contract'
import classes from './forms.module.css'
import { wrongBorder } from './wrongBorder'
import { useDraft } from './useDraft'
import { numberFrom, stepped } from './values'

type Props = {
  readonly param: IntParam | RealParam | AxesParam
  readonly label: string
  readonly value: number
  readonly check: (value: number) => Bad | null
  readonly onChange: (value: number) => void
  readonly id?: string | undefined
  readonly describedBy?: string | undefined
  /** Told what is wrong, so that the row can say it below. */
  readonly onWrong: (sentence: string | null) => void
}

export function NumberBox({ param, label, value, check, onChange, id, describedBy, onWrong }: Props) {
  const draft = useDraft(value, String, numberFrom, check, onChange)
  const type = (text: string): void => {
    draft.type(text)
    onWrong(check(numberFrom(text))?.bad ?? null)
  }
  const step = (by: number): void => type(String(stepped(param, numberFrom(draft.text), by)))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    step((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1))
  }
  return (
    <TextInput
      {...(id ? { id } : {})}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={draft.wrong !== null}
      inputMode={param.type === 'real' ? 'decimal' : 'numeric'}
      autoComplete="off"
      spellCheck={false}
      value={draft.text}
      error={draft.wrong !== null}
      onChange={event => type(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={draft.tidy}
      className={classes['number'] ?? ''}
      classNames={{ input: classes['input'] ?? '' }}
      styles={wrongBorder(draft.wrong !== null)}
      rightSectionWidth={18}
      rightSection={<Steppers onStep={step} />}
    />
  )
}

/**
 * For the mouse only: the arrow keys do the same, so they are not in the tab order nor in the accessibility
 * tree.
 */
function Steppers({ onStep }: { readonly onStep: (by: number) => void }) {
  return (
    <span className={classes['steppers']} aria-hidden="true">
      <button
        type="button"
        tabIndex={-1}
        onMouseDown={event => event.preventDefault()}
        onClick={() => onStep(1)}
      >
        <ChevronUp size={10} />
      </button>
      <button
        type="button"
        tabIndex={-1}
        onMouseDown={event => event.preventDefault()}
        onClick={() => onStep(-1)}
      >
        <ChevronDown size={10} />
      </button>
    </span>
  )
}
