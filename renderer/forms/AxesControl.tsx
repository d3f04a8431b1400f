/**
 * A whole number for each spatial axis: one box in 1-D, in 2-D two.
 * The two change together while they are linked, and they begin linked when they are equal.
 */
import { ActionIcon } from '@mantine/core'
import { Link2, Link2Off } from 'lucide-react'
import { useState } from 'react'
import { misuse, type AxesParam } from '../../preload/contract'
import type { ControlProps } from './control'
import classes from './forms.module.css'
import { NumberBox } from './NumberBox'

const names = ['height', 'width'] as const

export function AxesControl({
  param,
  value,
  onChange,
  onWrong,
  id,
  describedBy,
}: ControlProps<AxesParam, readonly number[]>) {
  const [isLinked, setLinked] = useState(value.every(n => n === value[0]))
  const linked = isLinked && value.every(n => n === value[0])
  const check = (n: number): string | null =>
    misuse(
      param,
      Array.from({ length: param.rank }, () => n),
    )
  const set = (axis: number, n: number): void =>
    onChange(value.map((old, i) => (linked || i === axis ? n : old)))
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
