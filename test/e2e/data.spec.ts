/**
 * The user's own data: five kinds of files brought in by dropping them and by keyboard, looked at, and
 * trained on.
 */
import type { ElectronApplication, Page } from '@playwright/test'
import { copyFile, readdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { unlessLong } from '../long'
import { choose, endOfTraining, fill, show } from './actions'
import { expect, test } from './launch'

const OWN = join(process.cwd(), 'test', 'e2e', 'own-data')
const importer = (page: Page) => page.getByTestId('import')
const importButton = (page: Page) => page.getByRole('button', { name: /^Import/ })

/** As the system tells the window that files were dropped on it. */
async function drop(page: Page, ...names: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: names.map(n => join(OWN, n)), dragOperationsMask: 1 }
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data })
  // A fresh window may not listen yet, and what is dropped before it has answered to being dragged over is
  // refused.
  await expect(async () => {
    await drag('dragEnter')
    await drag('dragOver')
    await expect(page.getByText('Drop to look at it')).toBeVisible({ timeout: 500 })
    await drag('dragOver')
    await drag('drop')
    await expect(importer(page)).toBeVisible({ timeout: 1000 })
  }).toPass()
  await session.detach()
}

/** The system's own dialog cannot be operated from here: it answers with these files. */
const dialogAnswers = (app: ElectronApplication, ...names: string[]) =>
  app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
    },
    names.map(n => join(OWN, n)),
  )

