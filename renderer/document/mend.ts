/** Applies the fix that a problem or a hint offers, as one undo step. */
import type { Fix, NodeId } from '../../preload/contract'
import { applyFix } from './fixes'
import { useProject } from './store'

export const mend = (id: NodeId, fix: Fix): void =>
  useProject.getState().edit(fix.label, d => applyFix(d, id, fix))
