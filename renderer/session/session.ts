/** What the window shows right now: neither saved with the project nor undoable. */
import { create } from 'zustand'
import type { Workspace } from '../../preload/commands'
import type { ExperimentId } from '../../preload/contract'

type Session = {
  readonly workspace: Workspace
  /** The experiment that Inspect shows; null = the newest. */
  readonly inspected: ExperimentId | null
  /** Experiments ticked in Compare, in the order of ticking: the order gives each its colour. */
  readonly compared: readonly ExperimentId[]
  show(workspace: Workspace): void
  inspect(experiment: ExperimentId): void
  compare(experiments: readonly ExperimentId[]): void
}

export const useSession = create<Session>(set => ({
  workspace: 'design',
  inspected: null,
  compared: [],
  show: workspace => set({ workspace }),
  inspect: inspected => set({ inspected, workspace: 'inspect' }),
  compare: compared => set({ compared }),
}))
