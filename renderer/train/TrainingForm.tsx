/** The settings of the next training, as a form drawn from their declarations. */
import { TRAINING, type TrainingSettings } from '../../preload/contract'
import { useProject } from '../document/store'
import { ParamForm } from '../forms/ParamForm'
import { isRunning, useRun } from '../runs/run'
import styles from './train.module.css'

export function TrainingForm() {
  const training = useProject(s => s.document.training)
  const { edit, settle } = useProject.getState()
  const running = useRun(isRunning)
  return (
    <>
      <h2 className={styles.title}>Training</h2>
      <ParamForm
        label="Training settings"
        params={TRAINING}
        values={training}
        onChange={(name, value) =>
          edit(
            `Change ${TRAINING[name as keyof TrainingSettings].label.toLowerCase()}`,
            d => ({ ...d, training: { ...d.training, [name]: value } }),
            `training.${name}`,
          )
        }
        onCommit={settle}
      />
      <p className={styles.hint}>
        {running
          ? 'A training is going on with the settings it began with; changes here are for the next one.'
          : 'The same settings, seed and data give the same weights, whatever the number of threads.'}
      </p>
    </>
  )
}
