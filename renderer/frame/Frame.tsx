/** The frame: rail at the left, header above, run dock below, one workspace between them. */
import { WORKSPACES } from '../../preload/commands'
import { useSession } from '../session/session'
import styles from './frame.module.css'
import { Header } from './Header'
import { Rail } from './Rail'
import { RunDock } from './RunDock'
import { VIEWS } from './workspaces'

export function Frame() {
  const workspace = useSession(s => s.workspace)
  const { component: Shown } = VIEWS[workspace]
  const { title } = WORKSPACES[workspace]
  return (
    <div className={styles.frame}>
      <Header />
      <Rail />
      <main className={styles.work} data-testid={`workspace-${workspace}`} aria-label={title}>
        <h1 className="unseen">{title}</h1>
        <Shown />
      </main>
      <RunDock />
    </div>
  )
}
