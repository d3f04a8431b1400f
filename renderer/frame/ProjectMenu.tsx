/** What is done with projects as a whole: the commands of that group, and those that were open before. */
import { Menu, UnstyledButton } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { commandIds, COMMANDS, type CommandId } from '../../preload/commands'
import type { RecentProject } from '../../preload/contract'
import { call } from '../bridge'
import { runCommand } from '../commands/commands'
import { useProject } from '../document/store'
import { switchProject } from '../project/actions'
import { moment } from '../ui/format'
import { Keys } from '../ui/Keys'
import { attempt } from '../ui/say'
import styles from './frame.module.css'

const ofProjects = commandIds.filter(id => id.startsWith('project:'))
const isExample = (id: CommandId): boolean => COMMANDS[id].menu === 'examples'

export function ProjectMenu() {
  const [recent, setRecent] = useState<readonly RecentProject[]>([])
  const current = useProject(s => s.project?.id)
  const others = recent.filter(p => p.id !== current).slice(0, 8)
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
        {ofProjects.filter(id => !isExample(id)).map(entry)}
        <Menu.Divider />
        {ofProjects.filter(isExample).map(entry)}
        {others.length > 0 && <Menu.Divider />}
        {others.length > 0 && <Menu.Label>Recent</Menu.Label>}
        {others.map(recentEntry)}
      </Menu.Dropdown>
    </Menu>
  )
}

const entry = (id: CommandId) => (
  <Menu.Item
    key={id}
    onClick={() => runCommand(id)}
    rightSection={COMMANDS[id].keys && <Keys keys={COMMANDS[id].keys} />}
  >
    {COMMANDS[id].label}
  </Menu.Item>
)

const recentEntry = (p: RecentProject) => (
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
)
