/** The whole window: waits for the project, then shows the frame around one workspace. */
import { useEffect, useState } from 'react'
import { call, listen } from './bridge'
import { CommandList } from './commands/CommandList'
import { runCommand } from './commands/commands'
import { useShortcuts } from './commands/keyboard'
import { followExperiments } from './experiments/store'
import { followDataset } from './dataset/store'
import { DropTarget } from './data/DropTarget'
import { followImports } from './data/importing'
import { followAudits } from './data/audit'
import { useProject } from './document/store'
import { Frame } from './frame/Frame'
import { followEdits } from './project/autosave'
import { followRuns } from './runs/run'
import { say } from './ui/say'
import { messageOf } from '../preload/contract'

async function openStudio(): Promise<void> {
  const project = await call('project:current')
  useProject.getState().load(project)
  followEdits()
  followImports()
  followAudits()
  await Promise.all([followDataset(), followRuns(), followExperiments()])
  for (const notice of await call('app:notices')) say(notice.level, notice.sentence)
}

export function Studio() {
  const [isReady, setReady] = useState(false)
  useShortcuts()
  useEffect(() => {
    openStudio()
      .catch((error: unknown) => say('error', messageOf(error)))
      .finally(() => setReady(true))
    return listen('menu:command', runCommand)
  }, [])
  if (!isReady) return null
  return (
    <>
      <Frame />
      <CommandList />
      <DropTarget />
    </>
  )
}
