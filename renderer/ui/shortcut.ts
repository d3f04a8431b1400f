/** Keys as the table of commands writes them, against keys that are pressed. */

/** What the browser calls a key that the table names otherwise. */
const KEYS: Readonly<Record<string, string>> = { space: ' ' }
/** With Shift, these keys give another character on some keyboards. */
const CODES: Readonly<Record<string, string>> = { '.': 'Period' }

/**
 * Whether a key press is `Ctrl+Shift+S` and the like; Cmd counts as Ctrl on a Mac. Shift must be as said,
 * unless `anyShift`.
 */
export function isPressed(keys: string, event: KeyboardEvent, anyShift = false): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1)?.toLowerCase() ?? ''
  return (
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    (anyShift || event.shiftKey === parts.includes('Shift')) &&
    !event.altKey &&
    (event.key.toLowerCase() === (KEYS[key] ?? key) || event.code === CODES[key])
  )
}
