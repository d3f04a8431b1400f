/** The sections of a node's view: its filters, how a separable convolution mixes them, its feature maps. */
import type { ReactNode } from 'react'
import { formatShape, type FilterBank, type NodeMaps } from '../../preload/contract'
import type { AxisMarks } from '../charts/tiles/axisMarks'
import type { BankKind } from '../charts/tiles/bankKind'
import { tileLayoutOf, type TileLayout, type Room } from '../charts/tiles/layout'
import { TileGrid } from '../charts/tiles/TileGrid'
import type { Tiles } from '../charts/tiles/types'
import { filterWords, mixingWords } from '../charts/tiles/words'
import { TileSection } from './TileSection'

type FiltersProps = {
  readonly bank: FilterBank
  readonly kind: BankKind
  readonly tiles: Tiles
  readonly layout: TileLayout
  readonly height: number
  readonly isOwn: boolean
  readonly tools: ReactNode
}
export function Filters({ bank, kind, tiles, layout, height, isOwn, tools }: FiltersProps) {
  const words = filterWords(bank, kind)
  return (
    <TileSection testid="filters" title="Filters" words={words} tiles={tiles} isOwn={isOwn} tools={tools}>
      {onHover => (
        <div style={{ maxHeight: Math.max(120, height), display: 'flex' }}>
          <TileGrid label={`${bank.title}: ${words}`} tiles={tiles} layout={layout} onHover={onHover} />
        </div>
      )}
    </TileSection>
  )
}

export function Mixing({ bank, tiles, layout }: { bank: FilterBank; tiles: Tiles; layout: TileLayout }) {
  const words = mixingWords(bank)
  return (
    <TileSection testid="mixing" title="Mixing" words={words} tiles={tiles} isOwn={false} tools={null}>
      {onHover => <TileGrid label={words} tiles={tiles} layout={layout} onHover={onHover} />}
    </TileSection>
  )
}

type MapsProps = {
  readonly maps: NodeMaps
  readonly tiles: Tiles
  readonly axisMarks: AxisMarks | null
  readonly room: Room
  readonly isOwn: boolean
  readonly tools: ReactNode
}
export const Maps = ({ maps, tiles, axisMarks, room, isOwn, tools }: MapsProps) => (
  <TileSection
    testid="maps"
    title={maps.kind === 'input' ? 'The sample as the network gets it' : 'Feature maps'}
    words={`${formatShape(maps.shape)} after ${maps.title}${axisMarks ? `, ${axisMarks.span}` : ''}`}
    tiles={tiles}
    isOwn={isOwn}
    tools={tools}
  >
    {onHover => (
      <TileGrid
        label={`${tiles.count} maps of ${maps.title}`}
        tiles={tiles}
        layout={tileLayoutOf(tiles, room)}
        onHover={onHover}
      />
    )}
  </TileSection>
)
