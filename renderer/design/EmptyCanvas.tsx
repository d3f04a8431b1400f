/** What an empty canvas says: what belongs here, and the next step. */
import { Button } from '@mantine/core'
import { LogIn } from 'lucide-react'
import { addLayer } from './actions'
import classes from './EmptyCanvas.module.css'
import { fitSoon, focusNode } from './viewport'

export type EmptyCanvasProps = {
  /** Fills the project with an example network and its data. */
  readonly onStartExample?: ((template: 'images' | 'spectra') => void) | undefined
}

export function EmptyCanvas({ onStartExample }: EmptyCanvasProps) {
  const begin = (): void => {
    focusNode(addLayer('input', { at: { x: 0, y: 0 } }))
    fitSoon()
  }
  return (
    <div className={classes['empty']}>
      <h2>A network goes here</h2>
      <p>
        Layers from left to right, from Input to Output. Each shows the shape that leaves it, what it costs
        and how much of the input it sees.
      </p>
      <div className={classes['buttons']}>
        <Button leftSection={<LogIn size={14} />} onClick={begin}>
          Add an Input
        </Button>
        {onStartExample && (
          <>
            <Button variant="default" onClick={() => onStartExample('images')}>
              Start from the image example
            </Button>
            <Button variant="default" onClick={() => onStartExample('spectra')}>
              Start from the spectra example
            </Button>
          </>
        )}
      </div>
      <p className={classes['hint']}>
        Or press <kbd>A</kbd>, or double-click where a layer should stand.
      </p>
    </div>
  )
}
