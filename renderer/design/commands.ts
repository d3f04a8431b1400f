/** What the commands of the canvas run: here, as the canvas hears their keys itself. */
import type { CanvasCommandId } from '../../preload/commands'
import { arrangeAll, deleteSelection, duplicateSelection, selectAll } from './actions'
import { askForLayer, askForTarget } from './addLayer'
import { fit, fitSoon } from './viewport'

export const canvasCommands: Readonly<Record<CanvasCommandId, () => void>> = {
  'design:add': () => askForLayer(),
  'design:wire': askForTarget,
  'edit:duplicate': duplicateSelection,
  'edit:delete': deleteSelection,
  'edit:select-all': selectAll,
  'view:fit': () => fit(),
  'view:arrange': () => {
    arrangeAll()
    fitSoon()
  },
}
