/** Where the canvas looks: fitting, centring on a node, and finding free places in view. Outside the document. */
import type { NodeId } from '../../preload/contract'
import { NODE_HEIGHT, NODE_WIDTH, STEP_X, STEP_Y, type Point } from '../document/geometry'
import { useProject } from '../document/store'
import { canvas } from './flow'

const motion = (): number => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 140)
/** After React has drawn what was just added. */
const soon = (then: () => void): void => void requestAnimationFrame(() => requestAnimationFrame(then))

export const fit = (isAnimated = true): void => void canvas.flow?.fitView({ padding: 0.12, maxZoom: 1, minZoom: 0.1, duration: isAnimated ? motion() : 0 })
export const fitSoon = (): void => soon(() => fit())
export const zoomBy = (factor: number): void => void canvas.flow?.zoomTo(canvas.flow.getZoom() * factor, { duration: motion() })

/** The middle of what is in view, as the top left corner of a node lying there. */
export function middle(): Point {
  const box = canvas.element?.getBoundingClientRect()
  if (!box || !canvas.flow) return { x: 0, y: 0 }
  const p = canvas.flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 })
  return { x: p.x - NODE_WIDTH / 2, y: p.y - NODE_HEIGHT / 2 }
}

/** Into how many nodes a row of the network should be broken to show it as large as the canvas allows. */
export function perRow(): number {
  const nodes = useProject.getState().document.nodes.length, { clientWidth = 1200, clientHeight = 800 } = canvas.element ?? {}
  const zoom = (columns: number): number => Math.min(1, clientWidth / (columns * STEP_X), clientHeight / (Math.ceil(nodes / columns) * STEP_Y))
  let best = 1
  for (let columns = 2; columns <= nodes; columns++) if (zoom(columns) >= zoom(best)) best = columns
  return best
}

/** Moves the view only if the node is not wholly in it. */
export function reveal(id: NodeId): void {
  const node = useProject.getState().document.nodes.find(n => n.id === id), box = canvas.element?.getBoundingClientRect()
  if (!node || !box || !canvas.flow) return
  const a = canvas.flow.flowToScreenPosition(node), b = canvas.flow.flowToScreenPosition({ x: node.x + NODE_WIDTH, y: node.y + NODE_HEIGHT })
  if (a.x >= box.left + 8 && a.y >= box.top + 8 && b.x <= box.right - 8 && b.y <= box.bottom - 8) return
  void canvas.flow.setCenter(node.x + NODE_WIDTH / 2, node.y + NODE_HEIGHT / 2, { zoom: Math.max(canvas.flow.getZoom(), 0.6), duration: motion() })
}

export const nodeElement = (id: NodeId): HTMLElement | null => canvas.element?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? null

/** Gives the keyboard to a node, or to the canvas when there is none. */
export const focusNode = (id: NodeId | undefined): void => soon(() => ((id === undefined ? null : nodeElement(id)) ?? canvas.element)?.focus({ preventScroll: true }))
