/** Compare: the table of experiments above; of the ticked ones, curves, differences and graphs below. */
import { Button } from '@mantine/core'
import { Columns3 } from 'lucide-react'
import { useSession } from '../session/session'
import { EmptyState } from '../ui/EmptyState'
import styles from './compare.module.css'
import { Curves } from './Curves'
import { DifferencesTable } from './DifferencesTable'
import { useExperiments, useWhole } from '../experiments/store'
import { ExperimentTable } from './ExperimentTable'
import { Graphs } from './Graphs'

export function CompareWorkspace() {
  const { rows, isLoaded } = useExperiments()
  const compared = useSession(s => s.compared)
  const show = useSession(s => s.show)
  const whole = useWhole(compared)
  if (!isLoaded) return null
  if (rows.length === 0)
    return (
      <EmptyState
        icon={Columns3}
        title="No experiments yet"
        about={
          'Every training is kept here with its settings, curves, weights and filters. Train a network, ' +
          'change something, train again, and compare the two.'
        }
      >
        <Button onClick={() => show('train')}>Go to Train</Button>
      </EmptyState>
    )
  return (
    <div className={styles.workspace} data-open={whole.length > 0 || undefined}>
      <ExperimentTable rows={rows} />
      {whole.length > 0 ? (
        <div className={styles.below}>
          <Curves experiments={whole} />
          <div className={styles.detail}>
            <DifferencesTable experiments={whole} />
            <Graphs experiments={whole} />
          </div>
        </div>
      ) : (
        <p className={styles.hint}>
          Tick experiments to lay their curves over each other and to see in which settings they differ.
        </p>
      )}
    </div>
  )
}
