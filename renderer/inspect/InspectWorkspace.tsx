/**
 * Inspect: for any saved epoch, every filter of every convolution and the feature maps of a chosen sample.
 */
import { Button, Select } from '@mantine/core'
import { ScanEye } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Axis, DatasetSummary, Experiment } from '../../preload/contract'
import { useExperiments, useWhole } from '../experiments/store'
import { useSession } from '../session/session'
import { EmptyState } from '../ui/EmptyState'
import { EpochScrubber } from './EpochScrubber'
import styles from './inspect.module.css'
import { NodeList } from './NodeList'
import { NodeView } from './NodeView'
import { SamplePanel } from './SamplePanel'
import { useFilters, useMaps, useSample, useSummary } from './store'

const NONE: readonly string[] = []
const axisOf = (summary: DatasetSummary | null): Axis | null =>
  summary && 'axis' in summary.prepared ? summary.prepared.axis : null

export function InspectWorkspace() {
  const { rows, isLoaded } = useExperiments()
  const { inspected, inspect, show } = useSession()
  const chosen = rows.find(r => r.id === inspected) ?? rows[0] ?? null
  const [experiment] = useWhole(chosen ? [chosen.id] : [])
  if (!isLoaded) return null
  if (!chosen)
    return (
      <EmptyState
        icon={ScanEye}
        title="Nothing to look into yet"
        about={
          'After the first epoch of a training, the filters it learned and the feature maps they make of ' +
          'your samples are shown here.'
        }
      >
        <Button onClick={() => show('train')}>Go to Train</Button>
      </EmptyState>
    )
  return (
    <div className={styles.workspace}>
      <div className={styles.top}>
        <Select
          aria-label="Experiment"
          w={260}
          searchable
          limit={100}
          nothingFoundMessage="No experiment has that name."
          title={chosen.name}
          data={rows.map(r => ({ value: String(r.id), label: `${r.name} · ${r.id}` }))}
          value={String(chosen.id)}
          onChange={v => v !== null && inspect(Number(v))}
        />
        {experiment?.id === chosen.id && <Inspected key={chosen.id} experiment={experiment} />}
      </div>
    </div>
  )
}

/** What the values of the last layer stand for: classes, or numbers to predict. */
const valueNames = (summary: DatasetSummary | null): readonly string[] =>
  (summary?.classes.length ? summary.classes : summary?.numbers) ?? NONE

function useInspected(experiment: Experiment, epoch: number | null, label: number | null, position: number) {
  const summary = useSummary(experiment)
  const sample = useSample(experiment, label, position)
  const filters = useFilters(experiment.id, epoch)
  const maps = useMaps(experiment.id, epoch, sample.value?.indices[0] ?? null)
  return { summary, sample, filters, maps }
}

/** The node that is looked at: the first there is, until another is chosen. */
function useNode(first: string | null) {
  const [node, setNode] = useState<string | null>(null)
  useEffect(() => {
    if (node === null && first !== null) setNode(first)
  }, [node, first])
  return [node, setNode] as const
}

/** Everything below the choice of the experiment; `display: contents` lets it fill the workspace's grid. */
function Inspected({ experiment }: { experiment: Experiment }) {
  const { savedEpochs } = experiment
  // Null follows the newest epoch of a running training.
  const [picked, setPicked] = useState<number | null>(null)
  const epoch = picked !== null && savedEpochs.includes(picked) ? picked : (savedEpochs.at(-1) ?? null)
  const [label, setLabel] = useState<number | null>(null)
  const [position, setPosition] = useState(0)
  const { summary, sample, filters, maps } = useInspected(experiment, epoch, label, position)
  const [node, setNode] = useNode(filters.value?.[0]?.node ?? maps.value?.maps[0]?.node ?? null)
  const pickLabel = (next: number | null): void => {
    setLabel(next)
    setPosition(0)
  }
  return (
    <>
      <EpochScrubber epochs={savedEpochs} epoch={epoch} onPick={setPicked} />
      <div className={styles.body}>
        <NodeList document={experiment.document} maps={maps.value?.maps ?? []} node={node} onPick={setNode} />
        <NodeView
          experiment={experiment}
          epoch={epoch}
          node={node}
          classes={valueNames(summary.value)}
          axis={axisOf(summary.value)}
          filters={filters}
          maps={maps}
        />
        <SamplePanel
          summary={summary}
          sample={sample}
          maps={maps.value}
          label={label}
          position={position}
          onLabel={pickLabel}
          onPosition={setPosition}
        />
      </div>
    </>
  )
}
