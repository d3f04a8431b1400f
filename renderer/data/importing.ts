/**
 * Bringing the user's own files in: what was found, how it would be read, and the import that is going on.
 * Every question carries the number of the visit, so an answer that comes late, after the panel was
 * closed or other files were opened, is dropped.
 */
import { messageOf, type DatasetHead, type Recipe } from '../../preload/contract'
import { call, listen } from '../bridge'
import { useSession } from '../session/session'
import { say } from '../ui/say'
import { chooseDataset, readList } from '../dataset/store'
import { CLOSED, useImporting } from './importStore'

const set = useImporting.setState

const PREVIEW_AFTER_MS = 250
let visit = 0
let timer: ReturnType<typeof setTimeout> | undefined
/** The number of the new visit; null where an import is in the way. */
async function startVisit(paths: readonly string[]): Promise<number | null> {
  const { phase } = useImporting.getState()
  if (paths.length === 0) return null
  useSession.getState().show('data')
  if (phase === 'importing' || phase === 'asking') {
    say('warning', 'An import is going on: wait for it, or cancel it.')
    return null
  }
  if (phase === 'looking') await call('data:cancel')
  set({ ...CLOSED, phase: 'looking', paths })
  return ++visit
}

/** Looks at what was dropped or chosen; nothing is imported yet. */
export async function openPaths(paths: readonly string[]): Promise<void> {
  const mine = await startVisit(paths)
  if (mine === null) return
  try {
    const { recipe, notes } = await call('data:survey', { paths })
    if (mine !== visit) return
    set({ phase: 'ready', recipe, notes })
    await showPreview(mine)
  } catch (error) {
    if (mine === visit) set({ phase: 'ready', sentence: messageOf(error) })
  }
}

/**
 * Looks at the files of an imported set once more, as they were read then: for another target, or to read
 * them otherwise.
 */
export async function openAgain({ title, own }: DatasetHead): Promise<void> {
  if (!own) return
  const mine = await startVisit(own.paths)
  if (mine === null) return
  try {
    const gone = await call('data:missing', { paths: own.paths })
    if (mine !== visit) return
    if (gone !== null)
      return set({
        phase: 'ready',
        sentence:
          `“${title}” was read from ${gone}, and nothing is there any more: put it back, or open the ` +
          'files where they are now.',
      })
    set({ phase: 'ready', recipe: own.recipe, present: own.recipe })
    await showPreview(mine)
  } catch (error) {
    if (mine === visit) set({ phase: 'ready', sentence: messageOf(error) })
  }
}

export async function choosePaths(what: 'files' | 'folder'): Promise<void> {
  const paths = await call('data:choose', { what })
  if (paths) await openPaths(paths)
}

async function showPreview(mine: number): Promise<void> {
  const { recipe } = useImporting.getState()
  if (!recipe) return
  set({ isStale: true })
  try {
    const preview = await call('data:preview', { recipe })
    if (mine === visit && recipe === useImporting.getState().recipe)
      set({ preview, isStale: false, sentence: null })
  } catch (error) {
    if (mine === visit && recipe === useImporting.getState().recipe)
      set({ isStale: false, sentence: messageOf(error) })
  }
}

/** Another way to read the same files; the preview follows when typing pauses. */
export function changeRecipe(change: Partial<Recipe>): void {
  const { recipe } = useImporting.getState()
  if (!recipe) return
  set({ recipe: { ...recipe, ...change }, isStale: true })
  clearTimeout(timer)
  if (Object.keys(change).join() === 'title') return set({ isStale: false })
  timer = setTimeout(() => void showPreview(visit), PREVIEW_AFTER_MS)
}

export async function startImport(): Promise<void> {
  const { recipe } = useImporting.getState()
  if (!recipe) return
  const mine = visit
  set({ phase: 'importing', progress: null, question: null, sentence: null })
  try {
    const { id } = await call('data:import', { recipe })
    await readList()
    if (mine !== visit) return
    set(CLOSED)
    await chooseDataset(id)
  } catch (error) {
    if (mine === visit) set({ phase: 'ready', sentence: messageOf(error), progress: null, question: null })
  }
}

/** Whether to go on without the files that could not be read. */
export async function answerQuestion(mayLeave: boolean): Promise<void> {
  set({ phase: 'importing', question: null })
  await call('data:answer-question', { mayLeave })
}

/** Back to where one was; what is being read is ended, and nothing of it is kept. */
export async function closeImport(): Promise<void> {
  visit++
  clearTimeout(timer)
  set(CLOSED)
  await call('data:cancel')
}

export function followImports(): void {
  listen('data:progress', progress => {
    if (useImporting.getState().phase === 'importing') set({ progress })
  })
  listen('data:question', question => {
    if (useImporting.getState().phase === 'importing') set({ phase: 'asking', question })
  })
  listen('data:changed', () => void readList())
}
