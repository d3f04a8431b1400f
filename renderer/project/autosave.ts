/**
 * Keeps the working copy in the database: at most 1.5 s after an edit, and at once when the window is about
 * to close.
 */
import { call, listen } from '../bridge'
import { useProject } from '../document/store'
import { say } from '../ui/say'
import { messageOf, type Document } from '../../preload/contract'

const QUIET_MS = 500
const LONGEST_MS = 1500

let kept: Document | null = null
let firstUnkept: number | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let hasComplained = false

/** Writes what is on screen, if it differs from what was written last. Answers whether it is safe now. */
export async function keepNow(): Promise<boolean> {
  clearTimeout(timer)
  firstUnkept = null
  const { project, document } = useProject.getState()
  if (!project || document === kept) return true
  try {
    await call('project:keep', { id: project.id, document })
    kept = document
    hasComplained = false
    return true
  } catch (error) {
    if (!hasComplained)
      say(
        'error',
        `Your edits could not be kept: ${messageOf(error)} They ` +
          'are still on screen; Save writes them to a file.',
      )
    hasComplained = true
    schedule() // a full disk may have space again in a moment
    return false
  }
}

function schedule(): void {
  clearTimeout(timer)
  firstUnkept ??= Date.now()
  const wait = hasComplained ? 5000 : Math.max(0, Math.min(QUIET_MS, firstUnkept + LONGEST_MS - Date.now()))
  timer = setTimeout(() => void keepNow(), wait)
}

export function followEdits(): void {
  kept = useProject.getState().document
  useProject.subscribe((now, before) => {
    if (now.project?.id !== before.project?.id)
      kept = now.document // just loaded from the database
    else if (now.document !== before.document) schedule()
  })
  // Main waits for an answer before it lets the window close, so one is given even when nothing changed.
  listen('project:keep-now', () => {
    const { project, document } = useProject.getState()
    kept = null
    if (project && document) void keepNow()
  })
}
