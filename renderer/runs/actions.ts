/** Train, pause, stop. */
import { call } from '../bridge'
import { currentAnalysis, whyNotTrain } from '../document/analysis'
import { useProject } from '../document/store'
import { keepNow } from '../project/autosave'
import { useSession } from '../session/session'
import { attempt, say } from '../ui/say'
import { beginRun, isRunning, runRefused, runStarted, useRun } from './run'
import { messageOf } from '../../preload/contract'

export async function trainProject(): Promise<void> {
  const { project, document, settle } = useProject.getState()
  if (!project || isRunning(useRun.getState())) return
  settle()
  const analysis = currentAnalysis()
  const obstacle = whyNotTrain(analysis)
  if (obstacle) return say('warning', obstacle)
  const { workspace, show } = useSession.getState()
  if (workspace === 'design' || workspace === 'data') show('train')
  beginRun(analysis.multiplyAdds)
  try {
    await keepNow()
    const { experiment } = await call('run:start', { project: project.id, document })
    runStarted(experiment)
  } catch (error) {
    const sentence = messageOf(error)
    runRefused(sentence)
    say('error', sentence)
  }
}

export const pauseOrResume = (): Promise<boolean> =>
  attempt(async () => {
    const { progress, end } = useRun.getState()
    if (!progress || end) return
    await call(progress.status === 'paused' ? 'run:resume' : 'run:pause')
  })

export const stop = (): Promise<boolean> => attempt(() => call('run:stop'))
