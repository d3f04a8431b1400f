/** The controls that are one box or one switch: a number, yes or no, one of several, a short text. */
import { Select, Switch } from '@mantine/core'
import {
  paramProblem,
  type BoolParam,
  type ChoiceParam,
  type IntParam,
  type RealParam,
  type TextParam,
} from '../../preload/contract'
import type { ControlProps } from './control'
import classes from './forms.module.css'
import { NumberBox } from './NumberBox'
import { TextBox } from './TextBox'

export const NumberControl = ({
  param,
  value,
  onChange,
  onWrong,
  id,
  describedBy,
}: ControlProps<IntParam | RealParam, number>) => (
  <NumberBox
    param={param}
    label={param.label}
    value={value}
    check={v => paramProblem(param, v)}
    onChange={onChange}
    onWrong={onWrong}
    id={id}
    describedBy={describedBy}
  />
)

export const BoolControl = ({
  param,
  value,
  onChange,
  id,
  describedBy,
}: ControlProps<BoolParam, boolean>) => (
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

export const ChoiceControl = ({
  param,
  value,
  onChange,
  id,
  describedBy,
}: ControlProps<ChoiceParam<string>, string>) => (
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
    classNames={{
      input: `${classes['input'] ?? ''} ${classes['choice'] ?? ''}`,
      option: classes['option'] ?? '',
    }}
    comboboxProps={{ shadow: 'none' }}
  />
)

export const TextControl = ({ param, value, onChange, id, describedBy }: ControlProps<TextParam, string>) => (
  <TextBox
    id={id}
    label={param.label}
    describedBy={describedBy}
    value={value}
    maxLength={200}
    onChange={onChange}
  />
)
