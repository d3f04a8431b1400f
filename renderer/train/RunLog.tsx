/** The right side of Train: the epochs as figures, newest first, and the log of what happened. */
import { Button, Tooltip } from '@mantine/core'
import { useRun } from '../runs/run'
import { useSession } from '../session/session'
import { useLossIsStandardised, usePredictsNumbers } from '../runs/target'
import { decimals, duration, percent } from '../ui/format'
import styles from './train.module.css'

const HEADS = [
  ['Epoch', 'One pass over all training samples'],
  ['Loss', 'Mean loss of the training samples during the epoch'],
  ['Val. loss', 'Loss on the validation samples after the epoch'],
] as const
/** Behind what is said of a loss. */
const OF_STANDARDISED =
  ', of standardised numbers: they have deviation 1, so the mean squared error is 1 where only ' +
  'their mean is known'
const ACCURACY = ['Val. acc.', 'Share of the validation samples that are right after the epoch'] as const
const FIT = [
  'Val. R²',
  'How much of the variation of the validation samples’ numbers is explained: 1 is all of it',
] as const
const TIME = ['Time', 'How long the epoch took'] as const

export function RunLog() {
  const history = useRun(s => s.history)
  const log = useRun(s => s.log)
  const experiment = useRun(s => s.experiment)
  const inspect = useSession(s => s.inspect)
  const predictsNumbers = usePredictsNumbers()
  const isStandardised = useLossIsStandardised()
  return (
    <>
      <h2 className={styles.title}>Epochs</h2>
      {history.length === 0 ? (
        <p className={styles.hint}>
          No epoch is finished yet. Press Train to begin; every epoch’s figures, weights and filters are kept.
        </p>
      ) : (
        <div
          className={styles.epochs}
          data-figures
          role="region"
          tabIndex={0}
          aria-label="Figures of the epochs"
        >
          <table>
            <thead>
              <tr>
                {[...HEADS, predictsNumbers ? FIT : ACCURACY, TIME].map(([title, about]) => (
                  <th key={title}>
                    <Tooltip
                      multiline
                      maw={320}
                      label={isStandardised && /loss/i.test(title) ? `${about}${OF_STANDARDISED}` : about}
                    >
                      <span>{title}</span>
                    </Tooltip>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {history
                .toReversed()
                .slice(0, 200)
                .map(m => (
                  <tr key={m.epoch} data-testid={`epoch-${m.epoch}`}>
                    <td>{m.epoch}</td>
                    <td>{decimals(m.trainingLoss)}</td>
                    <td>{decimals(m.validationLoss)}</td>
                    <td>
                      {m.validationFit ? decimals(m.validationFit.r2, 3) : percent(m.validationAccuracy)}
                    </td>
                    <td>{duration(m.seconds)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
      {experiment !== null && history.length > 0 && (
        <Button variant="default" fullWidth mt={8} onClick={() => inspect(experiment)}>
          See the filters of this network
        </Button>
      )}
      <h2 className={styles.title}>Log</h2>
      {log.length === 0 && <p className={styles.hint}>What happens during a training is written here.</p>}
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
    </>
  )
}
