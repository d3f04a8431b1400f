/**
 * The header: whose project this is, whether it is saved, what the engine is doing, and Train / Pause / Stop.
 */
import { Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { COMMANDS, labelWithKeys, type CommandId } from '../../preload/commands'
import type { RecentProject } from '../../preload/contract'
import { call } from '../bridge'
import { runCommand } from '../commands/commands'
import { useProject } from '../document/store'
import { switchProject } from '../project/actions'
import { attempt } from '../ui/say'
import { moment } from '../ui/format'
import { Keys } from '../ui/Keys'
import styles from './frame.module.css'
import { LiveStatus, RunControls } from './RunControls'

export function Header() {
  return (
    <header className={styles.header}>
      <Mark />
      <ProjectMenu />
      <ProjectName />
      <SaveState />
      <span className={styles.spring} />
      <LiveStatus />
      <RunControls />
    </header>
  )
}

/** Receptive's mark: one value and the window of the input that it sees. */
const Mark = () => (
  <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden className={styles.mark}>
    <rect
      x="1.5"
      y="1.5"
      width="17"
      height="17"
      rx="4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      opacity="0.35"
    />
    <rect
      x="5"
      y="5"
      width="10"
      height="10"
      rx="2.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      opacity="0.7"
    />
    <rect x="8.25" y="8.25" width="3.5" height="3.5" rx="1" fill="currentColor" />
  </svg>
)

function ProjectMenu() {
  const [recent, setRecent] = useState<readonly RecentProject[]>([])
  const current = useProject(s => s.project?.id)
  const others = recent.filter(p => p.id !== current).slice(0, 8)
  const entry = (id: CommandId) => (
    <Menu.Item
      key={id}
      onClick={() => runCommand(id)}
      rightSection={COMMANDS[id].keys && <Keys keys={COMMANDS[id].keys} />}
    >
      {COMMANDS[id].label}
    </Menu.Item>
  )
  return (
    <Menu
      position="bottom-start"
      width={320}
      onOpen={() => void attempt(async () => setRecent(await call('project:recent')))}
    >
      <Menu.Target>
        <UnstyledButton className={styles.projectMenu} aria-label="Project menu">
          <ChevronDown size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {(['project:new', 'project:open', 'project:save', 'project:save-as'] as const).map(entry)}
        <Menu.Divider />
        {(['project:example-images', 'project:example-spectra'] as const).map(entry)}
        {others.length > 0 && <Menu.Divider />}
        {others.length > 0 && <Menu.Label>Recent</Menu.Label>}
        {others.map(p => (
          <Menu.Item
            key={p.id}
            onClick={() => void switchProject(p.id)}
            classNames={{ itemLabel: styles.recent ?? '' }}
            rightSection={<span className={styles.faint}>{moment(p.updatedAt)}</span>}
          >
            <span className={styles.clip} title={p.path ?? p.name}>
              {p.name}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function ProjectName() {
  const name = useProject(s => s.document.name)
  const edit = useProject(s => s.edit)
  const [text, setText] = useState(name)
  useEffect(() => setText(name), [name])
  const keep = () => {
    const next = text.trim().slice(0, 200)
    if (next) edit('Rename project', d => ({ ...d, name: next }))
    else setText(name)
  }
  return (
    <input
      className={styles.name}
      aria-label="Project name"
      data-own-undo
      value={text}
      maxLength={200}
      spellCheck={false}
      size={Math.max(4, Math.min(text.length, 44))}
      title={text.length > 44 ? text : undefined}
      onChange={e => setText(e.currentTarget.value)}
      onBlur={keep}
      onKeyDown={e => {
        if (e.key === 'Escape') setText(name)
        if (e.key === 'Enter' || e.key === 'Escape') e.currentTarget.blur()
      }}
    />
  )
}

const SAVE = labelWithKeys('project:save')

function SaveState() {
  const project = useProject(s => s.project)
  if (!project) return null
  const file = project.path?.split(/[\\/]/).at(-1)
  const [text, help] = !file
    ? [
        'Kept on this computer',
        `Every edit is kept in the studio’s database. ${SAVE} writes a file to share.`,
      ]
    : project.isDirty
      ? [`${file} · edited`, `The edits are kept in the studio’s database; ${SAVE} writes them to the file.`]
      : [`${file} · saved`, project.path]
  return (
    <Tooltip label={help}>
      <span className={styles.saveState} title={text.length > 40 ? text : undefined} data-testid="save-state">
        {text}
      </span>
    </Tooltip>
  )
}
