/** The images as a grid that only draws what is in sight, so ten thousand cost what a hundred do. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { DatasetSummary } from '../../preload/contract'
import styles from './data.module.css'
import { leaveOut, useLeftOut } from './leftOut'
import { useRoving, type Roving } from './roving'
import { shownCount } from './SampleFilter'
import { SampleMenu, type Asked } from './SampleMenu'
import { Tile, type GalleryTiles } from './Tile'
import { useQuery, useView } from './view'

const TILE = 72
const GAP = 6

export function Gallery({ summary }: { summary: DatasetSummary }) {
  const { split, label } = useQuery()
  const only = useView(s => s.only)
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useColumns(scroller)
  const total = only ? only.samples.length : shownCount(summary, split, label)
  const rows = useRows(scroller, Math.ceil(total / columns))
  const [asked, ask] = useState<Asked | null>(null)
  const tiles = useTiles(summary, total, useRoving(total, columns, rows), ask)
  const { roving, left, leave } = tiles
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [split, label, only])
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="group"
      aria-label={`Gallery of ${summary.title}`}
      data-testid="gallery"
    >
      {total === 0 && <None isLeftOut={split === 'left out'} />}
      <div style={{ height: rows.getTotalSize(), position: 'relative' }} onKeyDown={roving.onKeyDown}>
        {rows.getVirtualItems().map(row => (
          <Row
            key={row.key}
            tiles={tiles}
            first={row.index * columns}
            start={row.start}
            columns={Math.min(columns, total - row.index * columns)}
          />
        ))}
      </div>
      <SampleMenu asked={asked} left={left} onLeave={leave} />
    </div>
  )
}

const None = ({ isLeftOut }: { readonly isLeftOut: boolean }) => (
  <p className={styles.none}>
    {isLeftOut ? 'No sample of this class is left out.' : 'No sample of this class is in this split.'}
  </p>
)

type RowProps = {
  readonly tiles: GalleryTiles
  /** The position of its first tile. */
  readonly first: number
  /** How far down, in pixels. */
  readonly start: number
  readonly columns: number
}
const Row = ({ tiles, first, start, columns }: RowProps) => (
  <div className={styles.row} style={{ transform: `translateY(${start}px)`, gap: GAP }}>
    {Array.from({ length: columns }, (_, i) => (
      <Tile key={i} tiles={tiles} position={first + i} size={TILE} />
    ))}
  </div>
)

function useTiles(
  summary: DatasetSummary,
  total: number,
  roving: Roving,
  ask: (asked: Asked) => void,
): GalleryTiles {
  const query = useQuery()
  const only = useView(s => s.only)
  const left = useLeftOut()
  const marked = useMemo(
    () => new Set(only && only.surplus.length < only.samples.length ? only.surplus : []),
    [only],
  )
  const leave = (sample: number, position: number): void => {
    // The last tile goes with its sample, and the focus to the one before.
    if (!only && position === total - 1 && position > 0) roving.go(position - 1)
    leaveOut([sample])
  }
  return { summary, query, roving, left, marked, ask, leave }
}

const useRows = (scroller: React.RefObject<HTMLDivElement | null>, count: number) =>
  useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => TILE + GAP,
    overscan: 3,
  })

function useColumns(scroller: React.RefObject<HTMLDivElement | null>): number {
  const [columns, setColumns] = useState(10)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      setColumns(Math.max(1, Math.floor((element.clientWidth - 24 + GAP) / (TILE + GAP)))),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return columns
}
