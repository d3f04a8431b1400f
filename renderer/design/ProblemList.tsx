/** Every problem as a sentence that leads to its node, with its fix beside it. */
import { CircleAlert } from 'lucide-react'
import type { Problem } from '../../preload/contract'
import { mend } from '../document/mend'
import { useSession } from '../session/session'
import { goTo } from './keyboard'
import classes from './ProblemList.module.css'

type Props = {
  readonly problems: readonly Problem[]
  /** Called when the list has led somewhere else. */
  readonly onGone?: (() => void) | undefined
}

const showData = (): void => useSession.getState().show('data')

export function ProblemList({ problems, onGone }: Props) {
  return (
    <ul className={classes['problems']} aria-label="Problems">
      {problems.map(p => {
        const { node, fix } = p
        const isOfData = node === null && p.sentence.includes('pick one in Data')
        const lead =
          node !== null
            ? () => {
                onGone?.()
                goTo(node)
              }
            : isOfData
              ? showData
              : null
        return (
          <li key={`${node} ${p.sentence}`}>
            <CircleAlert size={14} aria-hidden="true" />
            {lead ? (
              <button type="button" className={classes['sentence']} onClick={lead}>
                {p.sentence}
              </button>
            ) : (
              <span className={classes['sentence']}>{p.sentence}</span>
            )}
            {fix && node !== null && (
              <button type="button" className={classes['fix']} onClick={() => mend(node, fix)}>
                {fix.label}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
