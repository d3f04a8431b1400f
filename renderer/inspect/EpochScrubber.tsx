/** Chooses the saved epoch, and plays through them. Epoch 0 is the network before training. */
import { ActionIcon, Slider, Tooltip } from '@mantine/core'
import { Pause, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import styles from './inspect.module.css'

const STEP_MS = 350

type Props = {
  readonly epochs: readonly number[]
  readonly epoch: number | null
  readonly onPick: (epoch: number | null) => void
}

export function EpochScrubber({ epochs, epoch, onPick }: Props) {
  const at = epoch === null ? -1 : epochs.indexOf(epoch)
  const { isPlaying, toggle, stop } = usePlaying(epochs, at, onPick)
  if (epochs.length === 0) return <span className={styles.faint}>No epoch has been saved.</span>
  return (
    <div className={styles.scrubber}>
      <PlayButton isPlaying={isPlaying} isDisabled={epochs.length < 2} onClick={toggle} />
      <Slider
        className={styles.slider ?? ''}
        classNames={{ label: styles.sliderLabel ?? '' }}
        size="sm"
        min={0}
        max={Math.max(1, epochs.length - 1)}
        step={1}
        disabled={epochs.length < 2}
        value={Math.max(0, at)}
        onChange={i => {
          stop()
          onPick(i === epochs.length - 1 ? null : (epochs[i] ?? null))
        }}
        label={i => `epoch ${epochs[i] ?? ''}`}
        thumbLabel="Epoch"
      />
      <span className={styles.epoch} data-testid="inspected-epoch">
        {epoch === 0 ? 'before training' : `epoch ${epoch}`}
      </span>
    </div>
  )
}

/** Goes on by an epoch at a time; from the last, playing begins at the first. */
function usePlaying(epochs: readonly number[], at: number, onPick: Props['onPick']) {
  const [isPlaying, setPlaying] = useState(false)
  useEffect(() => {
    if (!isPlaying) return
    const timer = setTimeout(() => {
      const next = epochs[at + 1]
      if (next === undefined) setPlaying(false)
      else onPick(next)
    }, STEP_MS)
    return () => clearTimeout(timer)
  }, [isPlaying, at, epochs, onPick])
  const toggle = (): void => {
    if (!isPlaying && at === epochs.length - 1) onPick(epochs[0] ?? null)
    setPlaying(!isPlaying)
  }
  return { isPlaying, toggle, stop: () => setPlaying(false) }
}

type PlayButtonProps = {
  readonly isPlaying: boolean
  readonly isDisabled: boolean
  readonly onClick: () => void
}
function PlayButton({ isPlaying, isDisabled, onClick }: PlayButtonProps) {
  const label = isPlaying ? 'Hold' : 'Play through the epochs'
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={isDisabled} onClick={onClick}>
        {isPlaying ? <Pause size={15} /> : <Play size={15} />}
      </ActionIcon>
    </Tooltip>
  )
}
