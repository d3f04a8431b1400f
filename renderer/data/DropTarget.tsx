/**
 * Files dropped anywhere on the window are looked at.
 * What is dragged within the studio, such as a block from the palette, carries no files and is left alone.
 */
import { FILES_IN_SHORT } from '../../preload/contract'
import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { openPaths } from './importing'
import styles from './drop.module.css'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

export function DropTarget() {
  const isOver = useFileDrop()
  if (!isOver) return null
  return (
    <div className={styles.over} aria-hidden="true">
      <div>
        <FileDown size={28} strokeWidth={1.5} />
        <b>Drop to look at it</b>
        <span>{`${FILES_IN_SHORT}. Nothing is imported before you have seen it.`}</span>
      </div>
    </div>
  )
}

/** Whether files are being dragged over the window; dropped ones are looked at. */
function useFileDrop(): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    // Entering a child leaves its parent, so what counts is how many were entered.
    let depth = 0
    const setDepth = (next: number): void => {
      depth = Math.max(0, next)
      setOver(depth > 0)
    }
    const listeners = {
      dragenter: () => setDepth(depth + 1),
      dragover: (event: DragEvent) => event.preventDefault(),
      dragleave: () => setDepth(depth - 1),
      drop: (event: DragEvent) => {
        event.preventDefault()
        setDepth(0)
        void openPaths(window.receptive.pathsOf([...(event.dataTransfer?.files ?? [])]))
      },
    }
    const isOff = new AbortController()
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(
        name,
        event => {
          if (hasFiles(event as DragEvent)) listener(event as DragEvent)
        },
        isOff,
      )
    return () => isOff.abort()
  }, [])
  return isOver
}
