/**
 * What the audit found in the data: balance, copies, leaks, outliers, in words; before that, how far it
 * is.
 */
import { Button, Progress } from '@mantine/core'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { Finding } from '../../preload/contract'
import { count, percent } from '../ui/format'
import styles from './findings.module.css'
import type { Auditing } from './audit'
import { leaveOut } from './leftOut'
import { showOnly } from './view'

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert }

export function Findings({ answer }: { answer: Auditing }) {
  const { audit, sentence, isCancelled } = answer
  const isLooking = !audit && !sentence && !isCancelled
  return (
    <section aria-label="What was found" data-testid="findings" aria-busy={isLooking}>
      {isLooking && <Looking answer={answer} />}
      {isCancelled && (
        <p className={styles.waiting}>
          <span>Not looked through.</span>
          <Button variant="default" size="compact-sm" onClick={answer.onLook}>
            Look through them
          </Button>
        </p>
      )}
      {sentence && <p className={styles.waiting}>{sentence}</p>}
      {audit?.findings.map(f => (
        <Found key={f.title} finding={f} />
      ))}
      {audit && !audit.findings.some(f => f.level !== 'info') && (
        <p className={styles.fine}>
          <CircleCheck size={14} aria-hidden="true" />
          Nothing stands against training on these data: no copies across the splits, no class too small, no
          sample far from all others.
        </p>
      )}
    </section>
  )
}

function Looking({ answer: { share, onCancel } }: { answer: Auditing }) {
  return (
    <div className={styles.looking}>
      <p data-figures>Looking through all samples… {share > 0 && percent(share, 0)}</p>
      <Progress size={3} value={100 * share} aria-label="Looking through all samples" />
      <Button variant="default" size="compact-sm" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}

function Found({ finding }: { finding: Finding }) {
  const { level, title, sentence, samples, surplus, isDoubtful } = finding
  const Icon = ICONS[level]
  return (
    <article className={styles.finding} data-level={level}>
      <Icon size={14} aria-hidden="true" />
      <div>
        <h3>{title}</h3>
        <p>{sentence}</p>
        {samples.length > 0 && (
          <button type="button" onClick={() => showOnly(finding)}>
            Show {samples.length === 1 ? 'it' : `the ${count(samples.length)}`}
          </button>
        )}
        {surplus.length > 0 && !isDoubtful && (
          <button type="button" onClick={() => leaveOut(surplus)}>
            Leave {surplus.length === 1 && samples.length === 1 ? 'it' : count(surplus.length)} out
          </button>
        )}
      </div>
    </article>
  )
}
