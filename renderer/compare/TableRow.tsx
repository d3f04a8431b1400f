/** One experiment in the table. */
import { Checkbox } from '@mantine/core'
import { memo } from 'react'
import type { ExperimentRow } from '../../preload/contract'
import { runColour } from '../charts/colours'
import { useSession } from '../session/session'
import { EXPERIMENT_COLUMNS } from './columns'
import styles from './compare.module.css'
import { RowMenu } from './RowMenu'
import { RunName } from './RunName'

const tick = (id: number): void => {
  const { compared, compare } = useSession.getState()
  compare(compared.includes(id) ? compared.filter(c => c !== id) : [...compared, id])
}

export const TableRow = memo(function TableRow({ row }: { row: ExperimentRow }) {
  const isTicked = useSession(s => s.compared.includes(row.id))
  return (
    <tr data-ticked={isTicked || undefined} data-testid={`experiment-${row.id}`} data-status={row.status}>
      <td className={styles.tick}>
        <Checkbox
          size="xs"
          aria-label={`Compare ${row.name}`}
          checked={isTicked}
          onChange={() => tick(row.id)}
        />
      </td>
      <td className={styles.nameCell}>
        <i className={styles.swatch} style={{ background: isTicked ? runColour(row.id) : 'var(--line)' }} />
        <RunName row={row} />
      </td>
      {EXPERIMENT_COLUMNS.map(c => (
        <td
          key={c.id}
          data-number={c.isNumber || undefined}
          data-column={c.id}
          title={(c.hint ?? c.show)(row) || undefined}
        >
          {c.labels
            ? c.labels(row).map(t => (
                <span key={t} className={styles.tag}>
                  {t}
                </span>
              ))
            : c.show(row)}
        </td>
      ))}
      <td className={styles.menu}>
        <RowMenu row={row} />
      </td>
    </tr>
  )
})
