/**
 * One node: its filters if it is a convolution, and what it makes of the sample, as large as the view allows.
 */
import { Checkbox } from '@mantine/core'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import {
  formatShape,
  secondBank,
  type Axis,
  type Experiment,
  type FilterBank,
  type NodeMaps,
  type SampleMaps,
} from '../../preload/contract'
import { ScaleBar } from '../charts/ScaleBar'
import { count, figure } from '../ui/format'
import { alongOf } from '../charts/tiles/axisMarks'
import { Bars } from './Bars'
import styles from './inspect.module.css'
import { extent, layoutOf, type Room } from '../charts/tiles/layout'
import type { Answer } from './store'
import { TileGrid } from '../charts/tiles/TileGrid'
import type { Tiles } from '../charts/tiles/types'
import { bankKind } from '../charts/tiles/bankKind'
import { filterTiles, mapTiles, mixingTiles } from '../charts/tiles/tiles'
import { filterWords, mixingWords } from '../charts/tiles/words'

type Props = {
  readonly experiment: Experiment
  readonly epoch: number | null
  readonly node: string | null
  readonly classes: readonly string[]
  /** Of a spectrum as the network gets it. */
  readonly axis: Axis | null
  readonly filters: Answer<readonly FilterBank[]>
  readonly maps: Answer<SampleMaps>
}

/** The highest that the picture of a separable convolution's second half may be. */
const MIXING = 120
/** A section's heading with the space around it. */
const HEADING = 68

export function NodeView({ experiment, epoch, node, classes, axis, filters, maps }: Props) {
  const [view, setView] = useState<HTMLDivElement | null>(null)
  const room = useRoom(view)
  const [isOwn, setOwn] = useState(false)
  const bank = filters.value?.find(b => b.node === node)
  const mixing = filters.value?.find(b => b.node === secondBank(node ?? ''))
  const shown = maps.value?.maps.find(m => m.node === node)
  const kind = bankKind(experiment.document.nodes.find(n => n.id === node)?.kind)
  const filterGrid = useMemo(() => bank && filterTiles(bank, kind, isOwn), [bank, kind, isOwn])
  const points = maps.value?.maps[0]?.shape[0] ?? 0
  const along = useMemo(() => (shown ? alongOf(shown, axis, points) : null), [shown, axis, points])
  const mapGrid = useMemo(() => shown && mapTiles(shown, isOwn, along), [shown, isOwn, along])
  const mixingGrid = useMemo(() => mixing && mixingTiles(mixing), [mixing])
  const ofMixing: Room = { width: room.width, height: Math.min(MIXING, 0.2 * room.height) }
  const mixingLayout = mixingGrid && layoutOf(mixingGrid, ofMixing)
  const takenByMixing = mixingGrid && mixingLayout ? extent(mixingGrid, mixingLayout).height + HEADING : 0
  // The filters may take half of the view, or all of it where there are no maps; the maps take what is left.
  const hasMaps = maps.sentence === null
  const ofFilters: Room = {
    width: room.width,
    height: hasMaps
      ? (room.height - takenByMixing - 2 * HEADING) * (filterGrid?.isMatrix ? 0.56 : 0.5)
      : room.height - takenByMixing - HEADING,
  }
  const filterLayout = filterGrid && layoutOf(filterGrid, ofFilters)
  const taken =
    filterGrid && filterLayout
      ? Math.min(ofFilters.height, extent(filterGrid, filterLayout).height) + HEADING
      : 0
  const ofMaps: Room = {
    width: room.width,
    height: Math.max(140, room.height - HEADING - taken - takenByMixing),
  }
  const own = (
    <Checkbox
      size="xs"
      label="Each on its own scale"
      checked={isOwn}
      onChange={e => setOwn(e.currentTarget.checked)}
    />
  )
  return (
    <div
      ref={setView}
      className={styles.view}
      tabIndex={0}
      role="region"
      aria-label="Filters and feature maps"
    >
      {epoch === null && (
        <p className={styles.faint}>
          {experiment.status === 'running'
            ? 'The first epoch is still running: its filters appear here when it is done.'
            : 'This training ended before an epoch was saved.'}
        </p>
      )}
      {filters.sentence && <p className={styles.bad}>{filters.sentence}</p>}
      {bank && filterGrid && filterLayout && room.width > 0 && (
        <TileSection
          testid="filters"
          title="Filters"
          words={filterWords(bank, kind)}
          tiles={filterGrid}
          isOwn={isOwn}
          tools={own}
        >
          {onHover => (
            <div style={{ maxHeight: Math.max(120, ofFilters.height), display: 'flex' }}>
              <TileGrid
                label={`${bank.title}: ${filterWords(bank, kind)}`}
                tiles={filterGrid}
                layout={filterLayout}
                onHover={onHover}
              />
            </div>
          )}
        </TileSection>
      )}
      {mixing && mixingGrid && mixingLayout && room.width > 0 && (
        <TileSection
          testid="mixing"
          title="Mixing"
          words={mixingWords(mixing)}
          tiles={mixingGrid}
          isOwn={false}
          tools={null}
        >
          {onHover => (
            <TileGrid
              label={mixingWords(mixing)}
              tiles={mixingGrid}
              layout={mixingLayout}
              onHover={onHover}
            />
          )}
        </TileSection>
      )}
      {maps.sentence && <p className={styles.bad}>{maps.sentence}</p>}
      {shown &&
        room.width > 0 &&
        (mapGrid ? (
          <TileSection
            testid="maps"
            title={shown.kind === 'input' ? 'The sample as the network gets it' : 'Feature maps'}
            words={`${formatShape(shown.shape)} after ${shown.title}${along ? `, ${along.span}` : ''}`}
            tiles={mapGrid}
            isOwn={isOwn}
            tools={bank ? null : own}
          >
            {onHover => (
              <TileGrid
                label={`${mapGrid.count} maps of ${shown.title}`}
                tiles={mapGrid}
                layout={layoutOf(mapGrid, ofMaps)}
                onHover={onHover}
              />
            )}
          </TileSection>
        ) : (
          <Values
            maps={shown}
            names={classes.length === shown.values.length ? classes : null}
            height={Math.max(160, Math.min(420, room.height - HEADING))}
          />
        ))}
    </div>
  )
}

