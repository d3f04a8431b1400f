/**
 * One picture of the gallery: a button that opens the sample's menu; Delete leaves the sample out.
 * It is there, and can hold the focus, before its picture is.
 */
import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { size as sizeOf, type DatasetSummary, type Samples } from '../../preload/contract'
import { figure } from '../ui/format'
import styles from './data.module.css'
import { PAGE, usePage } from './pages'
import { Picture, greyRange } from '../charts/Picture'
import type { Roving } from './roving'
import type { Asked } from './SampleMenu'
import type { useQuery } from './view'

/** What all tiles of the gallery share. */
export type GalleryTiles = {
  readonly summary: DatasetSummary
  readonly query: ReturnType<typeof useQuery>
  readonly roving: Roving
  readonly left: ReadonlySet<number>
  /** Those that the finding on show would do without; empty where it would do without all. */
  readonly marked: ReadonlySet<number>
  readonly ask: (asked: Asked) => void
  readonly leave: (sample: number, position: number) => void
}
type Props = { readonly tiles: GalleryTiles; readonly position: number; readonly size: number }

export function Tile({ tiles, position, size }: Props) {
  const { summary, query, roving, left, marked } = tiles
  const samples = usePage(query, Math.floor(position / PAGE))
  const at = position % PAGE
  const sample = samples?.indices[at]
  const button = useFocusWhenWanted(roving, position)
  if (!samples || sample === undefined)
    return <button ref={button} {...placeOf(tiles, position, size)} aria-label="A sample on its way" />
  const title = nameOf(summary, samples, at)
  const isLeft = left.has(sample)
  return (
    <button
      ref={button}
      {...placeOf(tiles, position, size)}
      {...actionsOf(tiles, sample, position, title)}
      title={title}
      aria-label={title}
      aria-haspopup="menu"
      // Where all are left out, none need be told from others.
      data-left={(isLeft && (query.only !== null || query.split !== 'left out')) || undefined}
      data-surplus={(marked.has(sample) && !isLeft) || undefined}
    >
      <Picture
        label={title}
        shape={samples.shape}
        values={samples.values}
        offset={at * sizeOf(samples.shape)}
        range={rangeIn(summary.isBytes && !query.isPrepared, samples)}
      />
    </button>
  )
}

/** A click, or the key of a menu, asks for the menu below the tile; the right button where the pointer is. */
function actionsOf({ left, ask, leave }: GalleryTiles, sample: number, position: number, title: string) {
  const askAt = (x: number, y: number): void => ask({ sample, position, title, x, y })
  const askBelow = (event: MouseEvent): void => {
    const box = event.currentTarget.getBoundingClientRect()
    askAt(box.left, box.bottom)
  }
  return {
    onClick: askBelow,
    onKeyDown: (event: KeyboardEvent): void => {
      if ((event.key !== 'Delete' && event.key !== 'Backspace') || left.has(sample)) return
      event.preventDefault()
      leave(sample, position)
    },
    onContextMenu: (event: MouseEvent): void => {
      event.preventDefault()
      if (event.button === 2) askAt(event.clientX, event.clientY)
      else askBelow(event) // asked for by a key
    },
  }
}

const placeOf = ({ roving: { stop, settle } }: GalleryTiles, position: number, size: number) =>
  ({
    type: 'button',
    className: styles.tile,
    style: { width: size, height: size },
    tabIndex: position === stop ? 0 : -1,
    onFocus: () => settle(position),
  }) as const

function useFocusWhenWanted({ wanted }: Roving, position: number): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (position !== wanted.current) return
    wanted.current = null
    button.current?.focus()
  })
  return button
}

/** One scale for each page of samples. */
const ranges = new WeakMap<Samples, readonly [number, number]>()
function rangeIn(isBytes: boolean, samples: Samples): readonly [number, number] {
  const known = ranges.get(samples) ?? greyRange(samples.values, isBytes)
  ranges.set(samples, known)
  return known
}

function nameOf({ classes, numbers }: DatasetSummary, samples: Samples, at: number): string {
  const target =
    classes.length > 0
      ? classes[samples.labels[at] ?? 0]
      : numbers.map((n, i) => `${n} ${figure(samples.numbers[at * numbers.length + i])}`).join(', ')
  return [target, samples.splits[at], samples.names[at] ?? `sample ${(samples.indices[at] ?? 0) + 1}`].join(
    ' · ',
  )
}
