/** The commands as entries of the list behind Ctrl+K: every one but the list itself. */
import { COMMAND_GROUPS, commandIds, COMMANDS, type CommandId } from '../../preload/commands'
import { Keys } from '../ui/Keys'
import { runCommand } from './commands'

const entry = (id: CommandId) => {
  const { label, about, keys } = COMMANDS[id]
  return {
    id,
    label,
    ...(about ? { description: about } : {}),
    ...(keys ? { keywords: keys, rightSection: <Keys keys={keys} /> } : {}),
    onClick: () => runCommand(id),
  }
}

export const listed = Object.entries(COMMAND_GROUPS).map(([prefix, group]) => ({
  group,
  actions: commandIds.filter(id => id.startsWith(`${prefix}:`) && COMMANDS[id].heardBy !== 'list').map(entry),
}))
