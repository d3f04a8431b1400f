/**
 * Arrow keys in the grid of samples: one stop for Tab, and from there every tile.
 * A tile that is far away is not there before the grid has scrolled to it, so it takes the focus itself
 * when it is drawn.
 */
import type { Virtualizer } from '@tanstack/react-virtual'
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react'

export type Roving = {
  /** The tile that Tab comes to. */
  readonly stop: number
  /** The tile that is to take the focus once it is drawn. */
  readonly wanted: RefObject<number | null>
  readonly settle: (position: number) => void
  readonly go: (position: number) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

export function useRoving(
  total: number,
  columns: number,
  rows: Virtualizer<HTMLDivElement, Element>,
): Roving {
  const [active, settle] = useState(0)
  const wanted = useRef<number | null>(null)
  const shown = rows.getVirtualItems()
  const [first, last] = [(shown[0]?.index ?? 0) * columns, ((shown.at(-1)?.index ?? 0) + 1) * columns]
  const at = Math.min(active, total - 1)
  const go = (position: number): void => {
    wanted.current = position
    settle(position)
    rows.scrollToIndex(Math.floor(position / columns))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || total === 0) return
    const to = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at - columns,
      ArrowDown:
        at + columns < total || Math.floor(at / columns) === Math.floor((total - 1) / columns)
          ? at + columns
          : total - 1,
      Home: 0,
      End: total - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    if (to >= 0 && to < total && to !== at) go(to)
  }
  return { stop: at >= first && at < last ? at : Math.min(first, total - 1), wanted, settle, go, onKeyDown }
}
