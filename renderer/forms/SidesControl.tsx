/**
 * A number for each side, `[before, after]` or `[top, bottom, left, right]`: a box for each, its name above
 * it.
 */
import { paramProblem, type IntParam, type SidesParam } from '../../preload/contract'
import type { ControlProps } from './control'
import classes from './forms.module.css'
import { NumberBox } from './NumberBox'

export const SidesControl = ({
  param,
  value,
  onChange,
  onWrong,
  id,
  describedBy,
}: ControlProps<SidesParam, readonly number[]>) => (
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

/** The boxes alone, which padding shows as well. */
export function Sides({ rank, label, most, value, onChange, onWrong, id, describedBy }: SidesProps) {
  return (
    <div className={classes['sides']} data-rank={rank} role="group" aria-label={label}>
      {SIDES[rank].map((side, i) => {
        const one: IntParam = {
          type: 'int',
          label: `${label}, ${side.toLowerCase()}`,
          default: 0,
          min: 0,
          max: most,
          help: '',
        }
        return (
          <div key={side}>
            <span aria-hidden="true">{side}</span>
            <NumberBox
              param={one}
              label={one.label}
              value={value[i] ?? 0}
              check={n => paramProblem(one, n)}
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
