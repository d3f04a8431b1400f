/** What the engine is doing, in one line. */
import { useEffect, useState } from 'react'
import type { AppInfo, RunProgress } from '../../preload/contract'
import { call } from '../bridge'
import { useRun } from '../runs/run'
import { duration, rate } from '../ui/format'
import styles from './frame.module.css'

function doing(progress: RunProgress | null, isStarting: boolean): string {
  if (isStarting || progress?.status === 'preparing') return 'starting'
  if (progress === null) return 'idle'
  return progress.status === 'running' ? rate(progress.samplesPerSecond) : progress.status
}

export function LiveStatus() {
  const [info, setInfo] = useState<AppInfo | null>(null)
  useEffect(() => void call('app:info').then(setInfo, () => undefined), [])
  const progress = useRun(s => (s.end ? null : s.progress))
  const isStarting = useRun(s => s.isStarting)
  const threads = progress?.threads || info?.threads
  const words = [
    threads ? `${threads} ${threads === 1 ? 'thread' : 'threads'}` : '',
    doing(progress, isStarting),
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
