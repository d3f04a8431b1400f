/** One node: its filters if it is a convolution, and what it makes of the sample. */
import { useMemo, useState } from 'react'
import { formatShape, type Experiment, type FilterBank, type NodeMaps, type SampleMaps } from '../../preload/contract'
import { ScaleBar } from '../charts/ScaleBar'
import { Bars } from './Bars'
import styles from './inspect.module.css'
import type { Answer } from './store'
import { TileGrid, type Tiles } from './TileGrid'
import { filterTiles, mapTiles } from './tiles'

type Props = { readonly experiment: Experiment; readonly epoch: number | null; readonly node: string | null; readonly filters: Answer<readonly FilterBank[]>; readonly maps: Answer<SampleMaps> }

export function NodeView({ experiment, epoch, node, filters, maps }: Props) {
  const bank = filters.value?.find(b => b.node === node), shown = maps.value?.maps.find(m => m.node === node)
  return (
    <div className={styles.view}>
      {epoch === null && <p className={styles.faint}>{experiment.status === 'running' ? 'The first epoch is still running.' : 'This training ended before an epoch was saved.'}</p>}
      {filters.sentence && <p className={styles.bad}>{filters.sentence}</p>}
      {bank && <Filters bank={bank} />}
      {maps.sentence && <p className={styles.bad}>{maps.sentence}</p>}
      {shown && <Maps maps={shown} />}
    </div>
  )
}

function Filters({ bank }: { bank: FilterBank }) {
  const [hovered, setHovered] = useState<string | null>(null)
  const [height, width, channels, filters] = bank.shape
  const tile = channels > 1 ? Math.max(14, Math.min(40, width * 6)) : 44
  const tiles = useMemo(() => filterTiles(bank, height === 1 ? 8 : 12), [bank, height])
  const size = height === 1 ? `${width} points` : `${height}×${width}`
  return (
    <section className={styles.section} aria-label="Filters" data-testid="filters">
      <header>
        <h2>Filters</h2>
        <span className={styles.faint}>{hovered ?? `${filters} filters of ${size}${channels > 1 ? ` on ${channels} channels: a row for each filter, a column for each channel` : ''}`}</span>
        <TileScale tiles={tiles} />
      </header>
      <TileGrid label={`${filters} filters of ${bank.title}, ${channels} channels each`} tiles={tiles} tile={tile} onHover={setHovered} />
    </section>
  )
}

function Maps({ maps }: { maps: NodeMaps }) {
  const [hovered, setHovered] = useState<string | null>(null)
  const tiles = useMemo(() => mapTiles(maps, maps.shape.length === 3 ? 8 : 5), [maps])
  return (
    <section className={styles.section} aria-label="Feature maps" data-testid="maps">
      <header>
        <h2>{tiles ? (maps.kind === 'input' ? 'The sample as the network gets it' : 'Feature maps') : 'Values'}</h2>
        <span className={styles.faint}>{hovered ?? `${formatShape(maps.shape)} after ${maps.title}`}</span>
        {tiles && <TileScale tiles={tiles} />}
      </header>
      {tiles ? <TileGrid label={`${tiles.count} maps of ${maps.title}`} tiles={tiles} tile={maps.shape.length === 3 ? 80 : 72} onHover={setHovered} /> : <Bars values={maps.values} onHover={setHovered} />}
    </section>
  )
}

/** Pictures share a colour scale, lines a vertical one. */
const TileScale = ({ tiles }: { tiles: Tiles }) =>
  tiles.height > 0 ? <ScaleBar scale={tiles.scale} /> : <span className={styles.faint}>each from {short(tiles.scale.low)} to {short(tiles.scale.high)}</span>
const short = (v: number): string => Number(v.toPrecision(2)).toString().replace('-', '−')
