/**
 * What an inspection found in the data: balance, copies, leaks, outliers, in words.
 * The one thing to know: it is asked anew when the split changes, and never while the preparation is edited; the answer takes
 * as long as reading all samples, in a process of its own.
 */
import { Loader } from '@mantine/core'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { DataSettings, Finding, Inspection } from '../../preload/contract'
import { call } from '../bridge'
import { count } from '../ui/format'
import { leaveOut } from './leftOut'
import { showOnly, useSplit } from './view'
import styles from './findings.module.css'

type Answer = { readonly of: DataSettings; readonly inspection: Inspection | null; readonly sentence: string | null }

/** Typing a seed is several changes, and each inspection reads all samples. */
const ASK_AFTER_MS = 400
/** The last one asked for: coming back to this workspace asks nothing anew. */
let last: { readonly key: string; readonly answer: Promise<Inspection> } | null = null

function inspectionOf(fingerprint: string, data: DataSettings): Promise<Inspection> {
  const key = JSON.stringify([fingerprint, data])
  if (last?.key === key) return last.answer
  const asked = { key, answer: call('data:inspect', data) }
  asked.answer.catch(() => {
    if (last === asked) last = null
  })
  last = asked
  return asked.answer
}

/** Null while it is being worked out. */
export function useInspection(fingerprint: string): Answer | null {
  const data = useSplit(),
    [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    let isWanted = true
    const ask = (): Promise<void> =>
      inspectionOf(fingerprint, data).then(
        inspection => {
          if (isWanted) setAnswer({ of: data, inspection, sentence: null })
        },
        (error: unknown) => {
          if (isWanted) setAnswer({ of: data, inspection: null, sentence: error instanceof Error ? error.message : String(error) })
        },
      )
    const timer = setTimeout(() => void ask(), ASK_AFTER_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [data, fingerprint])
  return answer?.of === data ? answer : null
}

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert }

export function Findings({ answer }: { answer: Answer | null }) {
  return (
    <section aria-label="What was found" data-testid="findings" aria-busy={answer === null}>
      {answer === null && (
        <p className={styles.waiting}>
          <Loader size={12} /> Looking through all samples…
        </p>
      )}
      {answer?.sentence && <p className={styles.waiting}>{answer.sentence}</p>}
      {answer?.inspection?.findings.map(f => (
        <Found key={f.title} finding={f} />
      ))}
      {answer?.inspection && !answer.inspection.findings.some(f => f.level !== 'info') && (
        <p className={styles.fine}>
          <CircleCheck size={14} aria-hidden="true" />
          Nothing stands against training on these data: no copies across the splits, no class too small, no sample far from all others.
        </p>
      )}
    </section>
  )
}

function Found({ finding }: { finding: Finding }) {
  const { level, title, sentence, samples, surplus, isDoubtful } = finding,
    Icon = ICONS[level]
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
