/** Train, Pause and Stop, always in the same place; and what the engine is doing, in one line. */
import { Button, Tooltip } from '@mantine/core'
import { Pause, Play, Square, StepForward } from 'lucide-react'
import { useEffect, useState } from 'react'
import { keysOf } from '../../preload/commands'
import type { AppInfo } from '../../preload/contract'
import { call } from '../bridge'
import { useAnalysis, whyNotTrain } from '../document/analysis'
import { pauseOrResume, stop, train } from '../runs/actions'
import { isRunning, useRun } from '../runs/run'
import { duration, rate } from '../ui/format'
import styles from './frame.module.css'

export function RunControls() {
  const running = useRun(isRunning)
  const status = useRun(s => (s.end ? null : s.progress?.status))
  const obstacle = whyNotTrain(useAnalysis())
  const isPaused = status === 'paused'
  const isStoppable = running && status !== undefined && status !== 'stopping'
  return (
    <div className={styles.controls}>
      <Tooltip
        label={
          running
            ? 'A training is going on: stop it to start another.'
            : (obstacle ?? `Train the network on all cores · ${keysOf('run:train')}`)
        }
      >
        <Button
          data-testid="train"
          leftSection={<Play size={13} fill="currentColor" />}
          data-disabled={running || obstacle !== null ? true : false}
          aria-disabled={running || obstacle !== null}
          onClick={() => void train()}
        >
          Train
        </Button>
      </Tooltip>
      <Tooltip
        label={`${isPaused ? 'Go on where it stopped' : 'Hold the training after this batch'} · ${keysOf('run:pause')}`}
      >
        <Button
          data-testid="pause"
          variant="default"
          w={92}
          disabled={!isStoppable}
          leftSection={isPaused ? <StepForward size={13} /> : <Pause size={13} />}
          onClick={() => void pauseOrResume()}
        >
          {isPaused ? 'Resume' : 'Pause'}
        </Button>
      </Tooltip>
      <Tooltip label={`End the training at once; its epochs are kept · ${keysOf('run:stop')}`}>
        <Button
          data-testid="stop"
          variant="default"
          disabled={!isStoppable}
          leftSection={<Square size={11} fill="currentColor" />}
          onClick={() => void stop()}
        >
          Stop
        </Button>
      </Tooltip>
    </div>
  )
}

export function LiveStatus() {
  const [info, setInfo] = useState<AppInfo | null>(null)
  useEffect(() => void call('app:info').then(setInfo, () => undefined), [])
  const progress = useRun(s => (s.end ? null : s.progress))
  const isStarting = useRun(s => s.isStarting)
  const threads = progress?.threads || info?.threads
  const words = [
    threads ? `${threads} ${threads === 1 ? 'thread' : 'threads'}` : '',
    isStarting || progress?.status === 'preparing'
      ? 'starting'
      : progress?.status === 'paused'
        ? 'paused'
        : progress?.status === 'stopping'
          ? 'stopping'
          : progress
            ? rate(progress.samplesPerSecond)
            : 'idle',
    progress?.status === 'running' && progress.eta !== null ? `${duration(progress.eta)} left` : '',
  ].filter(Boolean)
  return (
    <span
      className={styles.status}
      data-figures
      data-testid="status"
      data-live={progress?.status === 'running' || undefined}
    >
      {words.join(' · ')}
    </span>
  )
}
