/** The files that are opened: what was found in them, how they would be read, and their import. */
import { create } from 'zustand'
import type { EventOf, Note, Preview, Recipe } from '../../preload/contract'

type ImportPhase = 'closed' | 'looking' | 'ready' | 'importing' | 'asking'
type State = {
  readonly phase: ImportPhase
  /** What is being opened, for words. */
  readonly paths: readonly string[]
  /** What is said of the files as a whole. */
  readonly notes: readonly Note[]
  readonly recipe: Recipe | null
  /** The recipe of the set that is read again: the same once more makes nothing new. */
  readonly present: Recipe | null
  readonly preview: Preview | null
  /** The preview belongs to an older recipe. */
  readonly isStale: boolean
  readonly sentence: string | null
  readonly progress: EventOf<'data:progress'> | null
  readonly question: EventOf<'data:question'> | null
}
export const CLOSED: State = {
  phase: 'closed',
  paths: [],
  notes: [],
  recipe: null,
  present: null,
  preview: null,
  isStale: false,
  sentence: null,
  progress: null,
  question: null,
}
export const useImporting = create<State>(() => CLOSED)
