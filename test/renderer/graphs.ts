/** Documents for the renderer's tests: chains by hand, and any sequence of edits by fast-check. */
import fc from 'fast-check'
import {
  emptyDocument,
  LAYERS,
  type AnyValues,
  type Document,
  type LayerKind,
  isBad,
} from '../../preload/contract'
import type { SampleInfo } from '../../engine/graph/types'
import { addMerge, addNode, insertOnWire } from '../../renderer/document/adding'
import { connect, disconnect, orderInputs, reconnect } from '../../renderer/document/wires'
import { freshId, sourcesOf } from '../../renderer/document/neighbours'
import { moveNodes } from '../../renderer/document/placing'
import { removeNodes, setParams } from '../../renderer/document/nodes'
import { arrange } from '../../renderer/document/arrange'
import { copyNodes, duplicate, pasteNodes } from '../../renderer/document/clipboard'

export const images: SampleInfo = { title: 'Test images', shape: [28, 28, 1], classes: 10 }

export function chain(...steps: readonly (LayerKind | readonly [LayerKind, AnyValues])[]): Document {
  let document = emptyDocument('Test')
  let after: string | undefined
  for (const step of steps) {
    const [kind, params] = typeof step === 'string' ? [step, undefined] : step
    const id = freshId(document, kind)
    document = addNode(document, kind, id, { after, params })
    after = id
  }
  return document
}

export const wiresOf = (document: Document): string[] => document.wires.map(w => `${w.from} → ${w.to}`)

export const kinds = Object.keys(LAYERS) as LayerKind[]
const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(1, items.length)]

type Edit = (document: Document) => Document
const number = fc.nat(1000)

/** One edit; the numbers choose among whatever the document holds by then. */
export const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constantFrom(...kinds), number).map(
    ([kind, n]): Edit =>
      d =>
        addNode(d, kind, freshId(d, kind), { after: pick(d.nodes, n)?.id }),
  ),
  fc.tuple(fc.constantFrom(...kinds), number, number).map(
    ([kind, x, y]): Edit =>
      d =>
        addNode(d, kind, freshId(d, kind), { at: { x, y } }),
  ),
  fc
    .tuple(fc.constantFrom('add', 'concatenate'), fc.array(number, { maxLength: 3 }))
    .map(([kind, ns]): Edit => d => {
      return addMerge(
        d,
        kind,
        freshId(d, kind),
        ns.flatMap(n => pick(d.nodes, n)?.id ?? []),
      )
    }),
  fc.tuple(fc.constantFrom(...kinds), number).map(([kind, n]): Edit => d => {
    const wire = pick(d.wires, n)
    return wire ? insertOnWire(d, wire, kind, freshId(d, kind)) : d
  }),
  fc.tuple(number, number).map(
    ([a, b]): Edit =>
      d =>
        connect(d, pick(d.nodes, a)?.id ?? '', pick(d.nodes, b)?.id ?? ''),
  ),
  number.map((n): Edit => d => {
    const wire = pick(d.wires, n)
    return wire ? disconnect(d, [wire]) : d
  }),
  fc.tuple(number, number, number).map(([n, a, b]): Edit => d => {
    const wire = pick(d.wires, n)
    return wire ? reconnect(d, wire, { from: pick(d.nodes, a)?.id ?? '', to: pick(d.nodes, b)?.id ?? '' }) : d
  }),
  fc.tuple(number, number).map(([n, m]): Edit => d => {
    const node = pick(d.nodes, n)?.id ?? ''
    const sources = sourcesOf(d, node)
    return orderInputs(d, node, [...sources.slice(m % 3), ...sources.slice(0, m % 3)])
  }),
  fc.array(number, { maxLength: 3 }).map(
    (ns): Edit =>
      d =>
        removeNodes(
          d,
          ns.flatMap(n => pick(d.nodes, n)?.id ?? []),
        ),
  ),
  fc.tuple(number, number, number).map(
    ([n, x, y]): Edit =>
      d =>
        moveNodes(d, new Map([[pick(d.nodes, n)?.id ?? '', { x, y }]])),
  ),
  fc.tuple(number, fc.integer({ min: 1, max: 64 })).map(([n, filters]): Edit => d => {
    const node = pick(
      d.nodes.filter(m => m.kind === 'conv2d'),
      n,
    )
    return node ? setParams(d, node.id, { filters }) : d
  }),
  fc.array(number, { maxLength: 3 }).map(
    (ns): Edit =>
      d =>
        duplicate(
          d,
          ns.flatMap(n => pick(d.nodes, n)?.id ?? []),
        ).document,
  ),
  fc.array(number, { maxLength: 3 }).map((ns): Edit => d => {
    const pasted = pasteNodes(
      d,
      copyNodes(
        d,
        ns.flatMap(n => pick(d.nodes, n)?.id ?? []),
      ),
    )
    return isBad(pasted) ? d : pasted.document
  }),
  fc.nat(6).map(
    (n): Edit =>
      d =>
        arrange(d, n === 0 ? Infinity : n),
  ),
  fc.constantFrom('One', 'Two').map((name): Edit => d => ({ ...d, name })),
  fc.integer({ min: 1, max: 50 }).map((epochs): Edit => d => ({ ...d, training: { ...d.training, epochs } })),
)
