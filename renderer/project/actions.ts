/** What the File menu does. Each action keeps the project on screen before it shows another. */
import { call } from '../bridge'
import { useProject } from '../document/store'
import { useSession } from '../session/session'
import { attempt, say } from '../ui/say'
import type { ExperimentId, OpenProject, ProjectId } from '../../preload/contract'
import { keepNow } from './autosave'

async function showProject(open: () => Promise<OpenProject | null>): Promise<void> {
  await attempt(async () => {
    // Autosave has said why; showing another project would lose these edits.
    if (!(await keepNow()))
      return say(
        'warning',
        'This project stays on screen, because its last edits could not be kept. Save it to a file, or ' +
          'free some space.',
      )
    const project = await open()
    if (!project) return
    useProject.getState().load(project)
    useSession.getState().show('design')
  })
}

export const newProject = (template: 'empty' | 'images' | 'spectra') =>
  showProject(() => call('project:new', { template }))
/** A network that fits the data set. Samples that this project leaves out of that set stay left out. */
export const beginProject = (set: string) =>
  showProject(() => {
    const { data } = useProject.getState().document
    return call('project:begin', { set, excluded: data.set === set ? (data.excluded ?? []) : [] })
  })
export const openProject = () => showProject(() => call('project:open'))
export const switchProject = (id: ProjectId) => showProject(() => call('project:switch', { id }))
export const openExperiment = (id: ExperimentId) =>
  showProject(() => call('experiment:open-as-project', { id }))

export async function saveProject(as: boolean): Promise<void> {
  const { project, document, settle } = useProject.getState()
  if (!project) return
  settle()
  await attempt(async () => {
    const saved = await call('project:save', { id: project.id, document, as })
    if (saved && useProject.getState().project?.id === project.id)
      useProject.getState().markSaved({ path: saved.path, document })
  })
}