type SectionProps = {
  testid: string
  title: string
  words: string
  tiles: Tiles
  isOwn: boolean
  tools: ReactNode
  children: (onHover: (words: string | null) => void) => ReactNode
}
function TileSection({ testid, title, words, tiles, isOwn, tools, children }: SectionProps) {
  const [hovered, setHovered] = useState<string | null>(null)
  return (
    <section className={styles.section} aria-label={title} data-testid={testid}>
      <header>
        <h2>{title}</h2>
        {tools}
        <TileScale tiles={tiles} isOwn={isOwn} />
      </header>
      <p className={`${styles.faint} ${styles.words}`} data-figures>
        {hovered ?? words}
      </p>
      {children(setHovered)}
    </section>
  )
}

function Values({
  maps,
  names,
  height,
}: {
  maps: NodeMaps
  names: readonly string[] | null
  height: number
}) {
  const [hovered, setHovered] = useState<string | null>(null)
  const n = maps.values.length
  return (
    <section className={styles.section} aria-label="Feature maps" data-testid="maps">
      <header>
        <h2>Values</h2>
      </header>
      <p className={`${styles.faint} ${styles.words}`} data-figures>
        {hovered ?? `${count(n)} ${n === 1 ? 'value' : 'values'} after ${maps.title}`}
      </p>
      <Bars values={maps.values} names={names} height={height} onHover={setHovered} />
    </section>
  )
}

/** Pictures share a colour scale, lines a vertical one. */
function TileScale({ tiles, isOwn }: { tiles: Tiles; isOwn: boolean }) {
  if (isOwn) return null
  return tiles.height > 0 ? (
    <ScaleBar scale={tiles.scale} />
  ) : (
    <span className={styles.scaleWords} data-figures>
      each from {figure(tiles.scale.low, 2)} to {figure(tiles.scale.high, 2)}
    </span>
  )
}

/** The inside of the view, followed as it is resized. */
function useRoom(element: HTMLElement | null): Room {
  const [room, setRoom] = useState<Room>({ width: 0, height: 0 })
  const latest = useRef(room)
  useEffect(() => {
    if (!element) return
    const observer = new ResizeObserver(() => {
      const next = { width: element.clientWidth - 32, height: element.clientHeight - 24 }
      if (next.width !== latest.current.width || next.height !== latest.current.height)
        setRoom((latest.current = next))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return room
}
