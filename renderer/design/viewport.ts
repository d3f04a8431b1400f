/**
 * Where the canvas looks: fitting, centring on a node, and finding free places in view. Outside the document.
 */
import { getViewportForBounds } from '@xyflow/react'
import type { NodeId } from '../../preload/contract'
import { extentOf } from '../document/arrange'
import { NODE_HEIGHT, NODE_WIDTH, STEP_X, type Point } from '../document/geometry'
import { useProject } from '../document/store'
import { canvas, useFlow } from './flow'

const motion = (): number => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 140)
/** After React has drawn what was just added. */
const soon = (then: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(then))

const PADDING = 0.12
export const fit = (isAnimated = true): void =>
  void canvas.flow?.fitView({
    padding: PADDING,
    maxZoom: 1,
    minZoom: 0.1,
    duration: isAnimated ? motion() : 0,
  })
export const fitSoon = (isAnimated = true): void => soon(() => fit(isAnimated))

/** Whether the view is what `fit` makes of a canvas of this size. */
export function isFitted({ width, height }: { readonly width: number; readonly height: number }): boolean {
  const { flow } = canvas
  const nodes = flow?.getNodes() ?? []
  if (!flow || nodes.length === 0) return false
  const fitted = getViewportForBounds(flow.getNodesBounds(nodes), width, height, 0.1, 1, PADDING)
  const view = flow.getViewport()
  return (
    Math.abs(view.zoom - fitted.zoom) < 0.005 &&
    Math.abs(view.x - fitted.x) < 2 &&
    Math.abs(view.y - fitted.y) < 2
  )
}
export const zoomBy = (factor: number): void =>
  void canvas.flow?.zoomTo(canvas.flow.getZoom() * factor, { duration: motion() })

/** The middle of what is in view, as the top left corner of a node lying there. */
export function middle(): Point {
  const box = canvas.element?.getBoundingClientRect()
  if (!box || !canvas.flow) return { x: 0, y: 0 }
  const p = canvas.flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 })
  return { x: p.x - NODE_WIDTH / 2, y: p.y - NODE_HEIGHT / 2 }
}

/** Into how many nodes a row of the network should be broken to show it as large as the canvas allows. */
export function perRow(): number {
  const { columns: all, height } = extentOf(useProject.getState().document)
  const { clientWidth = 1200, clientHeight = 800 } = canvas.element ?? {}
  const zoom = (columns: number): number =>
    Math.min(1, clientWidth / (columns * STEP_X), clientHeight / (Math.ceil(all / columns) * height))
  let best = 1
  for (let columns = 2; columns <= all; columns++) if (zoom(columns) >= zoom(best)) best = columns
  return best
}

/** How far a stretch must move to lie within another one, with a margin. */
const shift = (from: number, to: number, low: number, high: number): number =>
  from < low + MARGIN ? low + MARGIN - from : to > high - MARGIN ? high - MARGIN - to : 0
const MARGIN = 32

/** Moves the view as little as brings the node wholly into it, so that what was around it stays around it. */
export function reveal(id: NodeId): void {
  const node = useProject.getState().document.nodes.find(n => n.id === id)
  const box = canvas.element?.getBoundingClientRect()
  if (!node || !box || !canvas.flow) return
  const a = canvas.flow.flowToScreenPosition(node)
  const b = canvas.flow.flowToScreenPosition({ x: node.x + NODE_WIDTH, y: node.y + NODE_HEIGHT })
  const dx = shift(a.x, b.x, box.left, box.right)
  const dy = shift(a.y, b.y, box.top, box.bottom)
  const view = canvas.flow.getViewport()
  if (dx !== 0 || dy !== 0)
    void canvas.flow.setViewport({ ...view, x: view.x + dx, y: view.y + dy }, { duration: motion() })
}

const nodeElement = (id: NodeId): HTMLElement | null =>
  canvas.element?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? null

/**
 * Gives the keyboard to a node, or to the canvas when there is none; but not if a list has asked for it in
 * the meantime.
 */
export const focusNode = (id: NodeId | undefined): void =>
  soon(() => {
    if (useFlow.getState().question === null)
      ((id === undefined ? null : nodeElement(id)) ?? canvas.element)?.focus({ preventScroll: true })
  })
