/**
 * One node: its filters if it is a convolution, and what it makes of the sample, as large as the view allows.
 */
import { Checkbox } from '@mantine/core'
import { useMemo, useState } from 'react'
import {
  secondBank,
  type Axis,
  type Experiment,
  type FilterBank,
  type SampleMaps,
} from '../../preload/contract'
import { axisMarksOf } from '../charts/tiles/axisMarks'
import { bankKind } from '../charts/tiles/bankKind'
import { filterTiles, mapTiles, mixingTiles } from '../charts/tiles/tiles'
import styles from './inspect.module.css'
import { Filters, Maps, Mixing } from './NodeSections'
import { HEADING, sharedOut, useRoom } from './room'
import type { Answer } from './store'
import { ValueBars } from './ValueBars'

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

export function NodeView(props: Props) {
  const { experiment, epoch, classes, filters, maps } = props
  const [view, setView] = useState<HTMLDivElement | null>(null)
  const room = useRoom(view)
  const [isOwn, setOwn] = useState(false)
  const grids = useGrids(props, isOwn)
  const { bank, mixing, shown } = grids
  const share = sharedOut(room, {
    filters: bank?.tiles,
    mixing: mixing?.tiles,
    hasMaps: maps.sentence === null,
  })
  const isOpen = room.width > 0
  const own = <OwnScale isOn={isOwn} onChange={setOwn} />
  return (
    <div
      ref={setView}
      className={styles.view}
      tabIndex={0}
      role="region"
      aria-label="Filters and feature maps"
    >
      {epoch === null && <NoEpoch isRunning={experiment.status === 'running'} />}
      {filters.sentence && <p className={styles.bad}>{filters.sentence}</p>}
      {bank && share.filters && isOpen && <Filters {...bank} {...share.filters} isOwn={isOwn} tools={own} />}
      {mixing && share.mixing && isOpen && <Mixing {...mixing} layout={share.mixing} />}
      {maps.sentence && <p className={styles.bad}>{maps.sentence}</p>}
      {shown && isOpen && shown.tiles && (
        <Maps {...shown} tiles={shown.tiles} room={share.maps} isOwn={isOwn} tools={bank ? null : own} />
      )}
      {shown && isOpen && !shown.tiles && (
        <ValueBars
          maps={shown.maps}
          names={classes.length === shown.maps.values.length ? classes : null}
          height={Math.max(160, Math.min(420, room.height - HEADING))}
        />
      )}
    </div>
  )
}

/** What there is to show of the node, as tiles; they are made anew only when what they show has changed. */
function useGrids({ experiment, node, axis, filters, maps }: Props, isOwn: boolean) {
  const bank = filters.value?.find(b => b.node === node)
  const second = filters.value?.find(b => b.node === secondBank(node ?? ''))
  const shown = maps.value?.maps.find(m => m.node === node)
  const kind = bankKind(experiment.document.nodes.find(n => n.id === node)?.kind)
  const filterGrid = useMemo(() => bank && filterTiles(bank, kind, isOwn), [bank, kind, isOwn])
  const mixingGrid = useMemo(() => second && mixingTiles(second), [second])
  const points = maps.value?.maps[0]?.shape[0] ?? 0
  const axisMarks = useMemo(() => (shown ? axisMarksOf(shown, axis, points) : null), [shown, axis, points])
  const mapGrid = useMemo(() => shown && mapTiles(shown, isOwn, axisMarks), [shown, isOwn, axisMarks])
  return {
    bank: bank && filterGrid && { bank, kind, tiles: filterGrid },
    mixing: second && mixingGrid && { bank: second, tiles: mixingGrid },
    shown: shown && { maps: shown, tiles: mapGrid ?? null, axisMarks },
  }
}

const OwnScale = ({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) => (
  <Checkbox
    size="xs"
    label="Each on its own scale"
    checked={isOn}
    onChange={e => onChange(e.currentTarget.checked)}
  />
)

const NoEpoch = ({ isRunning }: { isRunning: boolean }) => (
  <p className={styles.faint}>
    {isRunning
      ? 'The first epoch is still running: its filters appear here when it is done.'
      : 'This training ended before an epoch was saved.'}
  </p>
)
