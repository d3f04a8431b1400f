/**
 * Where the studio keeps things: a folder it may not write to, a full one, one that another studio has, a
 * database that another program holds.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerDialogs, fill, fromProjectMenu, nodes, show } from './actions'
import { close, expect, launch, test, type Studio } from './launch'
import { LONG } from '../long'

let folder = ''
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'receptive-places-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Starts the studio as a user does, with nobody steering it. */
function start(
  userData: string,
  env: Record<string, string | undefined> = {},
): { process: ChildProcess; said: () => string; ended: Promise<number | null> } {
  const parameters = JSON.parse(process.env['RECEPTIVE_ELECTRON_ARGUMENTS'] ?? '[]') as string[]
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'),
  )
  const child = spawn(process.env['RECEPTIVE_ELECTRON'] ?? '', [...parameters, process.cwd()], {
    env: { ...inherited, RECEPTIVE_USER_DATA: userData, ...env },
  })
  let text = ''
  child.stdout.on('data', chunk => {
    text += String(chunk)
  })
  child.stderr.on('data', chunk => {
    text += String(chunk)
  })
  return { process: child, said: () => text, ended: new Promise(resolve => child.on('exit', resolve)) }
}
const within = (seconds: number, ended: Promise<number | null>): Promise<number | null | 'still there'> =>
  Promise.race([
    ended,
    new Promise<'still there'>(resolve => setTimeout(() => resolve('still there'), seconds * 1000)),
  ])

function smallDisk(kilobytes: number): string {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk])
  return disk
}

for (const [name, spoil, sentence] of [
  [
    'may not be written to',
    (disk: string) => execFileSync('mount', ['-o', 'remount,ro', disk]),
    /could not start: the place is read-only/,
  ],
  [
    'is full',
    (disk: string) => writeFileSync(join(disk, 'filler'), Buffer.alloc(252 * 1024)),
    /could not start: the disk is full/,
  ],
] as const)
  test(`a user-data folder that ${name} is a sentence, and what is in it stays`, async () => {
    test.skip(process.getuid?.() !== 0, 'only root can mount a read-only or full disk')
    const disk = smallDisk(256)
    try {
      writeFileSync(join(disk, 'a'), 'here before')
      spoil(disk)
      const before = readdirSync(disk).toSorted()
      const content = readFileSync(join(disk, 'a'))
      const studio = start(disk)
      await expect.poll(studio.said, { timeout: 15_000 }).toMatch(sentence)
      expect(studio.said()).not.toMatch(/\n\s+at .*\.js/)
      studio.process.kill('SIGKILL')
      await studio.ended
      expect(readdirSync(disk)).toEqual(expect.arrayContaining(before))
      expect(readFileSync(join(disk, before[0] ?? ''))).toEqual(content)
    } finally {
      execFileSync('umount', ['-l', disk])
    }
  })

test('without a display the studio ends and does not hang', async () => {
  test.skip(process.platform !== 'linux', 'only Linux can be without a display')
  const studio = start(folder, { DISPLAY: undefined, WAYLAND_DISPLAY: undefined })
  const code = await within(20, studio.ended)
  if (code === 'still there') studio.process.kill('SIGKILL')
  expect(code).not.toBe('still there')
  expect(existsSync(join(folder, 'receptive.db'))).toBe(false)
})

test('a second studio on the same folder ends quietly and changes nothing', async ({
  studio: { page, userData },
}) => {
  await expect(nodes(page).first()).toBeVisible()
  const before = readFileSync(join(userData, 'receptive.db'))
  const seconds = [start(userData), start(userData)]
  expect(await Promise.all(seconds.map(s => within(20, s.ended)))).toEqual([0, 0])
  expect(seconds.map(s => s.said()).join('')).not.toMatch(/Error|could not/)
  expect(readFileSync(join(userData, 'receptive.db'))).toEqual(before)
  await show(page, 'Train')
  await fill(page, 'Epochs', '21')
  await expect(page.getByLabel('Epochs', { exact: true })).toHaveValue('21')
})

/** Holds the database as another program would, until `release`. */
async function hold({ app }: Studio): Promise<void> {
  await app.evaluate(({ app: electron }) => {
    const load = process
      .getBuiltinModule('node:module')
      .createRequire(`${electron.getAppPath()}/package.json`)
    const Database = load('better-sqlite3') as new (
      path: string,
      options: object,
    ) => { exec(sql: string): void; close(): void }
    const binding = process.env['RECEPTIVE_SQLITE_BINDING']
    const other = new Database(
      `${electron.getPath('userData')}/receptive.db`,
      binding ? { nativeBinding: binding } : {},
    )
    other.exec('BEGIN IMMEDIATE')
    Reflect.set(globalThis, 'holder', other)
  })
}
const release = ({ app }: Studio): Promise<void> =>
  app.evaluate(() => (Reflect.get(globalThis, 'holder') as { exec(sql: string): void }).exec('ROLLBACK'))

test('closing while another program holds the database asks before it loses an edit', LONG, async () => {
  test.setTimeout(120_000)
  const studio = await launch({ userData: folder })
  await show(studio.page, 'Train')
  await hold(studio)
  await studio.app.evaluate(({ dialog }) => {
    dialog.showMessageBoxSync = ((_: unknown, o: { detail: string }) => {
      Reflect.set(globalThis, 'asked', o.detail)
      return 0
    }) as never
  })
  await fill(studio.page, 'Epochs', '44')
  await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect
    .poll(() => studio.app.evaluate(() => Reflect.get(globalThis, 'asked') as string | undefined), {
      timeout: 30_000,
    })
    .toContain('another program is using the database')
  await release(studio)
  await expect(studio.page.getByLabel('Epochs', { exact: true })).toHaveValue('44')
  await close(studio, { keepsUserData: true })
  const again = await launch({ userData: folder })
  await show(again.page, 'Train')
  await expect(again.page.getByLabel('Epochs', { exact: true })).toHaveValue('44')
  await close(again, { keepsUserData: true })
})

