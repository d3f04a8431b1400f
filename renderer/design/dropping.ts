/** Layers dragged from the palette onto the canvas, and asked for by a double click. */
import type { DragEvent, MouseEvent } from 'react'
import { isLayerKind, type LayerKind } from '../../preload/contract'
import { askForLayer, dropLayer } from './addLayer'
import { canvas } from './flow'

const LAYER_MIME = 'application/x-receptive-layer'

/** Begins the drag of a layer in the palette. */
export function dragLayer(event: DragEvent, kind: LayerKind): void {
  event.stopPropagation()
  event.dataTransfer.setData(LAYER_MIME, kind)
  event.dataTransfer.effectAllowed = 'copy'
}

export function askWhereClicked(event: MouseEvent): void {
  if (
    !(event.target instanceof Element) ||
    !event.target.classList.contains('react-flow__pane') ||
    !canvas.flow
  )
    return
  askForLayer({ at: canvas.flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }) })
}
export function allowDrop(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(LAYER_MIME)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
}
export function onDrop(event: DragEvent): void {
  const kind = event.dataTransfer.getData(LAYER_MIME)
  if (!isLayerKind(kind) || !canvas.flow) return
  event.preventDefault()
  dropLayer(kind, canvas.flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }))
}
