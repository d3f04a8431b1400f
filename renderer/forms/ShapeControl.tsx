/** A sample's shape: whatever the data have, or one typed by hand such as `28×28×1`. */
import { paramProblem, type Shape, type ShapeParam } from '../../preload/contract'
import type { ControlProps } from './control'
import classes from './forms.module.css'
import { Segments } from './Segments'
import { DraftBox } from './TextBox'
import { shapeFrom, shapeText } from './values'

/** What the field offers when a shape is first typed by hand: MNIST's. */
const firstShape: Shape = [28, 28, 1]

export function ShapeControl({
  param,
  value,
  onChange,
  onWrong,
  id,
  describedBy,
}: ControlProps<ShapeParam, 'data' | Shape>) {
  return (
    <div className={classes['padding']}>
      <Segments
        label={param.label}
        describedBy={describedBy}
        value={value === 'data' ? 'data' : 'typed'}
        of={[
          { value: 'data', label: 'From the data' },
          { value: 'typed', label: 'Typed' },
        ]}
        onChange={chosen => {
          onWrong(null)
          onChange(chosen === 'data' ? 'data' : firstShape)
        }}
      />
      {value !== 'data' && (
        <DraftBox<Shape>
          id={id}
          label={`${param.label}, typed`}
          describedBy={describedBy}
          value={value}
          format={shapeText}
          parse={shapeFrom}
          check={shape => paramProblem(param, shape)}
          onChange={onChange}
          onWrong={onWrong}
        />
      )}
    </div>
  )
}
