/** The place on a node where thumbnails of its filters or maps go once it has been trained. Empty until then. */
import type { NodeId } from '../../preload/contract'

export function NodeStrip(_: { readonly id: NodeId }) {
  return null
}
