/** What the window shows for each workspace: its icon in the rail, and its component. */
import { ChartLine, Columns3, Database, ScanEye, Workflow, type LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Workspace } from '../../preload/commands'
import { CompareWorkspace } from '../compare/CompareWorkspace'
import { DataWorkspace } from '../data/DataWorkspace'
import { DesignWorkspace } from '../design/DesignWorkspace'
import { InspectWorkspace } from '../inspect/InspectWorkspace'
import { TrainWorkspace } from '../train/TrainWorkspace'

type WorkspaceView = { readonly icon: LucideIcon; readonly component: ComponentType }

export const VIEWS: Readonly<Record<Workspace, WorkspaceView>> = {
  design: { icon: Workflow, component: DesignWorkspace },
  data: { icon: Database, component: DataWorkspace },
  train: { icon: ChartLine, component: TrainWorkspace },
  inspect: { icon: ScanEye, component: InspectWorkspace },
  compare: { icon: Columns3, component: CompareWorkspace },
}
