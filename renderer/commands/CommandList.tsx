/**
 * The list of every action behind Ctrl+K: what it does in words, its keys at the right, the first match ready
 * for Enter.
 */
import { Spotlight } from '@mantine/spotlight'
import { Search } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { keysOf } from '../../preload/commands'
import classes from './CommandList.module.css'
import { listed } from './listed'

const list = (): Element | null => document.querySelector('[data-command-list]')
const isNoneChosen = (): boolean => list()?.querySelector('[data-action][data-selected]') === null
/** Mantine chooses the first match once something is typed; before that nothing would be chosen. */
function chooseFirst(): void {
  if (isNoneChosen())
    list()
      ?.querySelector('input')
      ?.dispatchEvent(
        new window.KeyboardEvent('keydown', { code: 'ArrowDown', key: 'ArrowDown', bubbles: true }),
      )
}
const onKeyDown = (event: KeyboardEvent): void => {
  if (event.key === 'Enter') chooseFirst()
}

export const CommandList = () => (
  <Spotlight
    data-command-list
    attributes={{ content: { 'aria-label': 'Actions' } }}
    shortcut={keysOf('view:commands').replace('Ctrl', 'mod')}
    tagsToIgnore={[]}
    nothingFound="No action has that name."
    highlightQuery
    scrollable
    maxHeight={480}
    overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
    transitionProps={{ duration: 120, transition: 'fade', onEntered: chooseFirst }}
    searchProps={{
      leftSection: <Search size={16} />,
      placeholder: 'Find an action',
      'aria-label': 'Find an action',
      onKeyDown,
    }}
    scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    classNames={{
      content: classes['content'] ?? '',
      search: classes['search'] ?? '',
      action: classes['action'] ?? '',
      actionBody: classes['body'] ?? '',
      actionDescription: classes['about'] ?? '',
      actionLabel: classes['label'] ?? '',
      actionsGroup: classes['group'] ?? '',
      actionsList: classes['list'] ?? '',
    }}
    actions={listed}
  />
)
