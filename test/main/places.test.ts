/**
 * Saving onto what is already there: links, rights, odd names. The file is replaced, what the user set up
 * around it is not.
 */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { imagesExample } from '../../engine/document/examples'
import { readProject, writeProject } from '../../main/files'
import { writeDocument } from '../../preload/contract'
import { temporaryFolder } from './folder'

const example = imagesExample()
const second = { ...example, name: 'Second' }
const isPosix = process.platform !== 'win32'

describe.runIf(isPosix)('saving', () => {
  it('onto a link writes the file it leads to and leaves the link', async () => {
    const folder = temporaryFolder()
    const link = join(folder, 'link.receptive')
    const target = join(folder, 'shared', 'real.receptive')
    mkdirSync(join(folder, 'shared'))
    await writeProject(target, example)
    symlinkSync(join('shared', 'real.receptive'), link)
    await writeProject(link, second)
    expect(readlinkSync(link)).toBe(join('shared', 'real.receptive'))
    expect((await readProject(target)).name).toBe('Second')
    expect(readdirSync(folder).toSorted()).toEqual(['link.receptive', 'shared'])
    expect(readdirSync(join(folder, 'shared'))).toEqual(['real.receptive'])
  })

  it('onto a link to a file that is gone makes that file', async () => {
    const folder = temporaryFolder()
    const link = join(folder, 'link.receptive')
    symlinkSync('gone.receptive', link)
    await writeProject(link, example)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(await readProject(join(folder, 'gone.receptive'))).toEqual(example)
  })

  it('onto links in a circle is a sentence', async () => {
    const folder = temporaryFolder()
    symlinkSync('b', join(folder, 'a'))
    symlinkSync('a', join(folder, 'b'))
    await expect(writeProject(join(folder, 'a'), example)).rejects.toThrow(/could not save “a”/)
    expect(readdirSync(folder).toSorted()).toEqual(['a', 'b'])
  })

  it('keeps the file’s mode, even a narrow one', async () => {
    const path = join(temporaryFolder(), 'a.receptive')
    await writeProject(path, example)
    for (const mode of [0o600, 0o664, 0o640]) {
      chmodSync(path, mode)
      await writeProject(path, second)
      expect((statSync(path).mode & 0o777).toString(8)).toBe(mode.toString(8))
    }
  })

  it('onto a write-protected file is refused, as the rename alone would not', async () => {
    const path = join(temporaryFolder(), 'a.receptive')
    await writeProject(path, example)
    chmodSync(path, 0o444)
    await expect(writeProject(path, second)).rejects.toThrow(
      /could not save “a.receptive” .* may not be changed by you\. Choose another place/,
    )
    expect((await readProject(path)).name).toBe(example.name)
  })

  it.each([
    'ü 日本語 🙂.receptive',
    'new\nline.receptive',
    "quote'd “so” $HOME `x` %20.receptive",
    '-rf.receptive',
    `${'n'.repeat(245)}.receptive`.slice(-255),
  ])('as %j', async name => {
    const folder = temporaryFolder()
    await writeProject(join(folder, name), example)
    expect(await readProject(join(folder, name))).toEqual(example)
    expect(readdirSync(folder)).toEqual([name])
  })
})

describe('opening', () => {
  it('does not mind the mark that some editors put first', async () => {
    const path = join(temporaryFolder(), 'a.receptive')
    writeFileSync(path, `\uFEFF${writeDocument(example)}`)
    expect(await readProject(path)).toEqual(example)
  })
  it.each([
    [
      'a binary',
      Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * 7919) & 255)),
      /damaged or cut off/,
    ],
    ['something huge', Buffer.alloc(65 * 1024 * 1024, 32), /is 68 MB, too large to be a project/],
    ['brackets without end', Buffer.alloc(1_000_000, '['), /damaged or cut off/],
    [
      'brackets without end, all closed',
      Buffer.from('['.repeat(500_000) + ']'.repeat(500_000)),
      /not a Receptive project/,
    ],
  ])('%s is a sentence', async (_, content, sentence) => {
    const path = join(temporaryFolder(), 'a.receptive')
    writeFileSync(path, content)
    await expect(readProject(path)).rejects.toThrow(sentence)
  })
})
