/** One layer in the palette: a click adds it behind the selection, a drag puts it where it is let go. */
import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { layer, type LayerKind } from '../../preload/contract'
import { addLayer } from './addLayer'
import { dragLayer } from './dropping'
import { LayerIcon } from './icons'
import classes from './Palette.module.css'

export function LayerRow({
  kind,
  other,
}: {
  readonly kind: LayerKind
  readonly other?: LayerKind | undefined
}) {
  return (
    <div className={classes['row']}>
      <Add kind={kind} className={classes['layer'] ?? ''} data-row>
        <LayerIcon kind={kind} />
        <span>{layer(kind).title}</span>
      </Add>
      {other && (
        <Add kind={other} className={classes['other'] ?? ''} data-other tabIndex={-1}>
          {other.slice(-2).toUpperCase()}
        </Add>
      )}
    </div>
  )
}

type AddProps = {
  readonly kind: LayerKind
  readonly className: string
  readonly tabIndex?: number
  readonly children: ReactNode
  readonly 'data-row'?: boolean
  readonly 'data-other'?: boolean
}
const Add = ({ kind, children, ...others }: AddProps) => (
  <Tooltip
    label={'data-other' in others ? `${layer(kind).title}: ${layer(kind).about}` : layer(kind).about}
    position="right"
    events={{ hover: true, focus: true, touch: false }}
  >
    <button
      type="button"
      draggable
      aria-label={`Add ${layer(kind).title}`}
      onDragStart={event => dragLayer(event, kind)}
      onClick={() => addLayer(kind)}
      {...others}
    >
      {children}
    </button>
  </Tooltip>
)
