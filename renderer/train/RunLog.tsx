/** The right side of Train: the epochs as figures, newest first, and the log of what happened. */
import { Button } from '@mantine/core'
import { useRun, type LogLine } from '../runs/run'
import { useSession } from '../session/session'
import { EpochTable } from './EpochTable'
import styles from './train.module.css'

export function RunLog() {
  const history = useRun(s => s.history)
  const log = useRun(s => s.log)
  const experiment = useRun(s => s.experiment)
  const inspect = useSession(s => s.inspect)
  return (
    <>
      <h2 className={styles.title}>Epochs</h2>
      {history.length === 0 ? (
        <p className={styles.hint}>
          No epoch is finished yet. Press Train to begin; every epoch’s figures, weights and filters are kept.
        </p>
      ) : (
        <EpochTable history={history} />
      )}
      {experiment !== null && history.length > 0 && (
        <Button variant="default" fullWidth mt={8} onClick={() => inspect(experiment)}>
          See the filters of this network
        </Button>
      )}
      <h2 className={styles.title}>Log</h2>
      {log.length === 0 && <p className={styles.hint}>What happens during a training is written here.</p>}
      <Lines log={log} />
    </>
  )
}

/** Newest first. */
const Lines = ({ log }: { log: readonly LogLine[] }) => (
  <ol className={styles.log} tabIndex={0} aria-label="Log" data-testid="log">
    {log
      .map((line, i) => (
        <li key={`${line.at} ${i}`} data-level={line.level}>
          <time dateTime={new Date(line.at).toISOString()}>
            {new Date(line.at).toLocaleTimeString('en-GB')}
          </time>
          <span>{line.sentence}</span>
        </li>
      ))
      .toReversed()}
  </ol>
)
