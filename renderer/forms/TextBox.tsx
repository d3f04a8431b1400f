/**
 * One line of text, and one that means something: a list of numbers, a shape.
 * `DraftBox` hands on only what passes `check`; anything else stays in the box and is said below.
 */
import { TextInput } from '@mantine/core'
import type { Bad } from '../../preload/contract'
import classes from './forms.module.css'
import { useDraft } from './useDraft'
import { wrongBorder } from './wrongBorder'

type TextBoxProps = {
  readonly id: string
  readonly label: string
  readonly describedBy: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onBlur?: () => void
  /** Shown while there is no text. */
  readonly hint?: string | undefined
  readonly isWrong?: boolean
  /** Figures, in letters of one width. */
  readonly isMono?: boolean
  readonly maxLength?: number
}

export const TextBox = ({
  label,
  describedBy,
  onChange,
  hint,
  isWrong = false,
  isMono = false,
  ...rest
}: TextBoxProps) => (
  <TextInput
    {...rest}
    size="xs"
    aria-label={label}
    aria-describedby={describedBy}
    placeholder={hint}
    error={isWrong}
    spellCheck={false}
    autoComplete="off"
    classNames={{ input: `${classes['input'] ?? ''} ${isMono ? (classes['mono'] ?? '') : ''}` }}
    styles={wrongBorder(isWrong)}
    onChange={event => onChange(event.currentTarget.value)}
  />
)

type DraftBoxProps<T> = Pick<TextBoxProps, 'id' | 'label' | 'describedBy' | 'hint'> & {
  readonly value: T
  readonly format: (value: T) => string
  readonly parse: (text: string) => T
  readonly check: (value: T) => Bad | null
  readonly onChange: (value: T) => void
  readonly onWrong: (sentence: string | null) => void
}

export function DraftBox<T>({ value, format, parse, check, onChange, onWrong, ...rest }: DraftBoxProps<T>) {
  const draft = useDraft(value, format, parse, check, onChange)
  return (
    <TextBox
      {...rest}
      value={draft.text}
      isWrong={draft.wrong !== null}
      isMono
      onBlur={draft.tidy}
      onChange={text => {
        draft.type(text)
        onWrong(check(parse(text))?.bad ?? null)
      }}
    />
  )
}
