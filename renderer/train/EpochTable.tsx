/** The epochs as figures, newest first. */
import { Tooltip } from '@mantine/core'
import type { EpochMetrics } from '../../preload/contract'
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

/** More rows than anybody scrolls through. */
const MOST = 200

export const EpochTable = ({ history }: { history: readonly EpochMetrics[] }) => (
  <div className={styles.epochs} data-figures role="region" tabIndex={0} aria-label="Figures of the epochs">
    <table>
      <Heads />
      <tbody>
        {history
          .toReversed()
          .slice(0, MOST)
          .map(m => (
            <tr key={m.epoch} data-testid={`epoch-${m.epoch}`}>
              <td>{m.epoch}</td>
              <td>{decimals(m.trainingLoss)}</td>
              <td>{decimals(m.validationLoss)}</td>
              <td>{m.validationFit ? decimals(m.validationFit.r2, 3) : percent(m.validationAccuracy)}</td>
              <td>{duration(m.seconds)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </div>
)

function Heads() {
  const predictsNumbers = usePredictsNumbers()
  const isStandardised = useLossIsStandardised()
  return (
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
  )
}
