/** What a crash may cost: the trainer's, a run; the studio's, nothing older than two seconds. */
import { execFileSync } from 'node:child_process'
import { experimentRows, endOfTraining, fill, fromProjectMenu, nodes, show, startTraining } from './actions'
import { close, expect, launch, test } from './launch'

test('the trainer is killed: the studio lives on and the run is marked interrupted', async ({
  studio: { app, page },
}) => {
  await startTraining(page)
  await expect(page.getByTestId('epoch-1')).toBeVisible({ timeout: 60_000 })
  const pid = await app.evaluate(
    ({ app: electron }) =>
      electron.getAppMetrics().find(m => m.type === 'Utility' && m.name === 'Receptive trainer')?.pid ?? 0,
  )
  expect(pid).toBeGreaterThan(0)
  process.kill(pid, 'SIGKILL')
  expect(await endOfTraining(page, 'interrupted', 10_000)).toMatch(
    /trainer process ended by itself .* the studio goes on/,
  )
  const [row] = await experimentRows(app)
  expect(row).toMatchObject({ status: 'interrupted' })
  expect(Number(row!['epochs'])).toBeGreaterThanOrEqual(1)
  await fromProjectMenu(page, /Tecator spectra/)
  await show(page, 'Train')
  await fill(page, 'Epochs', '2')
  await page.getByTestId('train').click()
  await endOfTraining(page, 'finished')
})

test(
  'the whole studio is killed during a run: edits older than two seconds are there again, the run ' +
    'is marked',
  async () => {
    const first = await launch()
    await show(first.page, 'Train')
    await fill(first.page, 'Epochs', '55')
    await startTraining(first.page)
    await expect(first.page.getByTestId('epoch-1')).toBeVisible({ timeout: 60_000 })
    await show(first.page, 'Design')
    await expect(nodes(first.page).first()).toBeVisible()
    const count = await nodes(first.page).count()
    await nodes(first.page, 'dropout').click()
    await first.page.keyboard.press('Delete')
    await expect(nodes(first.page)).toHaveCount(count - 1)
    await first.page.waitForTimeout(2000)
    const pid = first.app.process().pid!
    const gone = first.app.waitForEvent('close')
    process.kill(pid, 'SIGKILL')
    await gone

    // Children of a killed process end by themselves: no trainer goes on in the dark.
    await expect
      .poll(
        () =>
          execFileSync('ps', ['-eo', 'args'])
            .toString()
            .split('\n')
            .filter(l => l.includes(first.userData)).length,
        { timeout: 15_000 },
      )
      .toBe(0)
    const second = await launch({ userData: first.userData })
    await expect(nodes(second.page)).toHaveCount(count - 1)
    await show(second.page, 'Train')
    await expect(second.page.getByLabel('Epochs', { exact: true })).toHaveValue('55')
    const [row] = await experimentRows(second.app)
    expect(row).toMatchObject({ status: 'interrupted' })
    expect(Number(row!['epochs'])).toBeGreaterThanOrEqual(1)
    await expect(second.page.getByText(/interrupted when the studio last closed/)).toBeVisible()
    await close(second)
  },
)

test('the page crashes during a run: it comes back and follows the run that went on behind it', async ({
  studio: { app, page },
}) => {
  await show(page, 'Train')
  await fill(page, 'Epochs', '500') // outlasts the test
  await startTraining(page)
  await expect(page.getByTestId('epoch-1')).toBeVisible({ timeout: 60_000 })
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  /** What the dock says; a page that has crashed never answers, so the question is dropped after a second. */
  const dock = () =>
    app.evaluate(({ BrowserWindow }) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript(
            `document.querySelector('[data-testid="epoch-progress"]')?.textContent ?? ''`,
          )
          .catch(() => '') as Promise<string>,
        new Promise<string>(resolve => setTimeout(resolve, 1000, '')),
      ]),
    )
  await expect.poll(dock, { timeout: 30_000 }).toMatch(/^Epoch \d+ of 500$/)
  expect(await experimentRows(app)).toMatchObject([{ status: 'running' }])
})

test('closing the window during a run keeps the last edit and marks the run', async () => {
  const first = await launch()
  await startTraining(first.page)
  await show(first.page, 'Train')
  await fill(first.page, 'Epochs', '66')
  await close(first, { keepsUserData: true })
  const second = await launch({ userData: first.userData })
  await show(second.page, 'Train')
  await expect(second.page.getByLabel('Epochs', { exact: true })).toHaveValue('66')
  expect(await experimentRows(second.app)).toMatchObject([{ status: 'interrupted' }])
  await close(second)
})
