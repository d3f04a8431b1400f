/**
 * The mean picture of each class, and how far its samples spread around it: what a class looks like at a
 * glance.
 */
import { useMemo, useState } from 'react'
import type { Audit, DatasetSummary } from '../../preload/contract'
import styles from './data.module.css'
import { Picture, rangeOf } from '../charts/Picture'

/** More are a table that nobody looks through; the gallery shows a class alone. */
const MOST = 24

export function ClassMeans({ summary, inspection }: { summary: DatasetSummary; inspection: Audit }) {
  const [what, setWhat] = useState<'mean' | 'deviation'>('mean')
  const shown = inspection.classes.slice(0, MOST)
  const range = useMemo(() => {
    const all = inspection.classes.slice(0, MOST).filter(c => c.count > 0)
    if (what === 'mean') return rangeOf(all[0]?.mean ?? new Float32Array(0), summary.isBytes)
    return [0, all.reduce((m, c) => c.deviation.reduce((n, v) => Math.max(n, v), m), 0)] as const
  }, [inspection, what, summary.isBytes])
  return (
    <>
      <h2 className={styles.title}>
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={what === 'mean'}
          onClick={() => setWhat('mean')}
        >
          Mean
        </button>
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={what === 'deviation'}
          onClick={() => setWhat('deviation')}
        >
          Spread
        </button>
      </h2>
      <ul className={styles.means} data-testid="class-means">
        {shown.map(({ count, ...c }, i) => {
          const name = summary.classes[i] ?? 'All samples'
          return (
            <li
              key={name}
              title={`${name}: ${what === 'mean' ? 'mean' : 'standard deviation'} of ${count} samples`}
            >
              {count > 0 && (
                <Picture
                  label={`${what === 'mean' ? 'Mean' : 'Spread'} of ${name}`}
                  shape={summary.shape}
                  values={c[what]}
                  range={range}
                />
              )}
              <span>{name}</span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
