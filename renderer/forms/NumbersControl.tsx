/**
 * A list of numbers typed by hand: a few on one line, with commas or spaces between them, many in rows.
 * Rows and blank lines are for the eye; only the order counts.
 */
import { Textarea } from '@mantine/core'
import { paramProblem, type Bad, type NumbersParam } from '../../preload/contract'
import type { ControlProps } from './control'
import classes from './forms.module.css'
import { DraftBox } from './TextBox'
import { useDraft } from './useDraft'
import { gridText, listFrom, listText } from './values'
import { wrongBorder } from './wrongBorder'

/** So many numbers still read well on one line. */
export const FEW = 16
type NumbersProps = ControlProps<NumbersParam, readonly number[]> & {
  /** The kernel whose values these are, `[width]` or `[height, width]`: they are laid out in its rows. */
  readonly kernel?: readonly number[] | undefined
}

export const NumbersControl = ({ kernel, ...props }: NumbersProps) => {
  const { param, value, onChange, onWrong, id, describedBy } = props
  if (param.most > FEW) return <Grid {...props} kernel={kernel} />
  return (
    <DraftBox<readonly number[]>
      id={id}
      label={param.label}
      hint="none"
      value={value}
      format={listText}
      parse={listFrom}
      check={v => paramProblem(param, v)}
      onChange={onChange}
      onWrong={onWrong}
      describedBy={describedBy}
    />
  )
}

/** In the rows of a kernel where there is one. */
function Grid({ param, value, onChange, onWrong, id, describedBy, kernel }: NumbersProps) {
  const width = kernel?.at(-1) ?? FEW
  const check = (v: readonly number[]): Bad | null => paramProblem(param, v)
  const draft = useDraft<readonly number[]>(
    value,
    v => gridText(v, width, kernel?.length === 2 ? (kernel[0] ?? 1) : 1),
    listFrom,
    check,
    onChange,
  )
  const typed = listFrom(draft.text).length
  return (
    <div className={classes['grid']}>
      <Textarea
        id={id}
        aria-label={param.label}
        aria-describedby={describedBy}
        aria-invalid={draft.wrong !== null}
        placeholder={`none; ${width} in a row`}
        value={draft.text}
        error={draft.wrong !== null}
        spellCheck={false}
        autoComplete="off"
        rows={Math.min(12, Math.max(2, draft.text.split('\n').length))}
        wrap="off"
        classNames={{ input: `${classes['input'] ?? ''} ${classes['mono'] ?? ''} ${classes['rows'] ?? ''}` }}
        styles={wrongBorder(draft.wrong !== null)}
        onBlur={draft.tidy}
        onChange={event => {
          const text = event.currentTarget.value
          draft.type(text)
          onWrong(check(listFrom(text))?.bad ?? null)
        }}
      />
      {typed > 0 && <span className={classes['typed']}>{typed === 1 ? '1 number' : `${typed} numbers`}</span>}
    </div>
  )
}
