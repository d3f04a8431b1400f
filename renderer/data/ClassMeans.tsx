/**
 * The mean picture of each class, and how far its samples spread around it: what a class looks like at a
 * glance.
 */
import { useMemo, useState } from 'react'
import type { DatasetSummary, Audit, Shape } from '../../preload/contract'
import styles from './data.module.css'
import { Picture, greyRange } from '../charts/Picture'

/** More are a table that nobody looks through; the gallery shows a class alone. */
const MOST = 24

type What = 'mean' | 'deviation'
const LABELS: Readonly<Record<What, string>> = { mean: 'Mean', deviation: 'Spread' }

export function ClassMeans({ summary, audit }: { summary: DatasetSummary; audit: Audit }) {
  const [what, setWhat] = useState<What>('mean')
  const range = useMemo(() => {
    const all = audit.classes.slice(0, MOST).filter(c => c.count > 0)
    if (what === 'mean') return greyRange(all[0]?.mean ?? new Float32Array(0), summary.isBytes)
    return [0, all.reduce((m, c) => c.deviation.reduce((n, v) => Math.max(n, v), m), 0)] as const
  }, [audit, what, summary.isBytes])
  return (
    <>
      <h2 className={styles.title}>
        {(['mean', 'deviation'] as const).map(w => (
          <button
            key={w}
            type="button"
            className={styles.toggle}
            aria-pressed={what === w}
            onClick={() => setWhat(w)}
          >
            {LABELS[w]}
          </button>
        ))}
      </h2>
      <ul className={styles.means} data-testid="class-means">
        {audit.classes.slice(0, MOST).map((c, i) => {
          const name = summary.classes[i] ?? 'All samples'
          return <Mean key={name} name={name} of={c} what={what} shape={summary.shape} range={range} />
        })}
      </ul>
    </>
  )
}

type MeanProps = {
  readonly name: string
  readonly of: Audit['classes'][number]
  readonly what: What
  readonly shape: Shape
  readonly range: readonly [number, number]
}
const Mean = ({ name, of: { count, ...values }, what, shape, range }: MeanProps) => (
  <li title={`${name}: ${what === 'mean' ? 'mean' : 'standard deviation'} of ${count} samples`}>
    {count > 0 && (
      <Picture label={`${LABELS[what]} of ${name}`} shape={shape} values={values[what]} range={range} />
    )}
    <span>{name}</span>
  </li>
)
