/**
 * Where gradients of values lie. Pure.
 * A value that one step reads has one place for its gradient; a value that several read has a place
 * for each reader's share besides, and the shares are added up in the order of the readers.
 */
import type { NodeId } from '../document/document'
import { size } from '../spec'
import { declOf, type Operations, type Operation } from './operations'
import { NOWHERE, type Allocator, type Region } from './allocator'

export type GradientRegions = {
  /** Whether an operation takes part in going back: it learns, or something before it does. */
  learns(node: NodeId): boolean
  /** The gradient of a node's output; empty where nobody needs it. */
  of(node: NodeId): Region
  /**
   * Where input `k` of `reader` leaves the gradient of what it reads from `source`; null where nobody needs
   * it.
   */
  from(source: NodeId, reader: NodeId, k: number): Region | null
  /** The readers' shares that are to be added up; none where one reader writes the gradient itself. */
  shares(node: NodeId): readonly Region[]
}

export function gradientsOf(
  flow: Operations,
  learning: (o: Operation) => boolean,
  work: Allocator,
): GradientRegions {
  const learns = new Map<NodeId, boolean>()
  for (const o of flow.operations)
    learns.set(o.node, learning(o) || o.inputs.some(i => learns.get(i) === true))
  const readers = new Map<NodeId, string[]>()
  const note = (source: NodeId, edge: string): void =>
    void readers.set(source, [...(readers.get(source) ?? []), edge])
  for (const o of flow.operations) o.inputs.forEach((source, k) => note(source, edgeOf(o.node, k)))
  for (const o of flow.outputs) note(o.source, edgeOf(o.node.id, 0))
  const whole = new Map<NodeId, Region>()
  const share = new Map<string, Region>()
  for (const o of flow.operations) {
    if (!learns.get(o.node)) continue
    const edges = readers.get(o.node) ?? []
    whole.set(o.node, work.take(size(o.out)))
    for (const edge of edges)
      share.set(edge, edges.length === 1 ? (whole.get(o.node) ?? NOWHERE) : work.take(size(o.out)))
  }
  return {
    learns: node => learns.get(node) === true,
    of: node => whole.get(node) ?? NOWHERE,
    from: (source, reader, k) => (learns.get(source) ? (share.get(edgeOf(reader, k)) ?? null) : null),
    shares(node) {
      const edges = readers.get(node) ?? []
      return edges.length > 1 && learns.get(node) ? edges.flatMap(e => share.get(e) ?? []) : []
    },
  }
}

const edgeOf = (reader: NodeId, k: number): string => `${k} ${reader}`

/** How many operations that see the whole batch lie on the longest way to each operation, itself included. */
export function levelsOf(operations: readonly Operation[]): ReadonlyMap<NodeId, number> {
  const levels = new Map<NodeId, number>()
  for (const o of operations) {
    const before = Math.max(0, ...o.inputs.map(i => levels.get(i) ?? 0))
    levels.set(o.node, before + (declOf(o.kind).batch ? 1 : 0))
  }
  return levels
}
