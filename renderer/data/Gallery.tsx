/** The images as a grid that only draws what is in sight, so ten thousand cost what a hundred do. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { DatasetSummary, Samples } from '../../preload/contract'
import { figure } from '../ui/format'
import styles from './data.module.css'
import { Picture, rangeOf } from './Picture'
import { PAGE, usePage } from './pages'
import { shownCount } from './SampleFilter'
import { useQuery, useView } from './view'

const TILE = 72
const GAP = 6

export function Gallery({ summary }: { summary: DatasetSummary }) {
  const query = useQuery(),
    { split, label } = query,
    only = useView(s => s.only)
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useColumns(scroller)
  const total = only ? only.samples.length : shownCount(summary, split, label)
  const rows = useVirtualizer({
    count: Math.ceil(total / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => TILE + GAP,
    overscan: 3,
  })
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [split, label, only])
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} aria-label={`Gallery of ${summary.title}`} data-testid="gallery">
      {total === 0 && <p className={styles.none}>No sample of this class is in this split.</p>}
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(row => (
          <div key={row.key} className={styles.row} style={{ transform: `translateY(${row.start}px)`, gap: GAP }}>
            {Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, i) => (
              <Tile key={i} summary={summary} query={query} position={row.index * columns + i} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function useColumns(scroller: React.RefObject<HTMLDivElement | null>): number {
  const [columns, setColumns] = useState(10)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setColumns(Math.max(1, Math.floor((element.clientWidth - 24 + GAP) / (TILE + GAP)))))
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return columns
}

type TileProps = { summary: DatasetSummary; query: ReturnType<typeof useQuery>; position: number }
function Tile({ summary, query, position }: TileProps) {
  const samples = usePage(query, Math.floor(position / PAGE)),
    at = position % PAGE
  const title = samples ? nameOf(summary, samples, at) : ''
  return (
    <div className={styles.tile} style={{ width: TILE, height: TILE }} title={title}>
      {samples && (
        <Picture
          label={title}
          shape={samples.shape}
          values={samples.values}
          offset={at * valuesEach(samples)}
          range={rangeIn(summary.isBytes && !query.isPrepared, samples)}
        />
      )}
    </div>
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
  return [target, samples.splits[at], samples.names[at] ?? `sample ${samples.indices[at]}`].join(' · ')
}
