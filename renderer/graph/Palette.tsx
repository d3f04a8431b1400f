/** Every layer there is, by family: click or Enter adds one behind the selection, dragging puts it where it is let go. */
import { Tooltip } from '@mantine/core'
import type { DragEvent, KeyboardEvent } from 'react'
import { layer, LAYERS, type Group, type LayerKind } from '../../preload/contract'
import { addLayer } from './actions'
import { LAYER_MIME } from './Canvas'
import { LayerIcon } from './icons'
import classes from './Palette.module.css'

const titles: Record<Group, string> = {
  input: '',
  output: 'Classifier',
  convolution: 'Convolution',
  activation: 'Activation',
  pooling: 'Pooling',
  normalising: 'Normalising',
  regularising: 'Regularising',
  merging: 'Merging',
  shape: 'Classifier',
  dense: 'Classifier',
}

/** Sections in the order of the table of layers; Input stands alone above them. */
function sections(): [title: string, kinds: LayerKind[]][] {
  const found = new Map<string, LayerKind[]>()
  for (const kind of Object.keys(LAYERS) as LayerKind[]) {
    const title = titles[layer(kind).group]
    found.set(title, [...(found.get(title) ?? []), kind])
  }
  return [...found]
}

const drag = (event: DragEvent, kind: LayerKind): void => {
  event.dataTransfer.setData(LAYER_MIME, kind)
  event.dataTransfer.effectAllowed = 'copy'
}

/** Up and down go through the buttons, as in a list. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const buttons = [...event.currentTarget.querySelectorAll('button')],
    at = buttons.findIndex(b => b === document.activeElement)
  event.preventDefault()
  buttons[Math.max(0, Math.min(buttons.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus()
}

export function Palette() {
  return (
    <nav className={classes['palette']} aria-label="Layers" onKeyDown={walk}>
      {sections().map(([title, kinds]) => (
        <section key={title}>
          {title !== '' && <h2>{title}</h2>}
          {kinds.map(kind => (
            <Tooltip key={kind} label={layer(kind).about} position="right" events={{ hover: true, focus: true, touch: false }}>
              <button
                type="button"
                draggable
                className={classes['layer']}
                aria-label={`Add ${layer(kind).title}`}
                onDragStart={event => drag(event, kind)}
                onClick={() => addLayer(kind)}
              >
                <LayerIcon kind={kind} />
                <span>{layer(kind).title}</span>
              </button>
            </Tooltip>
          ))}
        </section>
      ))}
      <p>
        Click to add behind the selection, or drag onto the canvas or a wire. On the canvas, <kbd>A</kbd> adds by name.
      </p>
    </nav>
  )
}
