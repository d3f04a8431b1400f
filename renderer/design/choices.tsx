/** What the list over the canvas offers: layers to add, or nodes to wire to. */
import type { ReactNode } from 'react'
import {
  layer,
  LAYERS,
  type GraphNode,
  type LayerKind,
  type NodeId,
  type Params,
  type ValuesOf,
} from '../../preload/contract'
import { nodeOf, previousOf } from '../document/neighbours'
import { useSampleInfo } from '../document/sample'
import { useProject } from '../document/store'
import { addLayer, takesMany } from './addLayer'
import { canWire, wireUp } from './actions'
import { dimensionOf, isOfDimension } from './dimensions'
import type { Question } from './flow'
import { LayerIcon } from './icons'
import { focusNode } from './viewport'

export type Choice = {
  readonly key: string
  readonly icon: ReactNode
  readonly label: string
  readonly detail: string
  take(): void
}

export const choicesFor = (question: Question): readonly Choice[] =>
  question.ask === 'layer' ? layersToAdd(question) : targets(question.from)

function layersToAdd(question: Extract<Question, { ask: 'layer' }>): Choice[] {
  const { ask: _ask, ...where } = question
  const isStart = useProject.getState().document.nodes.length === 0
  const many = where.all?.length ?? 0
  const dimension = dimensionOf(useSampleInfo.getState().info)
  // With several layers selected, what joins them comes first; what does not suit the data comes last.
  const rank = (kind: LayerKind): number =>
    (isOfDimension(kind, dimension) ? 0 : 1) - (many > 1 && takesMany(kind) ? 1 : 0)
  return (Object.keys(LAYERS) as LayerKind[])
    .toSorted((a, b) => rank(a) - rank(b))
    .map(kind => ({
      key: kind,
      icon: <LayerIcon kind={kind} />,
      label: layer(kind).title,
      detail: many > 1 && takesMany(kind) ? `joins the ${many} selected layers` : layer(kind).about,
      take: () => focusNode(addLayer(kind, isStart && !where.at ? { at: { x: 0, y: 0 } } : where)),
    }))
}

function targets(from: NodeId): Choice[] {
  const { document } = useProject.getState()
  const replaced = (n: GraphNode): GraphNode | undefined =>
    takesMany(n.kind) ? undefined : nodeOf(document, previousOf(document, n.id) ?? '')
  return (
    document.nodes
      .filter(n => canWire(from, n.id))
      // Where no wire has to give way.
      .toSorted((a, b) => Number(takesMany(b.kind)) - Number(takesMany(a.kind)))
      .map(n => {
        const old = replaced(n)
        return {
          key: n.id,
          icon: <LayerIcon kind={n.kind} />,
          label: layer(n.kind).title,
          detail: old
            ? `${n.id} · instead of ${layer(old.kind).title}`
            : `${n.id} · ${layer(n.kind).summary(n.params as ValuesOf<Params>)}`,
          take: () => {
            wireUp(from, n.id)
            focusNode(from)
          },
        }
      })
  )
}

/** Those that hold the text; names that begin with it first. */
export function choicesMatching(choices: readonly Choice[], text: string): readonly Choice[] {
  const wanted = text.trim().toLowerCase()
  const found = choices.filter(c => `${c.label} ${c.detail}`.toLowerCase().includes(wanted))
  const isFirst = (c: Choice): boolean => c.label.toLowerCase().startsWith(wanted)
  return [...found.filter(isFirst), ...found.filter(c => !isFirst(c))]
}
