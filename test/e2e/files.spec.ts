/** Project files and the database in the real window: saving, opening, and every way they can be broken. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDocument } from '../../engine/document/parseDocument'
import { answerDialogs, fill, fromProjectMenu, nodes, show } from './actions'
import { close, expect, launch, test } from './launch'

let folder = ''
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-files-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('save, edit, save again, open in a fresh studio', async ({ studio: { app, page } }) => {
  const path = join(folder, 'mine.receptive')
  await answerDialogs(app, join(folder, 'mine'))
  await page.keyboard.press('Control+s')
  await expect(page.getByTestId('save-state')).toHaveText('mine.receptive · saved')
  await show(page, 'Train')
  await fill(page, 'Epochs', '31')
  await expect(page.getByTestId('save-state')).toHaveText('mine.receptive · edited')
  expect(JSON.parse(readFileSync(path, 'utf8')).training.epochs).not.toBe(31)
  await page.keyboard.press('Control+s')
  await expect(page.getByTestId('save-state')).toHaveText('mine.receptive · saved')
  expect(readdirSync(folder)).toEqual(['mine.receptive'])
  expect(parseDocument(JSON.parse(readFileSync(path, 'utf8')))).toMatchObject({ training: { epochs: 31 } })

  const other = await launch()
  await answerDialogs(other.app, path)
  await fromProjectMenu(other.page, /^Open project/)
  await show(other.page, 'Train')
  await expect(other.page.getByLabel('Epochs', { exact: true })).toHaveValue('31')
  await close(other)
})

for (const [name, text, sentence] of [
  ['truncated', '{"format":"receptive","version":1,"na', /damaged or cut off/],
  ['of a future version', '{"format":"receptive","version":9}', /newer Receptive \(project format 9/],
  ['of something else', '{"hello":1}', /not a Receptive project/],
] as const)
  test(`a project file ${name}: a sentence, and the project on screen stays`, async ({
    studio: { app, page },
  }) => {
    const path = join(folder, 'broken.receptive')
    writeFileSync(path, text)
    await expect(nodes(page).first()).toBeVisible()
    const count = await nodes(page).count()
    await answerDialogs(app, path)
    await fromProjectMenu(page, /^Open project/)
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(nodes(page)).toHaveCount(count)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

test('a file with a circle and a loose node opens, and says what is wrong on the nodes', async ({
  studio: { app, page },
}) => {
  const path = join(folder, 'circle.receptive')
  const node = (id: string, kind: string, x: number) => ({ id, kind, params: {}, x, y: 0 })
  writeFileSync(
    path,
    JSON.stringify({
      format: 'receptive',
      version: 1,
      name: 'Circle',
      data: { set: 'fashion-mnist' },
      training: {},
      nodes: [
        node('in', 'input', 0),
        node('a', 'activation', 250),
        node('b', 'dropout', 500),
        node('out', 'output', 750),
        node('alone', 'conv2d', 1000),
      ],
      wires: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    }),
  )
  await answerDialogs(app, path)
  await fromProjectMenu(page, /^Open project/)
  await expect(page.getByTestId('problem-a')).toContainText('part of a circle')
  await expect(page.getByTestId('problem-alone')).toContainText('has no input')
  await expect(page.getByTestId('train')).toHaveAttribute('aria-disabled', 'true')
})

test('a place that cannot be written to: a sentence, and the edits stay', async ({
  studio: { app, page },
}) => {
  test.skip(process.getuid?.() !== 0, 'only root can mount a read-only or full disk')
  const disk = join(folder, 'disk')
  execFileSync('mkdir', [disk])
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', disk])
  try {
    writeFileSync(join(disk, 'filler'), Buffer.alloc(8192))
    await answerDialogs(app, join(disk, 'full.receptive'))
    await page.keyboard.press('Control+s')
    await expect(page.getByText(/could not save “full.receptive” .* the disk is full/)).toBeVisible()
    expect(readdirSync(disk)).toEqual(['filler'])
    execFileSync('mount', ['-o', 'remount,ro', disk])
    await answerDialogs(app, join(disk, 'locked.receptive'))
    await page.keyboard.press('Control+s')
    await expect(page.getByText(/could not save “locked.receptive” .* read-only/)).toBeVisible()
    await expect(nodes(page).first()).toBeVisible()
    await answerDialogs(app, join(folder, 'elsewhere.receptive'))
    await page.keyboard.press('Control+s')
    await expect(page.getByTestId('save-state')).toHaveText('elsewhere.receptive · saved')
  } finally {
    execFileSync('umount', ['-l', disk])
  }
})

test('a damaged database is kept aside and said; the studio opens', async () => {
  writeFileSync(join(folder, 'receptive.db'), Buffer.alloc(9000, 'garbage '))
  const studio = await launch({ userData: folder })
  await expect(studio.page.getByText(/database could not be read: it is damaged/)).toBeVisible()
  await expect(nodes(studio.page).first()).toBeVisible()
  const kept = readdirSync(folder).find(f => f.startsWith('receptive-damaged'))
  expect(readFileSync(join(folder, kept!))).toEqual(Buffer.alloc(9000, 'garbage '))
  await close(studio, { keepsUserData: true })
})

test('a database of a newer version is left alone, copied and said; the studio opens', async () => {
  const first = await launch({ userData: folder })
  await close(first, { keepsUserData: true })
  const path = join(folder, 'receptive.db')
  const bytes = readFileSync(path)
  bytes.writeUInt32BE(12, 60) // user_version in SQLite's file header
  writeFileSync(path, bytes)
  const studio = await launch({ userData: folder })
  await expect(studio.page.getByText(/newer Receptive \(format 12/)).toBeVisible()
  await expect(nodes(studio.page).first()).toBeVisible()
  await close(studio, { keepsUserData: true })
  expect(readFileSync(path)).toEqual(bytes)
  expect(existsSync(join(folder, 'receptive-format-12.db'))).toBe(true)
})
