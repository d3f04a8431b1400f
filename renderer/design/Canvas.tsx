/**
 * The canvas: React Flow as a view of the document.
 * All state is in flow.ts; while a node is dragged only React Flow's own positions change, and the
 * document hears of it once, when the drag ends.
 */
import { useEffect, useRef, type FocusEvent } from 'react'
import { useProject } from '../document/store'
import classes from './Canvas.module.css'
import { allowDrop, askWhereClicked, onDrop } from './dropping'
import { EmptyCanvas } from './EmptyCanvas'
import { canvas, select, useFlow } from './flow'
import { FlowView } from './FlowView'
import { QuickList } from './QuickList'
import { followStrips } from './strips'
import { fit, fitSoon, isFitted } from './viewport'

/** A node or wire reached with Tab is the selected one, so that every key means it. */
function selectFocused({ target }: FocusEvent): void {
  const id = target.matches(':focus-visible') ? target.getAttribute('data-id') : null
  const { selected, edges } = useFlow.getState()
  if (id === null) return
  const edge = target.matches('.react-flow__edge') ? edges.find(e => e.id === id) : undefined
  if (edge) select([], [{ from: edge.source, to: edge.target }])
  else if (target.matches('.react-flow__node') && !selected.includes(id)) select([id])
}

/**
 * Fits again when the window or a panel changes size, unless the view has been moved since it last fitted.
 */
function followSize(): (() => void) | undefined {
  const element = canvas.element
  if (!element) return undefined
  let before = { width: element.clientWidth, height: element.clientHeight }
  const observer = new ResizeObserver(() => {
    const now = { width: element.clientWidth, height: element.clientHeight }
    if (now.width === before.width && now.height === before.height) return
    if (isFitted(before)) fitSoon(false)
    before = now
  })
  observer.observe(element)
  return () => observer.disconnect()
}

export function Canvas() {
  const isEmpty = useFlow(s => s.nodes.length === 0)
  const project = useProject(s => s.project?.id)
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    canvas.element = element.current
    return () => {
      canvas.element = null
      canvas.flow = null
    }
  }, [])
  useEffect(followStrips, [])
  useEffect(followSize, [])
  useEffect(() => {
    const frame = requestAnimationFrame(() => fit(false))
    return () => cancelAnimationFrame(frame)
  }, [project])
  return (
    <div
      ref={element}
      className={classes['canvas']}
      tabIndex={-1}
      role="region"
      aria-label="Network"
      onDoubleClick={askWhereClicked}
      onDragOver={allowDrop}
      onDrop={onDrop}
      onFocus={selectFocused}
    >
      <FlowView />
      {isEmpty && <EmptyCanvas />}
      <QuickList />
    </div>
  )
}
