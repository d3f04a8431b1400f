/** The rail of workspaces. */
import { Tooltip, UnstyledButton } from '@mantine/core'
import { keysOf, WORKSPACES, workspaces, type Workspace } from '../../preload/commands'
import { useSession } from '../session/session'
import styles from './frame.module.css'
import { VIEWS } from './workspaces'

export const Rail = () => (
  <nav className={styles.rail} aria-label="Workspaces">
    {workspaces.map(name => (
      <Entry key={name} name={name} />
    ))}
  </nav>
)

function Entry({ name }: { readonly name: Workspace }) {
  const { workspace, show } = useSession()
  const { title, about } = WORKSPACES[name]
  const { icon: Icon } = VIEWS[name]
  return (
    <Tooltip label={`${about} · ${keysOf(`view:${name}`)}`} position="right">
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
}
