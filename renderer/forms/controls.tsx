/** The controls behind ParamField, one for every type of parameter. Each shows what it is given and tells what it becomes. */
import { ActionIcon, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { Link2, Link2Off } from 'lucide-react'
import { useState } from 'react'
import {
  MOST_PADDING,
  misuse,
  type AxesParam,
  type BoolParam,
  type ChoiceParam,
  type IntParam,
  type NumbersParam,
  type Padding,
  type PaddingParam,
  type RealParam,
  type Shape,
  type ShapeParam,
  type SidesParam,
  type TextParam,
} from '../../preload/contract'
import classes from './forms.module.css'
import { NumberBox } from './NumberBox'
import { useDraft } from './useDraft'
import { gridText, listFrom, listText, shapeFrom, shapeText } from './values'
import { wrongBorder } from './wrongBorder'

export type ControlProps<P, V> = {
  readonly param: P
  readonly value: V
  readonly onChange: (value: V) => void
  readonly onWrong: (sentence: string | null) => void
  readonly id: string
  readonly describedBy: string
}

export const NumberControl = ({ param, value, onChange, onWrong, id, describedBy }: ControlProps<IntParam | RealParam, number>) => (
  <NumberBox
    param={param}
    label={param.label}
    value={value}
    check={v => misuse(param, v)}
    onChange={onChange}
    onWrong={onWrong}
    id={id}
    describedBy={describedBy}
  />
)

export const BoolControl = ({ param, value, onChange, id, describedBy }: ControlProps<BoolParam, boolean>) => (
  <Switch
    id={id}
    size="xs"
    aria-label={param.label}
    aria-describedby={describedBy}
    checked={value}
    onChange={event => onChange(event.currentTarget.checked)}
    className={classes['switch'] ?? ''}
  />
)

export const ChoiceControl = ({ param, value, onChange, id, describedBy }: ControlProps<ChoiceParam<string>, string>) => (
  <Select
    id={id}
    size="xs"
    aria-label={param.label}
    aria-describedby={describedBy}
    data={[...param.of]}
    value={value}
    allowDeselect={false}
    onChange={chosen => {
      if (chosen !== null) onChange(chosen)
    }}
    title={param.of.find(o => o.value === value)?.label}
    classNames={{ input: `${classes['input'] ?? ''} ${classes['choice'] ?? ''}`, option: classes['option'] ?? '' }}
    comboboxProps={{ shadow: 'none' }}
  />
)

const names = ['height', 'width'] as const

/** One box in 1-D; in 2-D two, which change together while they are linked (they begin linked when they are equal). */
export function AxesControl({ param, value, onChange, onWrong, id, describedBy }: ControlProps<AxesParam, readonly number[]>) {
  const [isLinked, setLinked] = useState(value.every(n => n === value[0]))
  const linked = isLinked && value.every(n => n === value[0])
  const check = (n: number): string | null =>
    misuse(
      param,
      Array.from({ length: param.rank }, () => n),
    )
  const set = (axis: number, n: number): void => onChange(value.map((old, i) => (linked || i === axis ? n : old)))
  if (param.rank === 1)
    return (
      <NumberBox
        param={param}
        label={param.label}
        value={value[0] ?? 1}
        check={check}
        onChange={n => onChange([n])}
        onWrong={onWrong}
        id={id}
        describedBy={describedBy}
      />
    )
  return (
    <div className={classes['axes']} role="group" aria-label={param.label}>
      {names.map((name, axis) => (
        <NumberBox
          key={name}
          param={param}
          label={`${param.label}, ${name}`}
          value={value[axis] ?? 1}
          check={check}
          onChange={n => set(axis, n)}
          onWrong={onWrong}
          id={axis === 0 ? id : undefined}
          describedBy={describedBy}
        />
      ))}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={22}
        aria-pressed={linked}
        aria-label={`Link the two sides of ${param.label.toLowerCase()}`}
        title={linked ? 'Both sides change together' : 'Each side on its own'}
        onClick={() => {
          setLinked(!linked)
          if (!linked && value[0] !== undefined) onChange(value.map(() => value[0] ?? 1))
        }}
      >
        {linked ? <Link2 size={14} /> : <Link2Off size={14} />}
      </ActionIcon>
    </div>
  )
}

const pixels: IntParam = { type: 'int', label: 'Padding in pixels', default: 1, min: 0, max: MOST_PADDING, help: '' }

export function PaddingControl({ param, value, onChange, onWrong, id, describedBy }: ControlProps<PaddingParam, Padding>) {
  const mode = typeof value === 'number' ? 'pixels' : typeof value === 'string' ? value : 'sides'
  const uniform = typeof value === 'number' ? value : 1
  return (
    <div className={classes['padding']}>
      <SegmentedControl
        size="xs"
        aria-label={param.label}
        aria-describedby={describedBy}
        className={classes['segments'] ?? ''}
        value={mode}
        data={[
          { value: 'valid', label: 'Valid' },
          { value: 'same', label: 'Same' },
          { value: 'pixels', label: param.rank === 1 ? 'Points' : 'Pixels' },
          { value: 'sides', label: 'Sides' },
        ]}
        onChange={chosen => {
          onWrong(null)
          if (chosen === 'sides') onChange(Array.from({ length: 2 * param.rank }, () => uniform))
          else onChange(chosen === 'pixels' ? 1 : (chosen as Padding))
        }}
      />
      {typeof value === 'number' && (
        <NumberBox
          param={pixels}
          id={id}
          label={pixels.label}
          value={value}
          check={v => misuse(param, v)}
          onChange={onChange}
          onWrong={onWrong}
          describedBy={describedBy}
        />
      )}
      {typeof value === 'object' && (
        <Sides
          rank={param.rank}
          label={param.label}
          most={MOST_PADDING}
          value={value}
          onChange={onChange}
          onWrong={onWrong}
          describedBy={describedBy}
        />
      )}
    </div>
  )
}

export const SidesControl = ({ param, value, onChange, onWrong, id, describedBy }: ControlProps<SidesParam, readonly number[]>) => (
  <Sides
    rank={param.rank}
    label={param.label}
    most={param.max}
    value={value}
    onChange={onChange}
    onWrong={onWrong}
    id={id}
    describedBy={describedBy}
  />
)

const SIDES = { 1: ['Before', 'After'], 2: ['Top', 'Bottom', 'Left', 'Right'] } as const
type SidesProps = {
  readonly rank: 1 | 2
  readonly label: string
  readonly most: number
  readonly value: readonly number[]
  readonly onChange: (value: readonly number[]) => void
  readonly onWrong: (sentence: string | null) => void
  readonly id?: string
  readonly describedBy: string
}

/** A box for each side, its name above it. */
function Sides({ rank, label, most, value, onChange, onWrong, id, describedBy }: SidesProps) {
  return (
    <div className={classes['sides']} data-rank={rank} role="group" aria-label={label}>
      {SIDES[rank].map((side, i) => {
        const one: IntParam = { type: 'int', label: `${label}, ${side.toLowerCase()}`, default: 0, min: 0, max: most, help: '' }
        return (
          <div key={side}>
            <span aria-hidden="true">{side}</span>
            <NumberBox
              param={one}
              label={one.label}
              value={value[i] ?? 0}
              check={n => misuse(one, n)}
              onChange={n => onChange(SIDES[rank].map((_, j) => (j === i ? n : (value[j] ?? 0))))}
              onWrong={onWrong}
              id={i === 0 ? id : undefined}
              describedBy={describedBy}
            />
          </div>
        )
      })}
    </div>
  )
}

/** So many numbers still read well on one line. */
export const FEW = 16
export type NumbersProps = ControlProps<NumbersParam, readonly number[]> & {
  /** The kernel whose values these are, `[width]` or `[height, width]`: they are laid out in its rows. */
  readonly kernel?: readonly number[] | undefined
}

export const NumbersControl = ({ kernel, ...props }: NumbersProps) => {
  const { param, value, onChange, onWrong, id, describedBy } = props
  if (param.most > FEW) return <Grid {...props} kernel={kernel} />
  return (
    <ListBox
      id={id}
      label={param.label}
      hint="none"
      value={value}
      check={v => misuse(param, v)}
      onChange={onChange}
      onWrong={onWrong}
      describedBy={describedBy}
    />
  )
}

/** Many numbers, typed in rows as they are read. Rows and blank lines are for the eye: only the order counts. */
function Grid({ param, value, onChange, onWrong, id, describedBy, kernel }: NumbersProps) {
  const width = kernel?.at(-1) ?? FEW,
    check = (v: readonly number[]): string | null => misuse(param, v)
  const draft = useDraft<readonly number[]>(value, v => gridText(v, width, kernel?.length === 2 ? (kernel[0] ?? 1) : 1), listFrom, check, onChange)
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
          onWrong(check(listFrom(text)))
        }}
      />
      {typed > 0 && <span className={classes['typed']}>{typed === 1 ? '1 number' : `${typed} numbers`}</span>}
    </div>
  )
}

