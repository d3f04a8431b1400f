/** The frame: rail at the left, header above, run dock below, one workspace between them. */
import type { ComponentType } from 'react'
import { DataWorkspace } from '../data/DataWorkspace'
import { DesignWorkspace } from '../design/DesignWorkspace'
import { InspectWorkspace } from '../inspect/InspectWorkspace'
import { CompareWorkspace } from '../compare/CompareWorkspace'
import { newProject } from '../project/actions'
import { useSession, type Workspace } from '../session/session'
import { TrainWorkspace } from '../train/TrainWorkspace'
import styles from './frame.module.css'
import { Header } from './Header'
import { Rail } from './Rail'
import { RunDock } from './RunDock'

const Design = () => (
  <DesignWorkspace
    onStartExample={template => void newProject(template)}
    onOpenData={() => useSession.getState().show('data')}
  />
)

const workspaces: Readonly<Record<Workspace, ComponentType>> = {
  design: Design,
  data: DataWorkspace,
  train: TrainWorkspace,
  inspect: InspectWorkspace,
  compare: CompareWorkspace,
}

export function Frame() {
  const workspace = useSession(s => s.workspace)
  const Shown = workspaces[workspace]
  const title = workspace[0]?.toUpperCase() + workspace.slice(1)
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
