/** Name, tags and note of an experiment, in a dialog. */
import { Button, Group, Modal, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { ExperimentRow } from '../../preload/contract'
import { call } from '../bridge'
import { attempt } from '../ui/say'

type Edited = { readonly name: string; readonly note: string; readonly tags: string[] }

export function Details({ row, onClose }: { row: ExperimentRow; onClose: () => void }) {
  const [edited, setEdited] = useState<Edited>({ name: row.name, note: row.note, tags: [...row.tags] })
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const name = edited.name.trim() || row.name
    if (await attempt(() => call('experiment:edit', { id: row.id, ...edited, name }))) onClose()
  }
  return (
    <Modal opened onClose={onClose} title="Name, tags and note" size="md">
      <form onSubmit={event => void save(event)}>
        <Stack gap="sm">
          <Fields edited={edited} onEdit={change => setEdited(e => ({ ...e, ...change }))} />
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

type FieldsProps = { readonly edited: Edited; readonly onEdit: (change: Partial<Edited>) => void }
const Fields = ({ edited: { name, note, tags }, onEdit }: FieldsProps) => (
  <>
    <TextInput
      label="Name"
      value={name}
      maxLength={200}
      onChange={e => onEdit({ name: e.currentTarget.value })}
      data-autofocus
    />
    <TagsInput
      size="xs"
      label="Tags"
      description="Press Enter after each."
      value={tags}
      onChange={t => onEdit({ tags: t })}
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
      onChange={e => onEdit({ note: e.currentTarget.value })}
    />
  </>
)
