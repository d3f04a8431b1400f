/** The rail of workspaces. */
import { Tooltip, UnstyledButton } from '@mantine/core'
import { ChartLine, Columns3, Database, ScanEye, Workflow, type LucideIcon } from 'lucide-react'
import { useSession, WORKSPACES, type Workspace } from '../session/session'
import styles from './frame.module.css'

const icons: Readonly<Record<Workspace, LucideIcon>> = {
  design: Workflow,
  data: Database,
  train: ChartLine,
  inspect: ScanEye,
  compare: Columns3,
}
const abouts: Readonly<Record<Workspace, string>> = {
  design: 'Wire the network',
  data: 'Choose and look at the samples',
  train: 'Settings and live curves',
  inspect: 'Filters and feature maps',
  compare: 'Experiments side by side',
}

export function Rail() {
  const { workspace, show } = useSession()
  return (
    <nav className={styles.rail} aria-label="Workspaces">
      {WORKSPACES.map((name, i) => {
        const Icon = icons[name]
        const title = name[0]?.toUpperCase() + name.slice(1)
        return (
          <Tooltip key={name} label={`${abouts[name]} · Ctrl+${i + 1}`} position="right">
            <UnstyledButton
              className={styles.railButton}
              data-active={workspace === name || undefined}
              aria-current={workspace === name ? 'page' : undefined}
              aria-label={title}
              onClick={() => show(name)}
            >
              <Icon size={18} strokeWidth={1.75} />
              <span>{title}</span>
            </UnstyledButton>
          </Tooltip>
        )
      })}
    </nav>
  )
}
