/** The settings in which the ticked experiments differ, and no others. */
import { useMemo } from 'react'
import type { Experiment } from '../../preload/contract'
import { runColour } from '../charts/colours'
import { decimals, percent } from '../ui/format'
import styles from './compare.module.css'
import { differences } from './differences'

const RESULTS: readonly { readonly label: string; show(e: Experiment): string }[] = [
  { label: 'Validation accuracy', show: e => (e.validationFit ? '–' : percent(e.validationAccuracy)) },
  { label: 'Test accuracy', show: e => (e.validationFit ? '–' : percent(e.testAccuracy)) },
  { label: 'Validation R²', show: e => decimals(e.validationFit?.r2 ?? null, 3) },
  { label: 'Test R²', show: e => decimals(e.testFit?.r2 ?? null, 3) },
  { label: 'Test RMSE', show: e => decimals(e.testFit?.rmse ?? null, 3) },
]

export function DifferencesTable({ experiments }: { experiments: readonly Experiment[] }) {
  const rows = useMemo(() => differences(experiments), [experiments])
  return (
    <section aria-label="Differences" data-testid="differences">
      <h2 className={styles.title}>{experiments.length === 1 ? 'Result' : 'What differs'}</h2>
      <div className={styles.wide}>
        <table className={styles.differences}>
          <Heads experiments={experiments} />
          <tbody>
            {rows.map(row => (
              <tr key={row.label}>
                <th>{row.label}</th>
                {row.values.map((v, i) => (
                  <td key={i} title={v}>
                    {v}
                  </td>
                ))}
              </tr>
            ))}
            {RESULTS.filter(r => experiments.some(e => r.show(e) !== '–')).map(r => (
              <tr key={r.label} className={styles.result}>
                <th>{r.label}</th>
                {experiments.map(e => (
                  <td key={e.id}>{r.show(e)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {experiments.length > 1 && rows.length === 0 && (
        <p className={styles.faint}>Graph, data and settings are the same in all of them.</p>
      )}
    </section>
  )
}

const Heads = ({ experiments }: { experiments: readonly Experiment[] }) => (
  <thead>
    <tr>
      <th>
        <span className="unseen">Setting</span>
      </th>
      {experiments.map(e => (
        <th key={e.id} title={e.name}>
          <i className={styles.swatch} style={{ background: runColour(e.id) }} />
          {e.name}
        </th>
      ))}
    </tr>
  </thead>
)
