/** One data set to choose; what can be done with one that was imported. */
import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { AudioWaveform, Check, Image, MoreHorizontal } from 'lucide-react'
import { formatShape, type DatasetHead } from '../../preload/contract'
import { chooseDataset, removeDataset } from '../dataset/store'
import { count } from '../ui/format'
import styles from './data.module.css'
import { openAgain } from './importing'

export function Source({ head, isChosen }: { head: DatasetHead; isChosen: boolean }) {
  const Icon = head.kind === 'images' ? Image : AudioWaveform
  return (
    <div className={styles.source} data-active={isChosen || undefined}>
      <UnstyledButton aria-pressed={isChosen} onClick={() => void chooseDataset(head.id)} title={head.title}>
        <Icon size={16} strokeWidth={1.75} />
        <span>
          <b>{head.title}</b>
          <small>
            {count(head.samples)} {head.kind} of {formatShape(head.shape)}
          </small>
          <small>
            {head.classes > 0
              ? `${head.classes} classes`
              : head.numbers === 1
                ? '1 number to predict'
                : `${head.numbers} numbers to predict`}
          </small>
        </span>
      </UnstyledButton>
      {head.own ? <SourceMenu head={head} isChosen={isChosen} /> : isChosen && <Check size={14} />}
    </div>
  )
}

function SourceMenu({ head, isChosen }: { head: DatasetHead; isChosen: boolean }) {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" size={22} aria-label={`Actions for ${head.title}`}>
          <MoreHorizontal size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void openAgain(head)}>Read again, otherwise…</Menu.Item>
        <Tooltip label="Another data set must be chosen first" disabled={!isChosen}>
          <Menu.Item color="red" disabled={isChosen} onClick={() => void removeDataset(head)}>
            Remove from the studio
          </Menu.Item>
        </Tooltip>
      </Menu.Dropdown>
    </Menu>
  )
}
