/**
 * Every layer there is, by family: click or Enter adds one behind the selection, dragging puts it where it is
 * let go.
 * What comes in one and two dimensions is one row, named for the dimension of the data, and the
 * other dimension a small button at its end; a search lists them apart.
 */
import { Tooltip } from '@mantine/core'
import { Search, X } from 'lucide-react'
import { useRef, useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react'
import { keysOf } from '../../preload/commands'
import { layer, LAYERS, type Group, type LayerKind } from '../../preload/contract'
import { useSampleInfo } from '../document/sample'
import { addLayer } from './actions'
import { LAYER_MIME } from './Canvas'
import { dimensionOf, isOfDimension, otherDimension, type Dimension } from './dimensions'
import { LayerIcon } from './icons'
import classes from './Palette.module.css'
import { focusNode } from './viewport'

const titles: Record<Group, string> = {
  input: 'Input and output',
  output: 'Input and output',
  convolution: 'Convolution',
  activation: 'Activation',
  pooling: 'Pooling',
  normalising: 'Normalising',
  regularising: 'Regularising',
  merging: 'Merging',
  shape: 'Shape',
  dense: 'Dense',
}
type Row = { readonly kind: LayerKind; readonly other: LayerKind | undefined }
const kinds = Object.keys(LAYERS) as LayerKind[]

/** Sections in the order of the table of layers. */
function sections(dimension: Dimension): readonly (readonly [title: string, rows: readonly Row[]])[] {
  const found = new Map<string, Row[]>()
  for (const kind of kinds.filter(k => isOfDimension(k, dimension))) {
    const title = titles[layer(kind).group]
    found.set(title, [...(found.get(title) ?? []), { kind, other: otherDimension(kind) }])
  }
  return [...found]
}

/**
 * What a search finds: names that begin with it, then names that hold it, then what it is about; of both
 * dimensions the data's first.
 */
function search(text: string, dimension: Dimension): readonly LayerKind[] {
  const wanted = text.trim().toLowerCase()
  const rank = (kind: LayerKind): number => {
    const { title, about, group } = layer(kind)
    const at = title.toLowerCase().indexOf(wanted)
    return at === 0 ? 0 : at > 0 ? 1 : `${titles[group]} ${about}`.toLowerCase().includes(wanted) ? 2 : 3
  }
  const place = (kind: LayerKind): number => rank(kind) + (isOfDimension(kind, dimension) ? 0 : 0.5)
  return kinds.filter(k => rank(k) < 3).toSorted((a, b) => place(a) - place(b))
}

const drag = (event: DragEvent, kind: LayerKind): void => {
  event.stopPropagation()
  event.dataTransfer.setData(LAYER_MIME, kind)
  event.dataTransfer.effectAllowed = 'copy'
}

/** Up and down go through the rows, as in a list; right and left to the other dimension and back. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('input, [data-row]')]
  const focused = document.activeElement
  const at = rows.findIndex(b => b === focused || b.parentElement?.contains(focused))
  const isInput = focused instanceof HTMLInputElement
  const to =
    event.key === 'ArrowDown'
      ? rows[Math.min(rows.length - 1, at + 1)]
      : event.key === 'ArrowUp'
        ? rows[Math.max(0, at - 1)]
        : !isInput && event.key === 'ArrowRight'
          ? rows[at]?.parentElement?.querySelector<HTMLElement>('[data-other]')
          : !isInput && event.key === 'ArrowLeft'
            ? rows[at]
            : undefined
  if (!to) return
  event.preventDefault()
  to.focus()
}

export function Palette() {
  const [text, setText] = useState('')
  const dimension = useSampleInfo(s => dimensionOf(s.info))
  const found = text.trim() === '' ? null : search(text, dimension)
  return (
    <nav className={classes['palette']} aria-label="Layers" onKeyDown={walk}>
      <Find text={text} onType={setText} first={found?.[0]} />
      <div className={classes['list']}>
        {found ? (
          <section>
            {found.map(kind => (
              <LayerRow key={kind} kind={kind} />
            ))}
            {found.length === 0 && <p className={classes['none']}>No layer is called “{text.trim()}”.</p>}
          </section>
        ) : (
          sections(dimension).map(([title, rows]) => (
            <section key={title} aria-label={title}>
              <h2>{title}</h2>
              {rows.map(({ kind, other }) => (
                <LayerRow key={kind} kind={kind} other={other} />
              ))}
            </section>
          ))
        )}
        {!found && (
          <p className={classes['hint']}>
            Click to add behind the selection, or drag onto the canvas or a wire. On the canvas,{' '}
            <kbd>{keysOf('design:add')}</kbd> adds by name.
          </p>
        )}
      </div>
    </nav>
  )
}

type FindProps = {
  readonly text: string
  readonly onType: (text: string) => void
  readonly first: LayerKind | undefined
}
function Find({ text, onType, first }: FindProps) {
  const input = useRef<HTMLInputElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && first) focusNode(addLayer(first))
    else if (event.key === 'Escape' && text !== '') onType('')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={classes['find']}>
      <Search size={14} aria-hidden="true" />
      <input
        ref={input}
        value={text}
        placeholder="Find a layer"
        aria-label="Find a layer"
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onChange={event => onType(event.currentTarget.value)}
      />
      {text !== '' && (
        <button
          type="button"
          aria-label="Show every layer"
          onClick={() => {
            onType('')
            input.current?.focus()
          }}
        >
          <X size={13} />
        </button>
      )}
    </div>
  )
}

function LayerRow({ kind, other }: { readonly kind: LayerKind; readonly other?: LayerKind | undefined }) {
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
      onDragStart={event => drag(event, kind)}
      onClick={() => addLayer(kind)}
      {...others}
    >
      {children}
    </button>
  </Tooltip>
)
