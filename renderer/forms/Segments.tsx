/** A choice between a few, side by side, as wide as the form's column. */
import { SegmentedControl } from '@mantine/core'
import classes from './forms.module.css'

type SegmentsProps<M extends string> = {
  readonly label: string
  readonly describedBy: string
  readonly value: M
  readonly of: readonly { readonly value: M; readonly label: string }[]
  readonly onChange: (value: M) => void
}

export const Segments = <M extends string>({ label, describedBy, value, of, onChange }: SegmentsProps<M>) => (
  <SegmentedControl
    size="xs"
    aria-label={label}
    aria-describedby={describedBy}
    className={classes['segments'] ?? ''}
    value={value}
    data={[...of]}
    onChange={onChange}
  />
)