async function tabTo(page: Page, name: RegExp): Promise<void> {
  const button = page.getByRole('button', { name })
  await expect(button).toBeEnabled({ timeout: 30_000 })
  for (let i = 0; i < 60 && !(await button.evaluate(e => e === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await expect(button).toBeFocused()
}

/** The data that were imported are those on screen. */
const shown = (page: Page, name: string) =>
  expect(page.getByLabel('About the data')).toContainText(new RegExp(`imported from .* in ${name}`))

/** Begins a project that fits the data on screen and trains it. */
async function train(page: Page, name: string, epochs: string): Promise<string> {
  const begin = page.getByRole('button', { name: 'New project that fits' })
  await shown(page, name)
  if (await begin.isVisible()) {
    await begin.click()
    await expect(page.getByTestId('workspace-design')).toBeVisible()
  }
  await show(page, 'Train')
  await fill(page, 'Epochs', epochs)
  await page.getByTestId('train').click()
  return endOfTraining(page, 'finished')
}

const CASES = [
  {
    name: 'pictures',
    says: [/48 pictures in 3 folders/, /3 classes apart: checks, rings, stripes/],
    samples: 48,
    shape: '16×16×3',
  },
  {
    name: 'oils.csv',
    says: [/60 spectra of 61×1, wavelength from 400 to 700 nm/, /3 classes apart/],
    samples: 60,
    shape: '61×1',
  },
  {
    name: 'galaxies',
    says: [/24 FITS files in 2 folders/, /24 images of 16×16×5/],
    samples: 24,
    shape: '16×16×5',
  },
  {
    name: 'stars.fits',
    says: [/48 spectra of 90×1, wave(length)? from 3800 to 9200 Å/, /2 classes apart/],
    samples: 48,
    shape: '90×1',
  },
  { name: 'squares.npz', says: [/90 images of 12×12×1/, /3 classes apart/], samples: 90, shape: '12×12×1' },
] as const

/** A folder and a file are opened by keyboard and the others dropped; in a long look all are both. */
const byKeyboard = (name: string): boolean => name === 'galaxies' || name === 'oils.csv'

for (const { name, says, samples, shape } of unlessLong(CASES, ({ name }) => byKeyboard(name))) {
  test(`${name}, dropped on the window, trains`, async ({ studio: { page } }) => {
    await drop(page, name)
    for (const words of says)
      await expect(page.getByTestId('import-notes')).toContainText(words, { timeout: 30_000 })
    await expect(importButton(page)).toHaveText(`Import ${samples} samples`)
    await importButton(page).click()
    await expect(importer(page)).toHaveCount(0, { timeout: 30_000 })
    await expect(page.getByLabel('About the data')).toContainText(shape)
    expect(await train(page, name, '2')).toMatch(/% of the test samples are right/)
  })
}

for (const { name, says } of unlessLong(CASES, ({ name }) => !byKeyboard(name)))
  test(`${name}, opened by keyboard alone, trains`, async ({ studio: { app, page } }) => {
    await dialogAnswers(app, name)
    await page.keyboard.press(name.includes('.') ? 'Control+i' : 'Control+Shift+O')
    await expect(page.getByTestId('import-notes')).toContainText(says[0], { timeout: 30_000 })
    await tabTo(page, /^Import \d/)
    await page.keyboard.press('Enter')
    await expect(importer(page)).toHaveCount(0, { timeout: 30_000 })
    const begin = page.getByRole('button', { name: 'New project that fits' })
    await shown(page, name)
    if (await begin.isVisible()) {
      await tabTo(page, /New project that fits/)
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('workspace-design')).toBeVisible()
    }
    await page.keyboard.press('Control+Enter')
    await endOfTraining(page, 'finished')
  })

test('a clean set and one with faults are told apart in words', async ({ studio: { page } }) => {
  await drop(page, 'pictures')
  await importButton(page).click({ timeout: 30_000 })
  await expect(importer(page)).toHaveCount(0, { timeout: 30_000 })
  await expect(page.getByTestId('findings')).toContainText('Nothing stands against training', {
    timeout: 30_000,
  })

  await drop(page, 'faulty')
  await expect(page.getByTestId('import-notes')).toContainText('folders of training, validation or test', {
    timeout: 30_000,
  })
  await expect(page.getByTestId('import-notes')).toContainText('differ in size, from 16×16 to 24×24')
  await importButton(page).click({ timeout: 30_000 })
  const question = page.getByRole('alertdialog', { name: 'Files that could not be read' })
  await expect(question).toContainText('2 files could not be read', { timeout: 30_000 })
  await expect(question).toContainText('train/rings/cut.png')
  await expect(question).toContainText('train/stripes/notes.png')
  await page.getByRole('button', { name: /^Leave them out and import 59/ }).click()
  await expect(importer(page)).toHaveCount(0, { timeout: 30_000 })
  const findings = page.getByTestId('findings')
  await expect(findings).toContainText(/3 pictures of the test split are (also|exact|the same)/, {
    timeout: 30_000,
  })
  await expect(findings).toContainText(/rings/) // the class with few samples, by name
  await expect(page.getByTestId('class-counts')).toContainText('rings')
  await page.getByText('2 files were left out').click()
  await expect(page.getByText(/notes\.png: /)).toBeVisible()
})

test('what was found is left out with one click, taken back, and missed by the training', async ({
  studio: { page },
}) => {
  await drop(page, 'faulty')
  await importButton(page).click({ timeout: 30_000 })
  await page.getByRole('button', { name: /^Leave them out and import 59/ }).click({ timeout: 30_000 })
  await expect(importer(page)).toHaveCount(0, { timeout: 30_000 })
  const findings = page.getByTestId('findings')
  const about = page.getByLabel('About the data')
  const leak = findings.getByRole('article').filter({ hasText: 'Copies across training and test' })
  const left = page.getByTestId('left-out')
  const shows = page.getByTestId('sample-count')
  const tiles = page.getByTestId('gallery').getByRole('button')
  const bar = page.getByTestId('leaving')
  const test = (samples: number) => expect(about).toContainText(`Test${samples} samples`)

  // With one click, and back.
  await expect(leak).toContainText('leave out the copies in the test split', { timeout: 30_000 })
  await test(14)
  await leak.getByRole('button', { name: 'Leave 3 out' }).click()
  await expect(findings).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 })
  await expect(leak).toHaveCount(0)
  await expect(left).toContainText('3 samples')
  await test(11)
  await page.keyboard.press('Control+z')
  await expect(leak).toBeVisible({ timeout: 30_000 })
  await expect(left).toHaveCount(0)
  await test(14)
  await page.keyboard.press('Control+Shift+Z')
  await expect(left).toContainText('3 samples')
  await page.getByRole('alert').getByRole('button', { name: 'Take back' }).click()
  await expect(left).toHaveCount(0)

  // After a look.
  await leak.getByRole('button', { name: 'Show the 6' }).click({ timeout: 30_000 })
  await expect(tiles).toHaveCount(6)
  await bar.getByRole('button', { name: 'Leave 3 of these out' }).click()
  await expect(bar).toContainText('3 are left out.')
  await expect(page.getByRole('button', { name: /^stripes · left out · test\/stripes\/copy-/ })).toHaveCount(
    3,
  )
  await expect(leak).toHaveCount(0, { timeout: 30_000 })

  // All that is left out has a place, from where one sample comes back by its menu.
  await left.getByRole('button', { name: 'Show' }).click()
  await expect(shows).toHaveText('3 samples')
  await page.getByRole('button', { name: /copy-1\.png$/ }).click()
  await page.getByRole('menuitem', { name: 'Take back' }).click()
  await expect(shows).toHaveText('2 samples')
  await expect(leak).toContainText('1 picture of the test split is also', { timeout: 30_000 })
  await leak.getByRole('button', { name: 'Leave 1 out' }).click()
  await expect(shows).toHaveText('3 samples')

  // One sample of the training split, by keyboard alone; the focus goes on.
  await page.getByText('Training', { exact: true }).first().click()
  await expect(shows).toHaveText('40 samples')
  await tiles.first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Delete')
  await expect(shows).toHaveText('39 samples')
  await expect(left).toContainText('4 samples')
  await page.keyboard.press('End')
  await expect(tiles.last()).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(shows).toHaveText('38 samples')
  await expect(tiles.last()).toBeFocused()

  // The project that fits these data leaves them out as well, and trains without them.
  await page.getByRole('button', { name: 'New project that fits' }).click()
  await expect(page.getByTestId('workspace-design')).toBeVisible()
  await show(page, 'Train')
  await fill(page, 'Epochs', '2')
  await expect(page.getByText(/^Train will run 2 epochs of 38 samples/)).toBeVisible()
  await page.getByTestId('train').click()
  await endOfTraining(page, 'finished')
  await page.getByText('Test split', { exact: true }).click()
  await expect(page.getByTestId('answers')).toContainText('Test split, 11 samples')

  // Another run with all of them: Compare says what differs. Other data begin with nothing left out.
  await show(page, 'Data')
  await left.getByRole('button', { name: 'Take back' }).click()
  await expect(left).toHaveCount(0)
  await expect(page.getByText(/^Train will run 2 epochs of 40 samples/)).toBeVisible()
  await page.getByTestId('train').click()
  await endOfTraining(page, 'finished')
  await show(page, 'Compare')
  for (const box of await page.getByRole('checkbox', { name: /^Compare / }).all()) await box.check()
  await expect(page.getByTestId('differences').getByRole('row', { name: /^Samples left out/ })).toContainText(
    /5 samples: \d+(, \d+){4}–|–5 samples: \d+(, \d+){4}/,
  )
  await show(page, 'Data')
  await page.keyboard.press('Control+z')
  await expect(left).toContainText('5 samples')
  await page.getByRole('button', { name: /^Fashion-MNIST/ }).click()
  await expect(about).toContainText('Training5,400 samples')
  await expect(left).toHaveCount(0)
})

