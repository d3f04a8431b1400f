/** The table of experiments: tick, sort, search, rename, tag, note, delete. Draws only the rows in sight. */
import { Button, Checkbox, TextInput, Tooltip, UnstyledButton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, Search } from 'lucide-react'
import { memo, useDeferredValue, useMemo, useRef, useState } from 'react'
import type { ExperimentRow } from '../../preload/contract'
import { runColour } from '../charts/colours'
import { call } from '../bridge'
import { useSession } from '../session/session'
import { bytes, count } from '../ui/format'
import { attempt, say } from '../ui/say'
import { COLUMNS, matching, NAME, sorted, type Sort } from './columns'
import styles from './compare.module.css'
import { deleteExperiments } from '../experiments/store'
import { RowMenu } from './RowMenu'
import { RunName } from './RunName'

const ROW = 32

export function ExperimentTable({ rows }: { rows: readonly ExperimentRow[] }) {
  const [sort, setSort] = useState<Sort>({ column: 'startedAt', isDescending: true })
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search) // the letters typed show at once, the table when it can
  const shown = useMemo(() => sorted(matching(rows, wanted), sort), [rows, wanted, sort])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
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
          <thead>
            <tr>
              <th className={styles.tick}>
                <span className="unseen">Compare</span>
              </th>
              {[NAME, ...COLUMNS].map(c => (
                <Head
                  key={c.id}
                  id={c.id}
                  title={c.title}
                  isNumber={c.isNumber}
                  sort={sort}
                  onSort={setSort}
                />
              ))}
              <th className={styles.menu}>
                <span className="unseen">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {before > 0 && <tr style={{ height: before }} aria-hidden />}
            {items.map(item => {
              const row = shown[item.index]
              return row && <Row key={row.id} row={row} />
            })}
            {after > 0 && <tr style={{ height: after }} aria-hidden />}
          </tbody>
        </table>
        {shown.length === 0 && <p className={styles.none}>No experiment matches “{search}”.</p>}
      </div>
    </section>
  )
}

type ToolbarProps = {
  rows: readonly ExperimentRow[]
  shown: readonly ExperimentRow[]
  search: string
  onSearch: (text: string) => void
}
function Toolbar({ rows, shown, search, onSearch }: ToolbarProps) {
  const { compared, compare } = useSession()
  const vacuum = () =>
    attempt(async () => {
      const { before, after } = await call('experiment:vacuum')
      say(
        'info',
        `The database takes ${bytes(after)} now; it took ${bytes(before)}. What was deleted is gone ` +
          'for good.',
      )
    })
  return (
    <div className={styles.toolbar}>
      <TextInput
        aria-label="Search experiments"
        placeholder="Search"
        leftSection={<Search size={14} />}
        w={220}
        value={search}
        onChange={e => onSearch(e.currentTarget.value)}
      />
      <span className={styles.faint} data-testid="experiment-count">
        {shown.length === rows.length
          ? `${count(rows.length)} ${rows.length === 1 ? 'experiment' : 'experiments'}`
          : `${count(shown.length)} of ${count(rows.length)}`}
      </span>
      <span className={styles.spring} />
      <span className={styles.faint}>{compared.length > 0 && `${compared.length} ticked`}</span>
      <Button variant="subtle" disabled={compared.length === 0} onClick={() => compare([])}>
        Untick all
      </Button>
      <Button
        variant="subtle"
        color="red"
        disabled={compared.length === 0}
        onClick={() => {
          compare([])
          void deleteExperiments(compared)
        }}
      >
        Delete
      </Button>
      <Tooltip label="Removes deleted experiments for good and makes the database file smaller.">
        <Button variant="default" onClick={() => void vacuum()}>
          Give space back
        </Button>
      </Tooltip>
    </div>
  )
}

function Head({
  id,
  title,
  isNumber,
  sort,
  onSort,
}: {
  id: string
  title: string
  isNumber: boolean
  sort: Sort
  onSort: (s: Sort) => void
}) {
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

const tick = (id: number): void => {
  const { compared, compare } = useSession.getState()
  compare(compared.includes(id) ? compared.filter(c => c !== id) : [...compared, id])
}

const Row = memo(function Row({ row }: { row: ExperimentRow }) {
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
      {COLUMNS.map(c => (
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
