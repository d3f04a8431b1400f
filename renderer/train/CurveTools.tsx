/** Above the curves: curves or the test split's answers, and how the loss is drawn. */
import { Checkbox, SegmentedControl, Slider } from '@mantine/core'
import styles from './train.module.css'

export type TrainView = 'curves' | 'answers'
/** How the loss is drawn. */
export type CurveLook = { readonly isLog: boolean; readonly smoothing: number }
type Props = {
  /** Null where there are no answers to choose. */
  readonly view: TrainView | null
  readonly onView: (view: TrainView) => void
  readonly drawn: CurveLook
  readonly onDrawn: (drawn: CurveLook) => void
}

export const CurveTools = ({ view, onView, drawn, onDrawn }: Props) => (
  <div className={styles.tools}>
    {view !== null && (
      <SegmentedControl
        aria-label="What is shown"
        value={view}
        onChange={v => onView(v as TrainView)}
        data={[
          { value: 'curves', label: 'Curves' },
          { value: 'answers', label: 'Test split' },
        ]}
      />
    )}
    <span className={styles.spring} />
    {view !== 'answers' && (
      <>
        <Checkbox
          size="xs"
          label="Logarithmic loss"
          checked={drawn.isLog}
          onChange={e => onDrawn({ ...drawn, isLog: e.currentTarget.checked })}
        />
        <Smoothing value={drawn.smoothing} onChange={smoothing => onDrawn({ ...drawn, smoothing })} />
      </>
    )}
  </div>
)

const Smoothing = ({ value, onChange }: { value: number; onChange: (value: number) => void }) => (
  <label className={styles.smoothing}>
    Smoothing of batches
    <Slider
      size="xs"
      className={styles.slider ?? ''}
      min={0}
      max={0.99}
      step={0.01}
      value={value}
      onChange={onChange}
      label={v => v.toFixed(2)}
      thumbLabel="Smoothing of batches"
    />
  </label>
)
