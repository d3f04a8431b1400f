/** The Design workspace's actions with their names and keys, for the menu and the command list. */
import {
  arrangeAll,
  askForLayer,
  deleteSelection,
  duplicateSelection,
  redo,
  selectAll,
  undo,
} from '../design/actions'
import { fit, fitSoon } from '../design/viewport'

export type DesignCommand = {
  readonly id: string
  readonly label: string
  readonly shortcut: string
  run(): void
}

/** Ids as in the contract's `MenuCommand`, where there is one. */
export const designCommands: readonly DesignCommand[] = [
  { id: 'edit:undo', label: 'Undo', shortcut: 'Ctrl Z', run: undo },
  { id: 'edit:redo', label: 'Redo', shortcut: 'Ctrl Shift Z', run: redo },
  { id: 'edit:delete', label: 'Delete the selection', shortcut: 'Del', run: deleteSelection },
  { id: 'edit:duplicate', label: 'Duplicate the selection', shortcut: 'Ctrl D', run: duplicateSelection },
  { id: 'edit:select-all', label: 'Select every layer', shortcut: 'Ctrl A', run: selectAll },
  { id: 'view:fit', label: 'Fit the network to the window', shortcut: 'F', run: () => fit() },
  {
    id: 'view:arrange',
    label: 'Arrange the network',
    shortcut: 'L',
    run: () => {
      arrangeAll()
      fitSoon()
    },
  },
  { id: 'design:add', label: 'Add a layer', shortcut: 'A', run: () => askForLayer() },
]
