/** The dock along the bottom of every workspace: the training going on, or what pressing Train will do. */
import { Button } from '@mantine/core'
import { TRAINING, type Analysis, type RunProgress } from '../../preload/contract'
import { useAnalysis, whyNotTrain } from '../document/analysis'
import { useProject } from '../document/store'
import { useDataset } from '../dataset/store'
import { mend } from '../document/mend'
import { estimateSeconds } from '../runs/estimate'
import { useRun } from '../runs/run'
import { count, decimals, duration, percent } from '../ui/format'
import styles from './frame.module.css'
import { usePredictsNumbers } from '../runs/target'
import { Sparkline } from './Sparkline'

export function RunDock() {
  const progress = useRun(s => s.progress)
  const end = useRun(s => s.end)
  const isStarting = useRun(s => s.isStarting)
  return (
    <footer className={styles.dock} data-figures data-testid="dock">
      {isStarting || (progress && !end) ? <Going /> : end ? <Ended /> : <Idle />}
    </footer>
  )
}

function Going() {
  const p = useRun(s => s.progress)
  const predictsNumbers = usePredictsNumbers()
  if (!p || p.status === 'preparing')
    return (
      <>
        <i className={styles.dot} data-state="busy" />
        <span>Preparing: reading the data and starting the threads.</span>
      </>
    )
  const done = p.batches > 0 ? (p.epoch - 1 + p.batch / p.batches) / p.epochs : 0
  return (
    <>
      <i className={styles.dot} data-state={p.status === 'paused' ? 'paused' : 'busy'} />
      <span className={styles.dockFigure} data-testid="epoch-progress">
        Epoch {p.epoch} of {p.epochs}
      </span>
      <span className={styles.dockFigure}>
        batch {p.batch} of {p.batches}
      </span>
      <Bar done={done} />
      <Sparkline />
      <span className={styles.dockFigure}>loss {decimals(p.loss)}</span>
      {!predictsNumbers && <span className={styles.dockFigure}>accuracy {percent(p.accuracy)}</span>}
      <span className={styles.spring} />
      <span className={styles.dim}>{leftOf(p)}</span>
    </>
  )
}

const Bar = ({ done }: { readonly done: number }) => (
  <span
    className={styles.bar}
    role="progressbar"
    aria-label="Training"
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.round(done * 100)}
  >
    <i style={{ transform: `scaleX(${done})` }} />
  </span>
)

const leftOf = ({ status, eta }: RunProgress): string => {
  if (status === 'paused') return 'Paused'
  if (status === 'stopping') return 'Stopping'
  return eta === null ? '' : `${duration(eta)} left`
}

function Ended() {
  const end = useRun(s => s.end)
  const wasBad = end?.status === 'failed' || end?.status === 'interrupted'
  return (
    <>
      <i className={styles.dot} data-state={wasBad ? 'bad' : 'done'} />
      <span className={styles.clip} data-testid="run-ended" data-status={end?.status} title={end?.sentence}>
        {end?.sentence}
      </span>
      <Sparkline />
      <span className={styles.spring} />
      <Plan />
    </>
  )
}

const Idle = () => (
  <>
    <i className={styles.dot} />
    <Plan />
  </>
)

/**
 * The one-click fix of the first problem: here too, as a change of data is noticed far from the canvas.
 */
function wayOut({ problems }: Analysis): { label: string; mend: () => void } | null {
  const [first] = problems
  const node = first?.node
  const fix = first?.fix
  return node && fix ? { label: fix.label, mend: () => mend(node, fix) } : null
}

function Plan() {
  const analysis = useAnalysis()
  const obstacle = whyNotTrain(analysis)
  const fix = wayOut(analysis)
  const { epochs, batchSize, optimiser, seed } = useProject(s => s.document.training)
  const summary = useDataset(s => s.summary)
  if (obstacle)
    return (
      <>
        <span className={styles.clip} data-testid="why-not" title={obstacle}>
          Train is off. {obstacle}
        </span>
        {fix && (
          <Button variant="default" size="compact-xs" className={styles.mend ?? ''} onClick={fix.mend}>
            {fix.label}
          </Button>
        )}
      </>
    )
  const samples = summary?.sizes.training ?? 0
  const many = samples ? count(samples) : '…'
  const label = TRAINING.optimiser.of.find(o => o.value === optimiser)?.label
  const seconds = samples ? estimateSeconds(analysis.multiplyAdds, samples * epochs) : null
  return (
    <span className={`${styles.clip} ${styles.dim}`}>
      Train will run {count(epochs)} {epochs === 1 ? 'epoch' : 'epochs'} of {many} samples in batches of{' '}
      {batchSize} with {label}, seed {seed}
      {seconds === null ? '' : `: about ${duration(seconds)}`}.
    </span>
  )
}
