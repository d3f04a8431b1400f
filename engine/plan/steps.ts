/** A step of each operation, with its places: what it reads and writes, keeps, packs and hands back. */
import type { NodeId } from '../document/document'
import type { AnyValues, Params, ValuesOf } from '../spec'
import type { Allocator, Region } from './allocator'
import type { GradientRegions } from './gradients'
import { declOf, type Operation, type Operations } from './operations'
import type { PlannedStep } from './types'
import type { storeWeights } from './weights'

const as = (p: AnyValues): ValuesOf<Params> => p as ValuesOf<Params>

/** What is known of places and of the order while steps are made. */
export type Layout = {
  readonly work: Allocator
  readonly packed: Allocator
  place(node: NodeId): Region
  readonly weights: ReturnType<typeof storeWeights>['of']
  readonly regions: GradientRegions
  readonly levels: ReadonlyMap<NodeId, number>
  readonly streams: ReadonlyMap<NodeId, number>
}

export const draftOf = (o: Operation, layout: Layout): Omit<PlannedStep, 'gradientOfSlot'> => ({
  ...stepOf(o, layout.work, layout.packed),
  stream: layout.streams.get(o.node) ?? 0,
  weights: layout.weights.get(o) ?? [],
  xs: o.inputs.map(layout.place),
  y: layout.place(o.node),
  level: layout.levels.get(o.node) ?? 0,
  ...gradientRegions(o, layout.regions),
})

function stepOf(o: Operation, work: Allocator, packed: Allocator) {
  const decl = declOf(o.kind)
  const x = o.ins[0] ?? []
  const p = as(o.p)
  return {
    node: o.node,
    kind: o.kind,
    p: o.p,
    ins: o.ins,
    out: o.out,
    window: decl.window?.(x, p) ?? null,
    saved: work.take(decl.saved?.(x, p) ?? 0),
    shared: work.take(decl.batch?.shared(x, p) ?? 0),
    summary: work.take(decl.batch?.summary(x, p) ?? 0),
    packed: packed.take(decl.packed?.(x, p) ?? 0),
    seesBatch: decl.batch !== undefined,
    readsBack: decl.readsBack?.(p) ?? { x: true, y: true },
  }
}

const gradientRegions = (o: Operation, regions: GradientRegions) => ({
  dy: regions.of(o.node),
  dxs: o.inputs.map((source, k) => regions.from(source, o.node, k)),
  gathers: regions.shares(o.node),
  hasBackward: regions.learns(o.node),
})

/** The most that one operation takes. */
export const mostScratch = ({ operations }: Operations): number =>
  Math.max(0, ...operations.map(o => declOf(o.kind).scratch?.(o.ins[0] ?? [], as(o.p)) ?? 0))
