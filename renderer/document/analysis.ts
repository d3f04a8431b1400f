/**
 * What the graph on screen means, worked out once for everybody.
 * `analyse` runs only when kinds, parameters, wires or the data change (never on a move), and a node's report
 * keeps its identity while its content is the same, so an edit redraws only the nodes it affects.
 */
import { create } from 'zustand'
import {
  analyse,
  type Analysis,
  type Document,
  type NodeId,
  type NodeReport,
  type ReceptiveField,
} from '../../preload/contract'
import { isEqual } from './history'
import { useSampleInfo } from './sample'
import { useProject } from './store'

const means = (before: Document, after: Document): boolean =>
  before.wires === after.wires &&
  (before.nodes === after.nodes ||
    (before.nodes.length === after.nodes.length &&
      before.nodes.every((n, i) => {
        const m = after.nodes[i]
        return m !== undefined && n.id === m.id && n.kind === m.kind && n.params === m.params
      })))

function fresh(before: Analysis | null): Analysis {
  const next = analyse(useProject.getState().document, useSampleInfo.getState().info)
  if (!before) return next
  const nodes = new Map<NodeId, NodeReport>()
  for (const [id, report] of next.nodes) {
    const old = before.nodes.get(id)
    nodes.set(id, old && isEqual(old, report) ? old : report)
  }
  return {
    ...next,
    nodes,
    problems: isEqual(before.problems, next.problems) ? before.problems : next.problems,
  }
}

const useStore = create<{ readonly analysis: Analysis }>(() => ({ analysis: fresh(null) }))
const refresh = (): void => useStore.setState(({ analysis }) => ({ analysis: fresh(analysis) }))
useProject.subscribe((after, before) => {
  if (!means(before.document, after.document)) refresh()
})
useSampleInfo.subscribe(refresh)

export const useAnalysis = (): Analysis => useStore(s => s.analysis)
export const useNodeReport = (id: NodeId): NodeReport | undefined => useStore(s => s.analysis.nodes.get(id))
/** For those outside React: shortcuts, drag handlers. */
export const currentAnalysis = (): Analysis => useStore.getState().analysis

/** How much of the input one value of the last feature map sees; null while there is no such map. */
export function lastField(analysis: Analysis): ReceptiveField | null {
  const maps = [...analysis.nodes.values()].filter(
    r => r.out && r.out.length > 1 && r.receptiveField !== null && r.receptiveField !== 'everything',
  )
  return maps.reduce<ReceptiveField | null>(
    (widest, r) =>
      r.receptiveField !== 'everything' &&
      (widest === null || (r.receptiveField?.[0] ?? 0) >= Number(widest[0]))
        ? r.receptiveField
        : widest,
    null,
  )
}

/** Why Train is disabled, in one sentence; null when it is not. */
export function whyNotTrain(analysis: Analysis): string | null {
  const first = analysis.problems[0]
  if (!first) return null
  const more = analysis.problems.length - 1
  return more === 0
    ? first.sentence
    : `${first.sentence} (and ${more} more ${more === 1 ? 'problem' : 'problems'} in Design)`
}