test('numbers are predicted, measured and compared', async ({ studio: { page } }) => {
  await drop(page, 'oils.csv')
  await page.getByTestId('import').getByText('Numbers', { exact: true }).click({ timeout: 30_000 })
  await expect(page.getByTestId('import-notes')).toContainText('One number is predicted: acidity')
  await importButton(page).click()
  await expect(importer(page)).toHaveCount(0, { timeout: 30_000 })
  expect(await train(page, 'oils.csv', '60')).toMatch(/on the test split R² is 0\.9\d*, and the usual error/)
  await expect(page.getByText('Loss (numbers standardised)')).toBeVisible()
  await expect(page.getByTestId('epoch-60')).toContainText(/0\.9\d{2}/)
  await page.getByText('Test split', { exact: true }).click()
  await expect(page.getByTestId('answers')).toContainText(/Test split, 12 samples: R² 0\.9\d* · RMSE/)
  await expect(page.getByTestId('answers')).toContainText('Predicted acidity (%)')
  await show(page, 'Inspect')
  const cells = page.getByTestId('numbers').locator('tbody td')
  await expect(cells).toHaveCount(3, { timeout: 30_000 })
  const [truth, predicted] = await cells.evaluateAll(all => all.map(c => Number(c.textContent)))
  // In the unit of the table, not in deviations.
  expect(Math.abs((predicted ?? NaN) / (truth ?? NaN) - 1)).toBeLessThan(0.5)
  const maps = page.getByTestId('maps')
  const plot = maps.getByRole('img', { name: /maps of/ })
  await page
    .getByTestId('workspace-inspect')
    .getByRole('button', { name: /^Input/ })
    .click()
  await expect(maps).toContainText(/, 400 to 700 nm/)
  await plot.hover({ position: { x: 90, y: 60 } })
  await expect(maps).toContainText(/Map 1 of 1: \d{3} nm · −?[\d.]+/)
  await page
    .getByTestId('workspace-inspect')
    .getByRole('button', { name: /^Pooling 1D/ })
    .first()
    .click()
  await plot.hover({ position: { x: 30, y: 30 } })
  await expect(maps).toContainText(/Map 1 of \d+: ≈ \d{3} nm · −?[\d.]+/)
  await show(page, 'Compare')
  await expect(page.getByTestId('experiment-1').locator('[data-column="testR2"]')).toHaveText(/^0\.\d{3}$/)
  await expect(page.getByTestId('experiment-1').locator('[data-column="testAccuracy"]')).toHaveText('–')
  await page.getByRole('checkbox', { name: /^Compare / }).check()
  await expect(page.getByTestId('curves')).toContainText('Validation R²')
  await expect(page.getByTestId('curves')).not.toContainText('accuracy')
  await page.getByTestId('curves').getByText('Validation loss', { exact: true }).click()
  await expect(page.getByTestId('curves')).toContainText('Validation loss (numbers standardised)')
})

