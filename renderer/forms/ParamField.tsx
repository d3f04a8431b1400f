/**
 * One row of a form, drawn from the declaration of a parameter: label at the left, control at the right, what
 * is wrong below. The value that comes out always fits the declaration; anything else stays in the field.
 */
import { Tooltip } from '@mantine/core'
import { useId, useState } from 'react'
import type { Padding, Param } from '../../preload/contract'
import { AxesControl } from './AxesControl'
import type { ControlProps } from './control'
import classes from './forms.module.css'
import { FEW, NumbersControl } from './NumbersControl'
import { PaddingControl } from './PaddingControl'
import { BoolControl, ChoiceControl, NumberControl, TextControl } from './plainControls'
import { ShapeControl } from './ShapeControl'
import { SidesControl } from './SidesControl'

type Props = {
  readonly param: Param
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** Something the form knows and the declaration does not, such as “the split is too small”. */
  readonly problem?: string | null | undefined
  /** For a kernel's values: its size. */
  readonly kernel?: readonly number[] | undefined
}

/** Controls that need the whole width, their label above them; `narrow`: only in a narrow form. */
const LONG = { always: 20, narrow: 11 }
function spread(param: Param): 'always' | 'narrow' | undefined {
  if (param.type === 'choice') {
    const longest = Math.max(...param.of.map(o => o.label.length))
    return longest > LONG.always ? 'always' : longest > LONG.narrow ? 'narrow' : undefined
  }
  if (param.type === 'numbers') return param.most > FEW ? 'always' : undefined
  if (param.type === 'sides') return param.rank === 2 ? 'always' : 'narrow'
  return param.type === 'padding' || param.type === 'shape' ? 'narrow' : undefined
}

export function ParamField({ param, value, onChange, problem, kernel }: Props) {
  const id = useId()
  const [wrong, setWrong] = useState<{ readonly sentence: string; readonly at: unknown } | null>(null)
  // A sentence belongs to the value it was typed over: undo, or another node, removes it.
  const sentence = (wrong && wrong.at === value ? wrong.sentence : null) ?? problem ?? null
  return (
    <div className={classes['row']} data-wrong={sentence !== null || undefined} data-spread={spread(param)}>
      <Tooltip label={param.help} position="left" events={{ hover: true, focus: false, touch: false }}>
        <label htmlFor={id} className={classes['label']}>
          {param.label}
        </label>
      </Tooltip>
      <div className={classes['control']}>
        <Control
          param={param}
          value={value}
          onChange={v => {
            setWrong(null)
            onChange(v)
          }}
          onWrong={s => setWrong(s === null ? null : { sentence: s, at: value })}
          id={id}
          describedBy={`${id}-help`}
          kernel={kernel}
        />
      </div>
      <span id={`${id}-help`} className={classes['hidden']}>
        {sentence ?? param.help}
      </span>
      {sentence !== null && (
        <div className={classes['wrong']} role="status" aria-hidden="true">
          {sentence}
        </div>
      )}
    </div>
  )
}

/** The casts are safe: a document's values were checked against the same declaration when it was read. */
function Control(props: ControlProps<Param, unknown> & Pick<Props, 'kernel'>) {
  const as = <P, V>(param: P): ControlProps<P, V> => ({ ...props, param, value: props.value as V })
  const { param } = props
  switch (param.type) {
    case 'int':
    case 'real':
      return <NumberControl {...as<typeof param, number>(param)} />
    case 'bool':
      return <BoolControl {...as<typeof param, boolean>(param)} />
    case 'choice':
      return <ChoiceControl {...as<typeof param, string>(param)} />
    case 'axes':
      return <AxesControl {...as<typeof param, readonly number[]>(param)} />
    case 'padding':
      return <PaddingControl {...as<typeof param, Padding>(param)} />
    case 'sides':
      return <SidesControl {...as<typeof param, readonly number[]>(param)} />
    case 'numbers':
      return <NumbersControl {...as<typeof param, readonly number[]>(param)} kernel={props.kernel} />
    case 'text':
      return <TextControl {...as<typeof param, string>(param)} />
    case 'shape':
      return <ShapeControl {...as<typeof param, 'data' | readonly number[]>(param)} />
  }
}
