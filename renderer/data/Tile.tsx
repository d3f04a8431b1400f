/**
 * One picture of the gallery: a button that opens the sample's menu; Delete leaves the sample out.
 * The one thing to know: it is there, and can hold the focus, before its picture is.
 */
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { DatasetSummary, Samples } from '../../preload/contract'
import { figure } from '../ui/format'
import styles from './data.module.css'
import { PAGE, usePage } from './pages'
import { Picture, rangeOf } from './Picture'
import type { Roving } from './roving'
import type { Asked } from './SampleMenu'
import type { useQuery } from './view'

type Props = {
  readonly summary: DatasetSummary
  readonly query: ReturnType<typeof useQuery>
  readonly position: number
  readonly size: number
  readonly roving: Roving
  readonly left: ReadonlySet<number>
  /** Those that the finding on show would do without. */
  readonly surplus: ReadonlySet<number>
  readonly onAsk: (asked: Asked) => void
  readonly onLeave: (sample: number, position: number) => void
}

export function Tile({ summary, query, position, size, roving: { stop, wanted, settle }, left, surplus, onAsk, onLeave }: Props) {
  const samples = usePage(query, Math.floor(position / PAGE)),
    at = position % PAGE,
    sample = samples?.indices[at],
    button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (position !== wanted.current) return
    wanted.current = null
    button.current?.focus()
  })
  const title = samples && sample !== undefined ? nameOf(summary, samples, at) : 'A sample on its way',
    isLeft = sample !== undefined && left.has(sample)
  const ask = (x: number, y: number): void => {
    if (sample !== undefined) onAsk({ sample, position, title, x, y })
  }
  const askBelow = (): void => {
    const { left: x, bottom: y } = button.current?.getBoundingClientRect() ?? { left: 0, bottom: 0 }
    ask(x, y)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.key !== 'Delete' && event.key !== 'Backspace') || sample === undefined || isLeft) return
    event.preventDefault()
    onLeave(sample, position)
  }
  return (
    <button
      ref={button}
      type="button"
      className={styles.tile}
      style={{ width: size, height: size }}
      title={title}
      aria-label={title}
      aria-haspopup="menu"
      data-left={isLeft && query.split !== 'left out' ? true : undefined}
      data-surplus={sample !== undefined && surplus.has(sample) && !isLeft && surplus.size < (query.only?.length ?? 0) ? true : undefined}
      tabIndex={position === stop ? 0 : -1}
      onFocus={() => settle(position)}
      onKeyDown={onKeyDown}
      onClick={askBelow}
      onContextMenu={event => {
        event.preventDefault()
        if (event.button === 2) ask(event.clientX, event.clientY)
        else askBelow()
      }}
    >
      {samples && sample !== undefined && (
        <Picture
          label={title}
          shape={samples.shape}
          values={samples.values}
          offset={at * valuesEach(samples)}
          range={rangeIn(summary.isBytes && !query.isPrepared, samples)}
        />
      )}
    </button>
  )
}

const valuesEach = ({ shape }: Samples): number => shape.reduce((a, b) => a * b, 1)
/** One scale for each page of samples. */
const ranges = new WeakMap<Samples, readonly [number, number]>()
function rangeIn(isBytes: boolean, samples: Samples): readonly [number, number] {
  const known = ranges.get(samples) ?? rangeOf(samples.values, isBytes)
  ranges.set(samples, known)
  return known
}

function nameOf({ classes, numbers }: DatasetSummary, samples: Samples, at: number): string {
  const target =
    classes.length > 0
      ? classes[samples.labels[at] ?? 0]
      : numbers.map((n, i) => `${n} ${figure(samples.numbers[at * numbers.length + i])}`).join(', ')
  return [target, samples.splits[at], samples.names[at] ?? `sample ${(samples.indices[at] ?? 0) + 1}`].join(' · ')
}
