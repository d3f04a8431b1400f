/** Train: settings at the left, the two curves large, what happened at the right. */
import { Checkbox, SegmentedControl, Slider } from '@mantine/core'
import { useState } from 'react'
import { TRAINING, type TrainingSettings } from '../../preload/contract'
import { LineChart } from '../charts/LineChart'
import { useProject } from '../document/store'
import { ParamForm } from '../forms/ParamForm'
import { isRunning, useRun } from '../runs/run'
import { percent } from '../ui/format'
import { AnswersPanel } from './AnswersPanel'
import { useLossIsStandardised, usePredictsNumbers } from '../runs/target'
import { useAnswers } from './answers'
import { accuracyLines, epochRange, fitLines, lossLines, runVersion } from './curves'
import { RunLog } from './RunLog'
import styles from './train.module.css'

const ZERO_TO_ONE = [0, 1] as const
const FROM_ZERO = [0, null] as const
const UP_TO_ONE = [null, 1] as const

export function TrainWorkspace() {
  const [smoothing, setSmoothing] = useState(0.9)
  const [isLog, setLog] = useState(false)
  const [view, setView] = useState<'curves' | 'answers'>('curves')
  const answers = useAnswers()
  const predictsNumbers = usePredictsNumbers()
  const isStandardised = useLossIsStandardised()
  const shows = answers && view === 'answers'
  return (
    <div className={styles.workspace}>
      <aside className={styles.settings} aria-label="Training settings">
        <Settings />
      </aside>
      <section className={styles.curves}>
        <div className={styles.tools}>
          {answers && (
            <SegmentedControl
              aria-label="What is shown"
              value={view}
              onChange={v => setView(v as 'curves' | 'answers')}
              data={[
                { value: 'curves', label: 'Curves' },
                { value: 'answers', label: 'Test split' },
              ]}
            />
          )}
          <span className={styles.spring} />
          {!shows && (
            <>
              <Checkbox
                size="xs"
                label="Logarithmic loss"
                checked={isLog}
                onChange={e => setLog(e.currentTarget.checked)}
              />
              <label className={styles.smoothing}>
                Smoothing of batches
                <Slider
                  size="xs"
                  className={styles.slider ?? ''}
                  min={0}
                  max={0.99}
                  step={0.01}
                  value={smoothing}
                  onChange={setSmoothing}
                  label={v => v.toFixed(2)}
                  thumbLabel="Smoothing of batches"
                />
              </label>
            </>
          )}
        </div>
        {shows ? (
          <AnswersPanel answers={answers} />
        ) : (
          <>
            <LineChart
              key={isLog ? 'log' : 'linear'}
              label={isStandardised ? 'Loss (numbers standardised)' : 'Loss'}
              xLabel="Epoch"
              read={() => lossLines(smoothing)}
              version={() => `${runVersion()} ${smoothing}`}
              isLog={isLog}
              yRange={FROM_ZERO}
              xRange={epochRange}
              empty="The loss of every batch and epoch appears here while the network trains."
            />
            {predictsNumbers ? (
              <LineChart
                key="fit"
                label="R² on the validation split"
                xLabel="Epoch"
                read={fitLines}
                version={runVersion}
                yRange={UP_TO_ONE}
                xRange={epochRange}
                empty={
                  'How much of the variation in the numbers is explained appears here, epoch by epoch: 1 ' +
                  'is perfect, 0 no better than their mean.'
                }
              />
            ) : (
              <LineChart
                label="Accuracy"
                xLabel="Epoch"
                read={accuracyLines}
                version={runVersion}
                formatY={v => percent(v)}
                formatTick={v => percent(v, 0)}
                yRange={ZERO_TO_ONE}
                xRange={epochRange}
                empty={
                  'The share of right answers on training and validation samples appears here, epoch by ' +
                  'epoch.'
                }
              />
            )}
          </>
        )}
      </section>
      <aside className={styles.side} aria-label="Progress">
        <RunLog />
      </aside>
    </div>
  )
}

function Settings() {
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