test('steps are added, seen, moved and undone; the split follows a column', async ({ studio: { page } }) => {
  await drop(page, 'oils.csv')
  await importButton(page).click({ timeout: 30_000 })
  await expect(importer(page)).toHaveCount(0, { timeout: 30_000 })
  const preparation = page.getByTestId('steps-preparation')
  await page.getByRole('button', { name: 'Add a step to the preparation' }).click()
  await page.getByRole('menuitem', { name: /^Standard normal variate|^SNV/ }).click()
  await expect(preparation.getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: /^Move (Standard normal variate|SNV).* up$/ }).click()
  await page.getByText('Prepared', { exact: true }).click()
  await expect(page.getByTestId('spectra')).toContainText('as the network gets them')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(preparation.getByRole('listitem')).toHaveCount(1)
  await choose(page, 'Split', 'Groups kept together')
  await choose(page, 'Group column', 'sample (30 values)')
  await expect(page.getByLabel('About the data')).toContainText('Training')
})

test('cancelling leaves nothing behind', async ({ studio: { page, userData } }) => {
  await drop(page, 'faulty')
  await importButton(page).click({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Cancel the import' }).click({ timeout: 30_000 })
  await expect(importer(page)).toHaveCount(0)
  await expect.poll(() => readdir(join(userData, 'datasets')).catch(() => [])).toEqual([])
})

test('looking through all samples shows how far it is, ends when cancelled, begins anew when asked', async ({
  studio: { app, page },
}) => {
  const findings = page.getByTestId('findings')
  const inspectors = () =>
    app.evaluate(electron => electron.app.getAppMetrics().filter(m => m.name === 'Receptive auditor').length)
  await show(page, 'Data')
  await page.getByRole('button', { name: /^Tecator/ }).click()
  await page.getByRole('button', { name: /^Fashion-MNIST/ }).click()
  await expect(findings).toContainText(/Looking through all samples… \d+ %/)
  expect(await inspectors()).toBe(1)
  await findings.getByRole('button', { name: 'Cancel' }).click()
  await expect(findings).toContainText(/^Not looked through\./)
  await expect.poll(inspectors).toBe(0)
  await fill(page, 'Split seed', '7') // another split would be looked through, had it not been cancelled
  await show(page, 'Train')
  await show(page, 'Data')
  await expect(findings).toContainText(/^Not looked through\./)

  // Every share the bar shows until the findings take its place.
  const shares = findings.evaluate(
    section =>
      new Promise<number[]>(resolve => {
        const seen: number[] = []
        const look = new MutationObserver(() => {
          const bar = section.querySelector('[role=progressbar]')
          if (bar) seen.push(Number(bar.getAttribute('aria-valuenow')))
          else if (seen.length > 0) {
            look.disconnect()
            resolve(seen)
          }
        })
        look.observe(section, { attributes: true, childList: true, subtree: true })
      }),
  )
  await findings.getByRole('button', { name: 'Look through them' }).click()
  const seen = await shares
  await expect(findings).toContainText('Near-copies across')
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(new Set(seen).size).toBeGreaterThan(10)
})

test(
  'an imported set is read again for another target, and says where its files were once they are ' + 'gone',
  async ({ studio: { page, userData } }) => {
    const file = join(userData, 'liquids.csv')
    const about = page.getByLabel('About the data')
    const again = about.getByRole('button', { name: 'Choose another target…' })
    await copyFile(join(OWN, 'oils.csv'), file)
    await drop(page, relative(OWN, file))
    await importButton(page).click({ timeout: 30_000 })
    await shown(page, 'liquids.csv')
    await expect(page.getByTestId('class-counts')).toBeVisible()

    await again.click()
    await expect(importer(page)).toContainText('In use now: classes by “oil”.')
    await expect(importer(page)).toContainText('This is the set that is there already')
    await expect(page.getByRole('combobox', { name: 'Column of classes' })).toHaveValue(/ · in use$/)
    await expect(importButton(page)).toBeDisabled()
    await importer(page).getByText('Numbers', { exact: true }).click()
    await expect(page.getByTestId('import-notes')).toContainText('One number is predicted: acidity')
    await importButton(page).click()
    await expect(about).toContainText('To predict')
    await expect(page.getByRole('button', { name: /^liquids 60 spectra/ })).toHaveCount(2)

    await rm(file)
    await again.click()
    await expect(importer(page).getByRole('alert')).toContainText(
      `“liquids” was read from ${file}, and nothing is there any more`,
    )
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await expect(about).toContainText('To predict')
  },
)
