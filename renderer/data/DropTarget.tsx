/**
 * Files dropped anywhere on the window are looked at.
 * What is dragged within the studio, such as a block from the palette, carries no files and is left alone.
 */
import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { openPaths } from './importing'
import styles from './drop.module.css'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

export function DropTarget() {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    // Entering a child leaves its parent, so what counts is how many were entered.
    let depth = 0
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      depth++
      setOver(true)
    }
    const over = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault()
    }
    const leave = (event: DragEvent): void => {
      if (hasFiles(event) && --depth <= 0) {
        depth = 0
        setOver(false)
      }
    }
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      void openPaths(window.receptive.pathsOf([...(event.dataTransfer?.files ?? [])]))
    }
    const listeners = { dragenter: enter, dragover: over, dragleave: leave, drop }
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener)
    }
  }, [])
  if (!isOver) return null
  return (
    <div className={styles.over} aria-hidden="true">
      <div>
        <FileDown size={28} strokeWidth={1.5} />
        <b>Drop to look at it</b>
        <span>
          Pictures, FITS, tables of spectra, JCAMP-DX, npz, HDF5. Nothing is imported before you have seen it.
        </span>
      </div>
    </div>
  )
}
