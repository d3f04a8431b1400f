/**
 * A whole number for each spatial axis: one box in 1-D, in 2-D two.
 * The two change together while they are linked, and they begin linked when they are equal.
 */
import { ActionIcon } from '@mantine/core'
import { Link2, Link2Off } from 'lucide-react'
import { useState } from 'react'
import { paramProblem, type AxesParam, type Bad } from '../../preload/contract'
import type { ControlProps } from './control'
import classes from './forms.module.css'
import { NumberBox } from './NumberBox'

const names = ['height', 'width'] as const

type Props = ControlProps<AxesParam, readonly number[]>

export function AxesControl(props: Props) {
  const { param, value, onChange, onWrong, id, describedBy } = props
  if (param.rank > 1) return <LinkedAxes {...props} />
  return (
    <NumberBox
      param={param}
      label={param.label}
      value={value[0] ?? 1}
      check={n => wrongOnAll(param, n)}
      onChange={n => onChange([n])}
      onWrong={onWrong}
      id={id}
      describedBy={describedBy}
    />
  )
}

/** What is wrong with a number that stands on every axis. */
const wrongOnAll = (param: AxesParam, n: number): Bad | null =>
  paramProblem(
    param,
    Array.from({ length: param.rank }, () => n),
  )

function LinkedAxes({ param, value, onChange, onWrong, id, describedBy }: Props) {
  const areEqual = value.every(n => n === value[0])
  const [isLinked, setLinked] = useState(areEqual)
  const linked = isLinked && areEqual
  const set = (axis: number, n: number): void =>
    onChange(value.map((old, i) => (linked || i === axis ? n : old)))
  const toggle = (): void => {
    setLinked(!linked)
    if (!linked && value[0] !== undefined) onChange(value.map(() => value[0] ?? 1))
  }
  return (
    <div className={classes['axes']} role="group" aria-label={param.label}>
      {names.map((name, axis) => (
        <NumberBox
          key={name}
          param={param}
          label={`${param.label}, ${name}`}
          value={value[axis] ?? 1}
          check={n => wrongOnAll(param, n)}
          onChange={n => set(axis, n)}
          onWrong={onWrong}
          id={axis === 0 ? id : undefined}
          describedBy={describedBy}
        />
      ))}
      <LinkButton isLinked={linked} what={param.label.toLowerCase()} onClick={toggle} />
    </div>
  )
}

type LinkProps = { readonly isLinked: boolean; readonly what: string; readonly onClick: () => void }
const LinkButton = ({ isLinked, what, onClick }: LinkProps) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    size={22}
    aria-pressed={isLinked}
    aria-label={`Link the two sides of ${what}`}
    title={isLinked ? 'Both sides change together' : 'Each side on its own'}
    onClick={onClick}
  >
    {isLinked ? <Link2 size={14} /> : <Link2Off size={14} />}
  </ActionIcon>
)
