/**
 * Project files on disk: read with a sentence for anything wrong, written so that they are never half there.
 * A write goes to a temporary file beside the target, is synced, and is renamed over it; what the
 * user set up around the file (a link to it, its mode, its owner, a write protection) stays as it was.
 */
import { randomUUID } from 'node:crypto'
import { open, readFile, readlink, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isBad, parseDocument, writeDocument, type Document } from '../preload/contract'
import { diskError } from './diskError'

/** Beyond any real project; keeps a wrongly chosen video from being read into memory. */
const LARGEST_FILE = 64 * 1024 * 1024
/** As many as Linux itself follows. */
const MOST_LINKS = 40

export async function readProject(path: string): Promise<Document> {
  const name = basename(path)
  const { size } = await stat(path).catch(error => {
    throw diskError(error, `read “${name}”`)
  })
  if (size === 0) throw new Error(`“${name}” is empty: it holds no project.`)
  if (size > LARGEST_FILE)
    throw new Error(`“${name}” is ${Math.round(size / 1e6)} MB, too large to be a project.`)
  const text = await readFile(path, 'utf8').catch(error => {
    throw diskError(error, `read “${name}”`)
  })
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, '')) // some editors put a byte order mark first
  } catch {
    throw new Error(
      `“${name}” cannot be read as a project: it is damaged or cut off (${size} bytes). The file was ` +
        'not changed.',
    )
  }
  const document = parseDocument(value)
  if (isBad(document)) throw new Error(`“${name}”: ${document.bad}`)
  return document
}

export async function writeProject(path: string, document: Document): Promise<void> {
  await writeWhole(path, writeDocument(document)).catch(error => {
    throw diskError(error, `save “${basename(path)}” in ${dirname(path)}`)
  })
}

/** Whole or not at all: on any error the old file stands and the temporary one is removed. */
async function writeWhole(path: string, text: string): Promise<void> {
  const target = await behindLinks(path)
  const old = await stat(target).catch(() => null)
  // A rename asks only for rights to the folder, so the file's own protection is asked for here.
  if (old && (old.mode & 0o222) === 0)
    throw Object.assign(new Error('The file is write-protected'), { code: 'EACCES' })
  // Short, because the file's own name may be as long as a name can be.
  const temporary = join(dirname(target), `.${randomUUID()}.tmp`)
  try {
    const file = await open(temporary, 'wx')
    try {
      if (old) await takeOver(file, old)
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(target))
}

/**
 * Where a path leads in the end, whether or not there is a file: a rename onto a link would replace the link
 * itself.
 */
async function behindLinks(path: string): Promise<string> {
  let at = path
  for (let links = 0; links < MOST_LINKS; links++) {
    const to = await readlink(at).catch(() => null)
    if (to === null) return at
    at = resolve(dirname(at), to)
  }
  throw new Error(`“${basename(path)}” is a link that leads in a circle`)
}

/** The mode must fit; the owner is kept where the system allows it, which for most users it does not. */
async function takeOver(
  file: FileHandle,
  { mode, uid, gid }: { mode: number; uid: number; gid: number },
): Promise<void> {
  if (process.platform === 'win32') return
  await file.chown(uid, gid).catch(() => undefined)
  await file.chmod(mode & 0o777)
}

/**
 * Makes the rename itself durable. Windows has no such call, and some file systems refuse it; the file is
 * whole either way.
 */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
