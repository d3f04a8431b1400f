/** What an empty canvas says: what belongs here, and the next step. */
import { Button } from '@mantine/core'
import { LogIn } from 'lucide-react'
import { keysOf } from '../../preload/commands'
import { newProject } from '../project/actions'
import { addLayer } from './addLayer'
import classes from './EmptyCanvas.module.css'
import { fitSoon, focusNode } from './viewport'

export function EmptyCanvas() {
  const addInput = (): void => {
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
        <Button leftSection={<LogIn size={14} />} onClick={addInput}>
          Add an Input
        </Button>
        <Button variant="default" onClick={() => void newProject('images')}>
          Start from the image example
        </Button>
        <Button variant="default" onClick={() => void newProject('spectra')}>
          Start from the spectra example
        </Button>
      </div>
      <p className={classes['hint']}>
        Or press <kbd>{keysOf('design:add')}</kbd>, or double-click where a layer should stand.
      </p>
    </div>
  )
}
