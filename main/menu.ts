/**
 * The native menu, from the table of commands. Commands go to the window by name, so that a menu, a key and a
 * button do the same thing.
 */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { commandIds, COMMANDS, shortLabelOf, type CommandId, type MenuSection } from '../preload/commands'

type Item = MenuItemConstructorOptions
type Send = (command: CommandId) => void

/** `Open data folder…` as menus write it: `Open Data Folder…`. */
const SMALL_WORDS = new Set(['a', 'an', 'and', 'of', 'or', 'the', 'to'])
const inTitleCase = (words: string): string =>
  words.replace(/\S+/g, word => (SMALL_WORDS.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))

/**
 * The menu shows the keys; the window hears them, because some belong to the text field they are pressed in.
 */
function item(id: CommandId, send: Send): Item {
  const { keys } = COMMANDS[id]
  return {
    label: inTitleCase(shortLabelOf(id)),
    click: () => send(id),
    ...(keys ? { accelerator: keys.replace('Ctrl', 'CmdOrCtrl'), registerAccelerator: false } : {}),
  }
}

/** What stands between two separators: sections of commands, and what the system does itself. */
type Entries = readonly (MenuSection | Item)[]
const menu = (label: string, groups: readonly Entries[], of: (section: MenuSection) => Item[]): Item => ({
  label,
  submenu: groups.flatMap((group, i) => [
    ...(i > 0 ? [{ type: 'separator' } as const] : []),
    ...group.flatMap(part => (typeof part === 'string' ? of(part) : [part])),
  ]),
})

export function installMenu(send: Send): void {
  const isMac = process.platform === 'darwin'
  const of = (section: MenuSection): Item[] =>
    commandIds.filter(id => COMMANDS[id].menu === section).map(id => item(id, send))
  const examples: Item = { label: 'Examples', submenu: of('examples') }
  const zoom: Entries = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }]
  const forDevelopers: Entries = app.isPackaged ? [] : [{ role: 'reload' }, { role: 'toggleDevTools' }]
  const template: Item[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    menu('&File', [['project', examples], ['data'], ['save'], [{ role: isMac ? 'close' : 'quit' }]], of),
    menu('&Edit', [['history'], [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, 'selection']], of),
    menu('&View', [['workspaces'], ['canvas'], zoom, [{ role: 'togglefullscreen' }, ...forDevelopers]], of),
    menu('&Training', [['training']], of),
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
