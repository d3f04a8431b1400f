/** The table of experiments: tick, sort, search, rename, tag, note, delete. Draws only the rows in sight. */
import { UnstyledButton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { ExperimentRow } from '../../preload/contract'
import { EXPERIMENT_COLUMNS, matching, NAME, sorted, type ExperimentColumn, type Sort } from './columns'
import styles from './compare.module.css'
import { TableRow } from './TableRow'
import { Toolbar } from './Toolbar'

const ROW = 32

export function ExperimentTable({ rows }: { rows: readonly ExperimentRow[] }) {
  const [sort, setSort] = useState<Sort>({ column: 'startedAt', isDescending: true })
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search) // the letters typed show at once, the table when it can
  const shown = useMemo(() => sorted(matching(rows, wanted), sort), [rows, wanted, sort])
  const scroller = useRef<HTMLDivElement>(null)
  const { items, before, after } = useInSight(scroller, shown.length)
  return (
    <section className={styles.tableArea} aria-label="Experiments">
      <Toolbar rows={rows} shown={shown} search={search} onSearch={setSearch} />
      <div
        ref={scroller}
        className={styles.scroller}
        tabIndex={0}
        role="region"
        aria-label="Table of experiments"
      >
        <table className={styles.table} aria-rowcount={shown.length}>
          <Heads sort={sort} onSort={setSort} />
          <tbody>
            {before > 0 && <tr style={{ height: before }} aria-hidden />}
            {items.map(item => {
              const row = shown[item.index]
              return row && <TableRow key={row.id} row={row} />
            })}
            {after > 0 && <tr style={{ height: after }} aria-hidden />}
          </tbody>
        </table>
        {shown.length === 0 && <p className={styles.none}>No experiment matches “{search}”.</p>}
      </div>
    </section>
  )
}

/** The rows in sight, and the height of those above and below. */
function useInSight(scroller: React.RefObject<HTMLDivElement | null>, count: number) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  return {
    items,
    before: items[0]?.start ?? 0,
    after: virtual.getTotalSize() - (items.at(-1)?.end ?? 0),
  }
}

type SortProps = { readonly sort: Sort; readonly onSort: (s: Sort) => void }
const Heads = (props: SortProps) => (
  <thead>
    <tr>
      <th className={styles.tick}>
        <span className="unseen">Compare</span>
      </th>
      {[NAME, ...EXPERIMENT_COLUMNS].map(c => (
        <Head key={c.id} column={c} {...props} />
      ))}
      <th className={styles.menu}>
        <span className="unseen">Actions</span>
      </th>
    </tr>
  </thead>
)

function Head({
  column: { id, title, isNumber },
  sort,
  onSort,
}: SortProps & { readonly column: ExperimentColumn }) {
  const isSorted = sort.column === id
  const Arrow = sort.isDescending ? ArrowDown : ArrowUp
  return (
    <th
      data-number={isNumber || undefined}
      className={id === 'name' ? styles.nameCell : undefined}
      aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
    >
      <UnstyledButton
        className={styles.sort}
        onClick={() => onSort({ column: id, isDescending: isSorted ? !sort.isDescending : isNumber })}
      >
        {title}
        {isSorted && <Arrow size={12} />}
      </UnstyledButton>
    </th>
  )
}
