/** Above the table of experiments: search, how many there are, and what is done with the ticked ones. */
import { Button, TextInput, Tooltip } from '@mantine/core'
import { Search } from 'lucide-react'
import type { ExperimentRow } from '../../preload/contract'
import { call } from '../bridge'
import { deleteExperiments } from '../experiments/store'
import { useSession } from '../session/session'
import { bytes, count } from '../ui/format'
import { attempt, say } from '../ui/say'
import styles from './compare.module.css'

type ToolbarProps = {
  rows: readonly ExperimentRow[]
  shown: readonly ExperimentRow[]
  search: string
  onSearch: (text: string) => void
}
export function Toolbar({ rows, shown, search, onSearch }: ToolbarProps) {
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
      <OfTicked />
      <Vacuum />
    </div>
  )
}

function OfTicked() {
  const { compared, compare } = useSession()
  return (
    <>
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
    </>
  )
}

const vacuum = (): Promise<boolean> =>
  attempt(async () => {
    const { before, after } = await call('experiment:vacuum')
    say(
      'info',
      `The database takes ${bytes(after)} now; it took ${bytes(before)}. What was deleted is gone ` +
        'for good.',
    )
  })

const Vacuum = () => (
  <Tooltip label="Removes deleted experiments for good and makes the database file smaller.">
    <Button variant="default" onClick={() => void vacuum()}>
      Give space back
    </Button>
  </Tooltip>
)
