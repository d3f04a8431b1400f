/**
 * The project on screen and its history: the only place the document changes.
 * Everything that is saved goes through `edit` (or a gesture around it), and nothing that is not
 * saved (selection, viewport, panels) is here. Autosave listens with `useProject.subscribe`.
 */
import { create } from 'zustand'
import { emptyDocument, type Document, type OpenProject, type ProjectId } from '../../preload/contract'
import * as history from './history'
import type { History } from './history'

type ProjectHead = { readonly id: ProjectId; readonly path: string | null; readonly isDirty: boolean }
type ProjectState = Actions & {
  readonly project: ProjectHead | null
  readonly document: Document
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** What undo and redo would take back or repeat, in words; null when they would do nothing. */
  readonly undoLabel: string | null
  readonly redoLabel: string | null
  /** A gesture (a drag) is going on. */
  readonly isInGesture: boolean
}

type Actions = {
  /** Shows another project; its history starts empty. */
  load(open: OpenProject): void
  /** One step. Edits in a row with the same `key` (one form field) are one step until `settle`. */
  edit(label: string, change: (document: Document) => Document, key?: string): void
  settle(): void
  beginGesture(label: string): void
  commit(): void
  cancel(): void
  undo(): void
  redo(): void
  /**
   * The file now holds `document` (the object that was sent to be written; by then the screen may hold a
   * newer one).
   */
  markSaved(saved: { readonly path: string | null; readonly document: Document }): void
}

type Inner = { readonly past: History<Document>; readonly saved: Document | null }
type Shown = Omit<ProjectState, 'project' | keyof Actions>

/** What is shown of a history. */
const shownOf = ({ past: { past, future, present, mark } }: Inner): Shown => ({
  document: present,
  canUndo: past.length > 0 || (mark !== null && mark.value !== present),
  canRedo: future.length > 0,
  undoLabel: mark?.label ?? past.at(-1)?.label ?? null,
  redoLabel: future[0]?.label ?? null,
  isInGesture: mark !== null,
})

export const useProject = create<ProjectState>((set, get) => {
  let inner: Inner = { past: history.startHistory(emptyDocument()), saved: null }

  const show = (next: Inner, project: ProjectHead | null): void => {
    inner = next
    const shown = shownOf(next)
    const head = project && { ...project, isDirty: shown.document !== next.saved }
    set({ project: history.isEqual(head, get()?.project) ? get().project : head, ...shown })
  }
  const step = (next: History<Document>): void => {
    if (next !== inner.past) show({ ...inner, past: next }, get().project)
  }

  return {
    project: null,
    ...shownOf(inner),

    load: open =>
      show(
        { past: history.startHistory(open.document), saved: open.isDirty ? null : open.document },
        { id: open.id, path: open.path, isDirty: open.isDirty },
      ),
    edit: (label, change, key) =>
      step(history.change(inner.past, label, change(inner.past.present), key ?? null)),
    settle: () => step(history.settle(inner.past)),
    beginGesture: label => step(history.beginGesture(inner.past, label)),
    commit: () => step(history.commit(inner.past)),
    cancel: () => step(history.cancel(inner.past)),
    undo: () => step(history.undo(inner.past)),
    redo: () => step(history.redo(inner.past)),
    markSaved: ({ path, document }) => {
      const project = get().project
      if (project) show({ ...inner, saved: document }, { ...project, path })
    },
  }
})
