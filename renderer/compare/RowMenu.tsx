/** What can be done with one experiment. */
import { ActionIcon, Button, Group, Menu, Modal, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { ExperimentRow } from '../../preload/contract'
import { call } from '../bridge'
import { openExperiment } from '../project/actions'
import { useSession } from '../session/session'
import { attempt } from '../ui/say'
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

function Details({ row, onClose }: { row: ExperimentRow; onClose: () => void }) {
  const [name, setName] = useState(row.name)
  const [note, setNote] = useState(row.note)
  const [tags, setTags] = useState([...row.tags])
  const save = async (): Promise<void> => {
    if (
      await attempt(() => call('experiment:edit', { id: row.id, name: name.trim() || row.name, note, tags }))
    )
      onClose()
  }
  return (
    <Modal opened onClose={onClose} title="Name, tags and note" size="md">
      <form
        onSubmit={e => {
          e.preventDefault()
          void save()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name"
            value={name}
            maxLength={200}
            onChange={e => setName(e.currentTarget.value)}
            data-autofocus
          />
          <TagsInput
            size="xs"
            label="Tags"
            description="Press Enter after each."
            value={tags}
            onChange={setTags}
            maxTags={30}
            styles={{ input: { height: 'auto' } }}
          />
          <Textarea
            label="Note"
            autosize
            minRows={4}
            maxRows={12}
            maxLength={10_000}
            value={note}
            onChange={e => setNote(e.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm" mt="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">Save</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