type ListBoxProps = {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly value: readonly number[]
  readonly check: (value: readonly number[]) => string | null
  readonly onChange: (value: readonly number[]) => void
  readonly onWrong: (sentence: string | null) => void
  readonly describedBy: string
}

/** Numbers next to each other, with commas or spaces between them. */
function ListBox({ id, label, hint, value, check, onChange, onWrong, describedBy }: ListBoxProps) {
  const draft = useDraft<readonly number[]>(value, listText, listFrom, check, onChange)
  return (
    <TextInput
      id={id}
      size="xs"
      aria-label={label}
      aria-describedby={describedBy}
      placeholder={hint}
      value={draft.text}
      error={draft.wrong !== null}
      spellCheck={false}
      autoComplete="off"
      classNames={{ input: `${classes['input'] ?? ''} ${classes['mono'] ?? ''}` }}
      onBlur={draft.tidy}
      styles={wrongBorder(draft.wrong !== null)}
      onChange={event => {
        const typed = event.currentTarget.value
        draft.type(typed)
        onWrong(check(listFrom(typed)))
      }}
    />
  )
}

export const TextControl = ({ param, value, onChange, id, describedBy }: ControlProps<TextParam, string>) => (
  <TextInput
    id={id}
    size="xs"
    aria-label={param.label}
    aria-describedby={describedBy}
    value={value}
    maxLength={200}
    spellCheck={false}
    autoComplete="off"
    classNames={{ input: classes['input'] ?? '' }}
    onChange={event => onChange(event.currentTarget.value)}
  />
)

