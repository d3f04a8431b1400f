/** Train, Pause and Stop, always in the same place. */
import { Button, Tooltip } from '@mantine/core'
import { Pause, Play, Square, StepForward } from 'lucide-react'
import { keysOf } from '../../preload/commands'
import { useAnalysis, whyNotTrain } from '../document/analysis'
import { pauseOrResume, stop, trainProject } from '../runs/actions'
import { isRunning, useRun } from '../runs/run'
import styles from './frame.module.css'

export function RunControls() {
  const running = useRun(isRunning)
  const status = useRun(s => (s.end ? null : s.progress?.status))
  const isStoppable = running && status !== undefined && status !== 'stopping'
  return (
    <div className={styles.controls}>
      <TrainButton isRunning={running} />
      <PauseButton isPaused={status === 'paused'} isDisabled={!isStoppable} />
      <StopButton isDisabled={!isStoppable} />
    </div>
  )
}

function TrainButton({ isRunning }: { readonly isRunning: boolean }) {
  const obstacle = whyNotTrain(useAnalysis())
  const isOff = isRunning || obstacle !== null
  const words = isRunning
    ? 'A training is going on: stop it to start another.'
    : (obstacle ?? `Train the network on all cores · ${keysOf('run:train')}`)
  return (
    <Tooltip label={words}>
      <Button
        data-testid="train"
        leftSection={<Play size={13} fill="currentColor" />}
        data-disabled={isOff}
        aria-disabled={isOff}
        onClick={() => void trainProject()}
      >
        Train
      </Button>
    </Tooltip>
  )
}

function PauseButton({ isPaused, isDisabled }: { readonly isPaused: boolean; readonly isDisabled: boolean }) {
  const words = isPaused ? 'Go on where it stopped' : 'Hold the training after this batch'
  return (
    <Tooltip label={`${words} · ${keysOf('run:pause')}`}>
      <Button
        data-testid="pause"
        variant="default"
        w={92}
        disabled={isDisabled}
        leftSection={isPaused ? <StepForward size={13} /> : <Pause size={13} />}
        onClick={() => void pauseOrResume()}
      >
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
    </Tooltip>
  )
}

const StopButton = ({ isDisabled }: { readonly isDisabled: boolean }) => (
  <Tooltip label={`End the training at once; its epochs are kept · ${keysOf('run:stop')}`}>
    <Button
      data-testid="stop"
      variant="default"
      disabled={isDisabled}
      leftSection={<Square size={11} fill="currentColor" />}
      onClick={() => void stop()}
    >
      Stop
    </Button>
  </Tooltip>
)
