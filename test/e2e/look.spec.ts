/** Every workspace, light and dark, at the smallest and a large size: accessible, and nothing wider than its place. */
import AxeBuilder from '@axe-core/playwright'
import type { ElectronApplication, Page } from '@playwright/test'
import { show, type Workspace } from './actions'
import { expect, test } from './launch'

const WORKSPACES: readonly Workspace[] = ['Design', 'Data', 'Train', 'Inspect', 'Compare']

const resize = (app: ElectronApplication, width: number, height: number): Promise<void> =>
  app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [width, height] as [number, number])

/** Elements that stick out of the window to the right, unless something scrolls them. */
const sticksOut = (page: Page): Promise<string[]> => page.evaluate(() => {
  const scrolls = (e: Element | null): boolean => e !== null && e !== document.body && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.id !== 'root' || scrolls(e.parentElement))
  return [...document.querySelectorAll('#root *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e.parentElement)).map(e => e.outerHTML.slice(0, 120))
})

for (const scheme of ['light', 'dark'] as const)
  test(`in ${scheme}`, async ({ studio: { app, page } }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    for (const workspace of WORKSPACES) {
      await resize(app, 1440, 900)
      await show(page, workspace)
      await page.waitForTimeout(500)
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
      expect(violations.map(v => `${workspace} ${v.id}: ${v.nodes.map(n => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`).slice(0, 4).join(' | ')}`)).toEqual([])
      await resize(app, 1024, 680)
      await page.waitForTimeout(200)
      expect(await sticksOut(page), `${workspace} at 1024×680`).toEqual([])
    }
  })