/** What the field offers when a shape is first typed by hand: MNIST's. */
const firstShape: Shape = [28, 28, 1]

export function ShapeControl({ param, value, onChange, onWrong, id, describedBy }: ControlProps<ShapeParam, 'data' | Shape>) {
  const check = (shape: Shape): string | null => misuse(param, shape)
  const draft = useDraft<Shape>(value === 'data' ? [] : value, shapeText, shapeFrom, check, onChange)
  return (
    <div className={classes['padding']}>
      <SegmentedControl
        size="xs"
        aria-label={param.label}
        aria-describedby={describedBy}
        className={classes['segments'] ?? ''}
        value={value === 'data' ? 'data' : 'typed'}
        data={[
          { value: 'data', label: 'From the data' },
          { value: 'typed', label: 'Typed' },
        ]}
        onChange={chosen => {
          onWrong(null)
          onChange(chosen === 'data' ? 'data' : firstShape)
        }}
      />
      {value !== 'data' && (
        <TextInput
          id={id}
          size="xs"
          aria-label={`${param.label}, typed`}
          aria-describedby={describedBy}
          value={draft.text}
          error={draft.wrong !== null}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: `${classes['input'] ?? ''} ${classes['mono'] ?? ''}` }}
          onBlur={draft.tidy}
          styles={wrongBorder(draft.wrong !== null)}
          onChange={event => {
            const text = event.currentTarget.value
            draft.type(text)
            onWrong(check(shapeFrom(text)))
          }}
        />
      )}
    </div>
  )
}
