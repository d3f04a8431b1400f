/** What can be done with one experiment. */
import { ActionIcon, Menu } from '@mantine/core'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { ExperimentRow } from '../../preload/contract'
import { openExperiment } from '../project/actions'
import { useSession } from '../session/session'
import { Details } from './Details'
import { deleteExperiments } from '../experiments/store'

export function RowMenu({ row }: { row: ExperimentRow }) {
  const [isEditing, setEditing] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const [isMade, setMade] = useState(false)
  const inspect = useSession(s => s.inspect)
  // A whole menu in each of many rows would make scrolling heavy: it is made when it is first asked for.
  const button = (
    <ActionIcon
      aria-label={`Actions for ${row.name}`}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => {
        if (!isMade) {
          setMade(true)
          setOpen(true)
        }
      }}
    >
      <Ellipsis size={15} />
    </ActionIcon>
  )
  if (!isMade) return button
  return (
    <>
      <Menu position="bottom-end" width={220} opened={isOpen} onChange={setOpen}>
        <Menu.Target>{button}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => inspect(row.id)}>See its filters and maps</Menu.Item>
          <Menu.Item onClick={() => void openExperiment(row.id)}>Open its graph as a project</Menu.Item>
          <Menu.Item onClick={() => setEditing(true)}>Name, tags and note…</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="var(--danger)" onClick={() => void deleteExperiments([row.id])}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isEditing && <Details row={row} onClose={() => setEditing(false)} />}
    </>
  )
}
