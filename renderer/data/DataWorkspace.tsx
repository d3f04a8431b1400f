/** Data: sources and preparation at the left, the samples in the middle, what the data are at the right. */
import { useDataset, chooseDataset } from '../dataset/store'
import type { DatasetSummary } from '../../preload/contract'
import { About } from './About'
import { AugmentedView } from './AugmentedView'
import { Gallery } from './Gallery'
import { SpectraPlot } from './SpectraPlot'
import { SampleFilter } from './SampleFilter'
import { choosePaths } from './importing'
import { useImporting } from './importStore'
import { ImportPanel } from './ImportPanel'
import { LeavingBar } from './LeavingBar'
import { Sources } from './Sources'
import { useView } from './view'
import { EmptyState } from '../ui/EmptyState'
import styles from './data.module.css'
import { Button } from '@mantine/core'

function Shown({ summary }: { summary: DatasetSummary }) {
  const stage = useView(s => s.stage)
  if (stage === 'augmented') return <AugmentedView summary={summary} />
  return summary.kind === 'images' ? <Gallery summary={summary} /> : <SpectraPlot summary={summary} />
}

export function DataWorkspace() {
  const summary = useDataset(d => d.summary)
  const isImporting = useImporting(s => s.phase !== 'closed')
  if (isImporting) return <ImportPanel />
  return (
    <div className={styles.workspace} data-bare={!summary || undefined}>
      <aside className={styles.left} aria-label="Data sets and preparation">
        <Sources />
      </aside>
      <section className={styles.middle}>
        {summary ? (
          <>
            <SampleFilter summary={summary} />
            <LeavingBar summary={summary} />
            <Shown key={summary.id} summary={summary} />
          </>
        ) : (
          <NothingToShow />
        )}
      </section>
      {summary && (
        <aside className={styles.right} aria-label="About the data">
          <About summary={summary} />
        </aside>
      )}
    </div>
  )
}

/** Without data that can be shown: why, and how to choose some. */
function NothingToShow() {
  const { sentence, list } = useDataset()
  return (
    <EmptyState
      title={sentence ? 'The data could not be shown' : 'No data set is chosen'}
      about={
        sentence ??
        'A data set gives the network its samples: pictures or spectra, and what to predict of ' +
          'each. Drop your own files or a folder on the window, or choose one.'
      }
    >
      <Button onClick={() => void choosePaths('folder')}>Open a folder…</Button>
      <Button variant="default" onClick={() => void choosePaths('files')}>
        Open files…
      </Button>
      {list.map(d => (
        <Button key={d.id} variant="default" onClick={() => void chooseDataset(d.id)}>
          {d.title}
        </Button>
      ))}
    </EmptyState>
  )
}
