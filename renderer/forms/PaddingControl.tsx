/**
 * Padding: valid, same, a number for all sides, or one for each.
 * The value's own type says which of the four it is, so nothing else is remembered.
 */
import {
  MOST_PADDING,
  paramProblem,
  type IntParam,
  type Padding,
  type PaddingParam,
} from '../../preload/contract'
import type { ControlProps } from './control'
import classes from './forms.module.css'
import { NumberBox } from './NumberBox'
import { Segments } from './Segments'
import { Sides } from './SidesControl'

const pixels: IntParam = {
  type: 'int',
  label: 'Padding in pixels',
  default: 1,
  min: 0,
  max: MOST_PADDING,
  help: '',
}

export function PaddingControl(props: ControlProps<PaddingParam, Padding>) {
  const { param, value, onChange, onWrong, id, describedBy } = props
  return (
    <div className={classes['padding']}>
      <Mode {...props} />
      {typeof value === 'number' && (
        <NumberBox
          param={pixels}
          id={id}
          label={pixels.label}
          value={value}
          check={v => paramProblem(param, v)}
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

/** Which of the four it is; a number becomes the number of each side. */
function Mode({ param, value, onChange, onWrong, describedBy }: ControlProps<PaddingParam, Padding>) {
  const mode = typeof value === 'number' ? 'pixels' : typeof value === 'string' ? value : 'sides'
  const uniform = typeof value === 'number' ? value : 1
  return (
    <Segments
      label={param.label}
      describedBy={describedBy}
      value={mode}
      of={[
        { value: 'valid', label: 'Valid' },
        { value: 'same', label: 'Same' },
        { value: 'pixels', label: param.rank === 1 ? 'Points' : 'Pixels' },
        { value: 'sides', label: 'Sides' },
      ]}
      onChange={chosen => {
        onWrong(null)
        if (chosen === 'sides') onChange(Array.from({ length: 2 * param.rank }, () => uniform))
        else onChange(chosen === 'pixels' ? 1 : chosen)
      }}
    />
  )
}
