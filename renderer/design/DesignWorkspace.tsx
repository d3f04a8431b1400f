/**
 * Design: palette, canvas, inspector. The panels keep their widths in pixels and remember them in the
 * window's storage.
 */
import { ReactFlowProvider } from '@xyflow/react'
import { useEffect, useRef, type RefObject } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { copySelection, deleteSelection, paste } from './actions'
import { Canvas } from './Canvas'
import classes from './DesignWorkspace.module.css'
import { Footer } from './Footer'
import { Inspector } from './Inspector'
import { onKeyDown } from './keyboard'
import { Palette } from './Palette'

/** Copy, cut and paste arrive as the browser's own events, whether from a key or from a menu. */
function onClipboard(event: ClipboardEvent): void {
  const target = event.target
  if (
    !event.clipboardData ||
    (target instanceof HTMLElement &&
      (['INPUT', 'TEXTAREA'].includes(target.tagName) || target.isContentEditable))
  )
    return
  if (event.type === 'paste') {
    const text = event.clipboardData.getData('text/plain')
    if (text !== '') paste(text)
    return
  }
  const text = window.getSelection()?.isCollapsed === false ? null : copySelection()
  if (text === null) return
  event.clipboardData.setData('text/plain', text)
  event.preventDefault()
  if (event.type === 'cut') deleteSelection()
}

function useKeys(root: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const key = (event: KeyboardEvent): void => onKeyDown(event, root.current)
    window.addEventListener('keydown', key)
    for (const type of ['copy', 'cut', 'paste'] as const) document.addEventListener(type, onClipboard)
    return () => {
      window.removeEventListener('keydown', key)
      for (const type of ['copy', 'cut', 'paste'] as const) document.removeEventListener(type, onClipboard)
    }
  }, [root])
}

export function DesignWorkspace() {
  const root = useRef<HTMLDivElement>(null)
  const layout = useDefaultLayout({ id: 'receptive:design', storage: localStorage })
  useKeys(root)
  return (
    <ReactFlowProvider>
      <div ref={root} className={classes['workspace']} data-testid="design">
        <Group orientation="horizontal" {...layout}>
          <Panel
            id="palette"
            defaultSize={232}
            minSize={204}
            maxSize={400}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Palette />
          </Panel>
          <Separator className={classes['separator']} aria-label="Width of the palette" />
          <Panel id="canvas" minSize={320}>
            <div className={classes['middle']}>
              <Canvas />
              <Footer />
            </div>
          </Panel>
          <Separator className={classes['separator']} aria-label="Width of the inspector" />
          <Panel
            id="inspector"
            defaultSize={320}
            minSize={264}
            maxSize={560}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Inspector />
          </Panel>
        </Group>
      </div>
    </ReactFlowProvider>
  )
}
