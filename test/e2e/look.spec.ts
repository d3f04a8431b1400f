/**
 * Every workspace, menu and dialog, light and dark: accessible, and nothing wider than its place at the
 * smallest size.
 */
import AxeBuilder from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'
import { endOfTraining, fill, fromProjectMenu, nodes, show, type Workspace } from './actions'
import { expect, test } from './launch'

const WORKSPACES: readonly Workspace[] = ['Design', 'Data', 'Train', 'Inspect', 'Compare']

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

const resize = (app: ElectronApplication, width: number, height: number): Promise<void> =>
  app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
    width,
    height,
  ] as [number, number])

/** Elements that stick out of the window to the right, unless something scrolls them. */
const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (e: Element | null): boolean =>
      e !== null &&
      e !== document.body &&
      ((['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.id !== 'root') ||
        scrolls(e.parentElement))
    return [...document.querySelectorAll('#root *')]
      .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e.parentElement))
      .map(e => e.outerHTML.slice(0, 120))
  })

/** In both schemes; the second differs in its colours alone. */
async function expectAccessible(page: Page, name: string): Promise<void> {
  const axe = (): AxeBuilder => new AxeBuilder({ page }).setLegacyMode(true)
  await expectNoViolation(page, `${name}, light`, 'light', axe().withTags(WCAG))
  await expectNoViolation(page, `${name}, dark`, 'dark', axe().withRules(['color-contrast']))
}

async function expectNoViolation(
  page: Page,
  name: string,
  colorScheme: 'light' | 'dark',
  axe: AxeBuilder,
): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.waitForTimeout(300)
  const { violations } = await axe.analyze()
  expect(
    violations.map(
      v =>
        `${name} ${v.id}: ${v.nodes
          .map(n => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`)
          .slice(0, 4)
          .join(' | ')}`,
    ),
  ).toEqual([])
}

test('every workspace', async ({ studio: { app, page } }) => {
  test.setTimeout(120_000)
  for (const workspace of WORKSPACES) {
    await resize(app, 1440, 900)
    await show(page, workspace)
    await expectAccessible(page, workspace)
    await resize(app, 1024, 680)
    await page.waitForTimeout(200)
    expect(await sticksOut(page), `${workspace} at 1024×680`).toEqual([])
  }
})

test('after a training, with menus and dialogs', async ({ studio: { app, page } }) => {
  test.setTimeout(180_000)
  await fromProjectMenu(page, /Tecator spectra/)
  const first = nodes(page, 'conv1d').first()
  await expect(first).toBeVisible()
  await resize(app, 1440, 900)
  await page.waitForTimeout(300)
  const before = await first.boundingBox()
  await show(page, 'Train')
  await fill(page, 'Epochs', '5')
  await page.getByTestId('train').click()
  await endOfTraining(page, 'finished')
  await expectAccessible(page, 'Train')
  await show(page, 'Design')
  await expect(
    first.getByRole('img', { name: /^The first of \d+ filters.*, after epoch 5 of/ }),
  ).toBeVisible()
  const after = await first.boundingBox()
  expect([after?.width, after?.height]).toEqual([before?.width, before?.height])
  await expectAccessible(page, 'Design')
  await page.getByRole('button', { name: 'Project menu' }).click()
  await expectAccessible(page, 'Project menu')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expectAccessible(page, 'Command list')
  await page.keyboard.press('Escape')
  await show(page, 'Inspect')
  await expect(page.getByTestId('maps')).toBeVisible()
  await expectAccessible(page, 'Inspect')
  await resize(app, 1024, 680)
  await page.waitForTimeout(300)
  expect(await sticksOut(page), 'Inspect at 1024×680').toEqual([])
  await show(page, 'Compare')
  await page.getByRole('checkbox', { name: /^Compare / }).check()
  await expect(page.getByTestId('graphs')).toBeVisible()
  await expectAccessible(page, 'Compare')
  expect(await sticksOut(page), 'Compare at 1024×680').toEqual([])
  await page.getByRole('button', { name: /^Actions for/ }).click()
  await expectAccessible(page, 'Menu of an experiment')
  await page.getByRole('menuitem', { name: /tags and note/ }).click()
  await expectAccessible(page, 'Name, tags and note')
})

test('with samples left out', async ({ studio: { app, page } }) => {
  test.setTimeout(120_000)
  await resize(app, 1440, 900)
  await show(page, 'Data')
  const tiles = page.getByTestId('gallery').getByRole('button')
  const left = page.getByTestId('left-out')
  const bar = page.getByTestId('leaving')
  const findings = page.getByTestId('findings')
  // What may be right is left out only after a look.
  const near = findings.getByRole('article').filter({ hasText: 'Near-copies within a split' })
  await expect(near).toBeVisible({ timeout: 30_000 })
  await expect(near.getByRole('button', { name: /^Leave/ })).toHaveCount(0)
  await near.getByRole('button', { name: /^Show/ }).click()
  await expect(bar.getByRole('button', { name: /^Leave \d+ of these out/ })).toBeVisible()
  await findings
    .getByRole('button', { name: /^Show the \d+/ })
    .first()
    .click({ timeout: 30_000 })
  await bar.getByRole('button', { name: /^Leave \d+ of these out/ }).click()
  await expect(bar).toContainText('left out')
  await expectAccessible(page, 'A finding that is left out')
  await left.getByRole('button', { name: 'Show' }).click()
  await tiles.first().click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Take back' })).toBeVisible()
  await expectAccessible(page, 'The menu of a sample')
  await page.keyboard.press('Escape')
  await expect(tiles.first()).toBeFocused()
  await resize(app, 1024, 680)
  await page.waitForTimeout(200)
  expect(await sticksOut(page), 'Data at 1024×680').toEqual([])
  // Spectra lie over one another: each has a name to leave it out by.
  await page.getByRole('button', { name: /^Tecator/ }).click()
  await findings
    .getByRole('button', { name: /^Show the \d+/ })
    .first()
    .click({ timeout: 30_000 })
  await bar
    .getByRole('button', { name: /^Leave out: / })
    .first()
    .click()
  await expect(bar.getByRole('button', { name: /^Take back: / })).toHaveCount(1)
  await expectAccessible(page, 'Spectra that are left out')
  expect(await sticksOut(page), 'Spectra at 1024×680').toEqual([])
  await bar.getByRole('button', { name: /^Take back: / }).click()
  await expect(left).toHaveCount(0)
})
