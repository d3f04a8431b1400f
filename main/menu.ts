/**
 * The native menu. Commands go to the window by name, so that a menu, a key and a button do the same thing.
 */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../preload/contract'

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }

export function installMenu(send: (command: MenuCommand) => void): void {
  /**
   * The menu shows the keys; the window hears them, because some belong to the text field they are pressed
   * in.
   */
  const item = (label: string, command: MenuCommand, accelerator?: string): Item => ({
    label,
    click: () => send(command),
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
  })
  const isMac = process.platform === 'darwin'
  const template: Item[] = [
    ...(isMac ? [{ role: 'appMenu' } as Item] : []),
    {
      label: '&File',
      submenu: [
        item('New Project', 'project:new', 'CmdOrCtrl+N'),
        item('Open…', 'project:open', 'CmdOrCtrl+O'),
        {
          label: 'Examples',
          submenu: [
            item('Fashion-MNIST images', 'project:example-images'),
            item('Tecator spectra', 'project:example-spectra'),
          ],
        },
        separator,
        item('Open Data Files…', 'data:open-files', 'CmdOrCtrl+I'),
        item('Open Data Folder…', 'data:open-folder', 'CmdOrCtrl+Shift+O'),
        separator,
        item('Save', 'project:save', 'CmdOrCtrl+S'),
        item('Save As…', 'project:save-as', 'CmdOrCtrl+Shift+S'),
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('Undo', 'edit:undo', 'CmdOrCtrl+Z'),
        item('Redo', 'edit:redo', 'CmdOrCtrl+Shift+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        item('Duplicate', 'edit:duplicate', 'CmdOrCtrl+D'),
        item('Delete', 'edit:delete', 'Delete'),
        item('Select All', 'edit:select-all', 'CmdOrCtrl+A'),
      ],
    },
    {
      label: '&View',
      submenu: [
        ...(['design', 'data', 'train', 'inspect', 'compare'] as const).map((name, i) =>
          item(name[0]!.toUpperCase() + name.slice(1), `view:${name}`, `CmdOrCtrl+${i + 1}`),
        ),
        separator,
        item('All Commands', 'view:commands', 'CmdOrCtrl+K'),
        item('Fit Graph', 'view:fit', 'F'),
        item('Arrange Graph', 'view:arrange', 'L'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'reload' } as Item, { role: 'toggleDevTools' } as Item]),
      ],
    },
    {
      label: '&Training',
      submenu: [
        item('Train', 'run:train', 'CmdOrCtrl+Enter'),
        item('Pause or Resume', 'run:pause', 'CmdOrCtrl+.'),
        item('Stop', 'run:stop', 'CmdOrCtrl+Shift+.'),
      ],
    },
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
