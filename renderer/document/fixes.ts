/**
 * Applies the fix that a problem offers: one function for every variant of `Fix`, from Document to Document.
 */
import {
  defaultsOf,
  isLayerKind,
  layer,
  LAYERS,
  paramProblem,
  type AnyValues,
  type Document,
  type Fix,
  type LayerKind,
  type NodeId,
  type Param,
} from '../../preload/contract'
import { addNode, insertOnWire } from './adding'
import { connect } from './wires'
import { freshId, nodeOf, previousOf, sourcesOf } from './neighbours'
import { replaceNode, setParams } from './nodes'

export function applyFix(document: Document, id: NodeId, fix: Fix): Document {
  if ('set' in fix) return setParams(document, id, fix.set)
  if ('insertBefore' in fix)
    return isLayerKind(fix.insertBefore) ? insertBefore(document, id, fix.insertBefore, fix.with) : document
  if ('setPrevious' in fix) return setPrevious(document, id, fix.setPrevious)
  return isLayerKind(fix.replaceWith) ? replaceWith(document, id, fix.replaceWith) : document
}

function insertBefore(
  document: Document,
  id: NodeId,
  kind: LayerKind,
  params: AnyValues | undefined,
): Document {
  const from = previousOf(document, id)
  const fresh = freshId(document, kind)
  return from === undefined
    ? connect(addNode(document, kind, fresh, { params }), fresh, id)
    : insertOnWire(document, { from, to: id }, kind, fresh, { params })
}

/**
 * The nearest node before this one, along whichever wires, that has the parameters: between a Dense and the
 * Output a Dropout may stand. Where there is none, a layer that has them is put in, so that the button never
 * does nothing.
 */
function setPrevious(document: Document, id: NodeId, values: AnyValues): Document {
  const before = new Set(sourcesOf(document, id))
  for (const at of before) {
    const node = nodeOf(document, at)
    if (node && has(node.kind, values)) return setParams(document, at, values)
    for (const further of sourcesOf(document, at)) before.add(further)
  }
  const kind = (Object.keys(LAYERS) as LayerKind[]).find(k => has(k, values))
  return kind ? insertBefore(document, id, kind, values) : document
}

const has = (kind: LayerKind, values: AnyValues): boolean =>
  Object.keys(values).every(name => Object.hasOwn(layer(kind).params, name))

/** The same node as another layer: parameters of the same name stay where they fit. */
function replaceWith(document: Document, id: NodeId, kind: LayerKind): Document {
  return replaceNode(document, id, node => {
    const kept = Object.entries(layer(kind).params).flatMap(([name, p]) => {
      const v = converted(p, node.params[name])
      return v !== undefined && paramProblem(p, v) === null ? [[name, v] as const] : []
    })
    return { ...node, kind, params: { ...defaultsOf(layer(kind)), ...Object.fromEntries(kept) } }
  })
}

/** `[3, 3]` as `[3]` and back: both axes of a new pair are the old one. */
function converted(p: Param, v: unknown): unknown {
  if (p.type !== 'axes' || !Array.isArray(v)) return v
  const axes: readonly unknown[] = v
  return Array.from({ length: p.rank }, (_, i) => axes[Math.min(i, axes.length - 1)])
}
