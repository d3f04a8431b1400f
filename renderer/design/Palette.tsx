/**
 * Every layer there is, by family: click or Enter adds one behind the selection, dragging puts it where it is
 * let go.
 * What comes in one and two dimensions is one row, named for the dimension of the data, and the
 * other dimension a small button at its end; a search lists them apart.
 */
import { Search, X } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { keysOf } from '../../preload/commands'
import type { LayerKind } from '../../preload/contract'
import { useSampleInfo } from '../document/sample'
import { addLayer } from './addLayer'
import { dimensionOf } from './dimensions'
import { search, sections } from './families'
import { LayerRow } from './LayerRow'
import classes from './Palette.module.css'
import { focusNode } from './viewport'

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
