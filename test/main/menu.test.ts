/** The native menu: every command that has a place in it, once, with its keys. */
import type { MenuItemConstructorOptions } from 'electron'
import { expect, it, vi } from 'vitest'
import { installMenu } from '../../main/menu'
import { commandIds, COMMANDS, type CommandId } from '../../preload/commands'

type Item = MenuItemConstructorOptions
const { installed } = vi.hoisted(() => ({ installed: { template: [] as Item[] } }))
vi.mock('electron', () => ({
  app: { isPackaged: true },
  Menu: {
    buildFromTemplate: (template: Item[]) => template,
    setApplicationMenu: (template: Item[]) => void (installed.template = template),
  },
}))

const flat = (items: readonly Item[]): readonly Item[] =>
  items.flatMap(i => [i, ...(Array.isArray(i.submenu) ? flat(i.submenu) : [])])

it('shows each command with a place, and sends it by name', () => {
  const sent: CommandId[] = []
  installMenu(id => sent.push(id))
  const items = flat(installed.template).filter(i => i.click !== undefined)
  for (const item of items) item.click?.({} as never, undefined, {} as never)
  expect(sent.toSorted()).toEqual(commandIds.filter(id => COMMANDS[id].menu !== undefined).toSorted())
  expect(items.map(i => i.label)).toEqual(
    expect.arrayContaining(['New Project', 'Save As…', 'Pause or Resume', 'Open Data Folder…', 'Train']),
  )
  expect(items.find(i => i.label === 'Save As…')?.accelerator).toBe('CmdOrCtrl+Shift+S')
})

it('begins and ends no menu with a line, and has no two in a row', () => {
  installMenu(() => undefined)
  for (const menu of installed.template) {
    const kinds = Array.isArray(menu.submenu) ? menu.submenu.map(i => i.type === 'separator') : [false]
    expect([kinds[0], kinds.at(-1)]).toEqual([false, false])
    expect(kinds.some((line, i) => line && kinds[i - 1])).toBe(false)
  }
})
