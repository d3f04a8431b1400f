/** The system's dialogs, over the window where there is one. */
import {
  dialog,
  type BrowserWindow,
  type MessageBoxOptions,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron'

/** What was chosen; empty if the user changed their mind. */
export async function askOpen(
  parent: BrowserWindow | null,
  options: OpenDialogOptions,
): Promise<readonly string[]> {
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options))
  return canceled ? [] : filePaths
}

/** Null if the user changed their mind. */
export async function askSave(
  parent: BrowserWindow | null,
  options: SaveDialogOptions,
): Promise<string | null> {
  const { filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options))
  return filePath || null
}

/** The place of the button that was pressed. */
export async function askButton(parent: BrowserWindow | null, options: MessageBoxOptions): Promise<number> {
  const { response } = await (parent
    ? dialog.showMessageBox(parent, options)
    : dialog.showMessageBox(options))
  return response
}
