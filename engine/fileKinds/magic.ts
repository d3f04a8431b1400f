/** What a file is by its first bytes. Pure. */
import type { FileFormat } from './types'

/** Whether one of `magic` stands at `at`, a byte for each of its characters. */
export const beginsWith = (bytes: Uint8Array, magic: readonly string[], at = 0): boolean =>
  magic.some(text => Array.from(text).every((c, i) => bytes[at + i] === c.charCodeAt(0)))

/** The one of `formats` that begins so; null where none does. */
export function formatByMagic<F extends string>(
  formats: Readonly<Record<F, FileFormat>>,
  bytes: Uint8Array,
): F | null {
  const found = Object.entries<FileFormat>(formats).find(([, f]) => beginsWith(bytes, f.magic ?? []))
  return (found?.[0] as F | undefined) ?? null
}
