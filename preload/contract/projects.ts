/** Projects: the one on screen, those before it, and their files. */
import { z } from 'zod'
import type { Document } from '../../engine/document/document'
import { call, document, event, nothing, projectId, type ProjectId } from './payloads'

/**
 * The project on screen. `path` is null until it is saved to a file; `isDirty` = the file is older than the
 * screen.
 */
export type OpenProject = {
  readonly id: ProjectId
  readonly document: Document
  readonly path: string | null
  readonly isDirty: boolean
}
export type RecentProject = {
  readonly id: ProjectId
  readonly name: string
  readonly path: string | null
  readonly updatedAt: number
}

export const projectCalls = {
  'project:current': call<undefined, OpenProject>(nothing),
  /** A network that fits a data set, as a project of its own; `excluded` of its samples stay left out. */
  'project:begin': call<{ set: string; excluded: readonly number[] }, OpenProject>(
    z.object({ set: z.string().min(1).max(200), excluded: z.array(z.number().int().min(0)).max(1_000_000) }),
  ),
  'project:new': call<{ template: 'empty' | 'images' | 'spectra' }, OpenProject>(
    z.object({ template: z.enum(['empty', 'images', 'spectra']) }),
  ),
  /** Asks for a file; null if the user changed their mind. */
  'project:open': call<undefined, OpenProject | null>(nothing),
  'project:switch': call<{ id: ProjectId }, OpenProject>(z.object({ id: projectId })),
  'project:recent': call<undefined, readonly RecentProject[]>(nothing),
  /** Keeps the working copy in the database; called at most two seconds after every edit. */
  'project:keep': call<{ id: ProjectId; document: Document }, void>(z.object({ id: projectId, document })),
  /**
   * Writes the project file, asking where if it has none or `as` is set; null if the user changed their mind.
   */
  'project:save': call<{ id: ProjectId; document: Document; as: boolean }, OpenProject | null>(
    z.object({ id: projectId, document, as: z.boolean() }),
  ),
} as const

export const projectEvents = {
  /** Main asks for the last edits before the window closes; the window answers with `project:keep`. */
  'project:keep-now': event<undefined>(),
} as const