test('a file that another program changed is replaced only when the user says so', async ({
  studio: { app, page },
}) => {
  const path = join(folder, 'shared.receptive')
  const aside = join(folder, 'aside.receptive')
  await answerDialogs(app, path)
  await page.keyboard.press('Control+s')
  await expect(page.getByTestId('save-state')).toHaveText('shared.receptive · saved')
  const theirs = readFileSync(path, 'utf8').replace(/"epochs": \d+/, '"epochs": 77')
  writeFileSync(path, theirs)
  const answer = (button: number) =>
    app.evaluate(({ dialog }, response) => {
      dialog.showMessageBox = (async (_: unknown, o: { message: string }) => {
        Reflect.set(globalThis, 'asked', o.message)
        return { response, checkboxChecked: false }
      }) as never
    }, button)
  await answer(2)
  await show(page, 'Train')
  await fill(page, 'Epochs', '5')
  await page.keyboard.press('Control+s')
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'asked') as string | undefined))
    .toContain('changed by another program')
  expect(readFileSync(path, 'utf8')).toBe(theirs)
  await answer(0)
  await answerDialogs(app, aside)
  await page.keyboard.press('Control+s')
  await expect(page.getByTestId('save-state')).toHaveText('aside.receptive · saved')
  expect(readFileSync(path, 'utf8')).toBe(theirs)
  unlinkSync(aside) // one that is gone is written again without a question
  await fill(page, 'Epochs', '6')
  await page.keyboard.press('Control+s')
  await expect
    .poll(() => existsSync(aside) && JSON.parse(readFileSync(aside, 'utf8')).training.epochs)
    .toBe(6)
})

test('saving onto a link keeps the link', async ({ studio: { app, page } }) => {
  test.skip(process.platform === 'win32', 'links need rights there')
  const link = join(folder, 'link.receptive')
  const real = join(folder, 'real.receptive')
  await expect(nodes(page).first()).toBeVisible()
  writeFileSync(real, '')
  symlinkSync('real.receptive', link)
  await answerDialogs(app, link)
  await page.keyboard.press('Control+s')
  await expect(page.getByTestId('save-state')).toHaveText('link.receptive · saved')
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(JSON.parse(readFileSync(real, 'utf8')).format).toBe('receptive')
})

test('a damaged project in the database: the studio opens with a sentence, the row stays', async () => {
  const first = await launch({ userData: folder })
  await expect(nodes(first.page).first()).toBeVisible()
  await fromProjectMenu(first.page, /Tecator spectra/)
  await first.page.waitForTimeout(300)
  await first.app.evaluate(({ app: electron }) => {
    const load = process
      .getBuiltinModule('node:module')
      .createRequire(`${electron.getAppPath()}/package.json`)
    const Database = load('better-sqlite3') as new (
      path: string,
      options: object,
    ) => { exec(sql: string): void; close(): void }
    const binding = process.env['RECEPTIVE_SQLITE_BINDING']
    const other = new Database(
      `${electron.getPath('userData')}/receptive.db`,
      binding ? { nativeBinding: binding } : {},
    )
    other.exec(`UPDATE projects SET document = substr(document, 1, 100) WHERE document LIKE '%tecator%'`)
    other.close()
  })
  const pid = first.app.process().pid!
  const gone = first.app.waitForEvent('close')
  process.kill(pid, 'SIGKILL')
  await gone
  const second = await launch({ userData: folder })
  await expect(
    second.page.getByText(/The last project could not be opened: .* damaged; it was left as it is/),
  ).toBeVisible()
  await expect(nodes(second.page).first()).toBeVisible()
  await second.page.getByRole('button', { name: 'Project menu' }).click()
  await expect(second.page.getByText('Damaged project').first()).toBeVisible()
  await close(second, { keepsUserData: true })
})

test('a file dropped on the window does not replace the page', async ({ studio: { page } }) => {
  await expect(nodes(page).first()).toBeVisible()
  const home = page.url()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['{}'], 'a.receptive'))
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
      )
    location.assign('file:///tmp/a.receptive') // what the browser does with a drop that nobody took
  })
  await page.waitForTimeout(500)
  expect(page.url()).toBe(home)
  // Asked of the page itself: a locator would wait for the refused navigation to end.
  expect(
    await page.evaluate(() => document.querySelectorAll('[data-testid^="node-"]').length),
  ).toBeGreaterThan(0)
})

test('the page is granted nothing but copying text', async ({ studio: { page } }) => {
  const states = await page.evaluate(async () => {
    const asked: Record<string, string> = {}
    for (const name of [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'persistent-storage',
      'clipboard-read',
    ])
      asked[name] = await navigator.permissions.query({ name: name as PermissionName }).then(
        p => p.state,
        () => 'unknown',
      )
    asked['getUserMedia'] = await (navigator.mediaDevices?.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    ) ?? 'denied')
    return asked
  })
  expect(Object.entries(states).filter(([, state]) => state === 'granted')).toEqual([])
})
