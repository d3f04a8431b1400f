/**
 * The main job: both examples train to what they promise, are kept, inspected, compared, and found again
 * after a restart.
 */
import {
  accuracyIn,
  choose,
  endOfTraining,
  experimentRows,
  fill,
  fromProjectMenu,
  nodes,
  show,
  startTraining,
} from './actions'
import { close, expect, launch, test } from './launch'
import { LONG } from '../long'

test('both examples, then inspect, compare, restart', async () => {
  test.setTimeout(600_000)
  const first = await launch()
  const { page } = first
  await show(page, 'Data')
  await expect(page.getByTestId('sample-count')).toHaveText('5,400 samples')
  await expect(page.getByTestId('class-counts')).toContainText('Ankle boot')
  await startTraining(page)
  await expect(page.getByTestId('workspace-train')).toBeVisible()
  await expect(page.getByTestId('status')).toHaveText(/\d+ threads? · [\d,]+ samples\/s · .* left/, {
    timeout: 60_000,
  })
  expect(accuracyIn(await endOfTraining(page, 'finished'))).toBeGreaterThanOrEqual(0.85)

  await fromProjectMenu(page, /Tecator spectra/)
  await expect(nodes(page, 'conv1d').first()).toBeVisible()
  await show(page, 'Data')
  await expect(page.getByTestId('spectra')).toContainText('Wavelength (nm)')
  await startTraining(page)
  expect(accuracyIn(await endOfTraining(page, 'finished'))).toBeGreaterThanOrEqual(0.9)

  await show(page, 'Inspect')
  await expect(page.getByTestId('filters')).toContainText(/\d+ filters of \d+ points/)
  await expect(page.getByTestId('maps')).toBeVisible()
  await expect(page.getByTestId('verdict')).toHaveText(/^(Right|Wrong): /)
  await page.getByRole('slider', { name: 'Epoch' }).press('Home')
  await expect(page.getByTestId('inspected-epoch')).toHaveText('before training')
  await choose(page, 'Experiment', 'Fashion-MNIST example · 1')
  await expect(page.getByTestId('filters')).toContainText('16 filters of 3×3')

  await show(page, 'Compare')
  for (const box of await page.getByRole('checkbox', { name: /^Compare / }).all()) await box.check()
  await expect(page.getByTestId('differences')).toContainText('Batch size')
  await expect(page.getByTestId('differences')).not.toContainText('Momentum') // the same in both
  await expect(page.getByTestId('graphs')).toContainText('Conv 2D')
  await expect(page.getByTestId('graphs')).toContainText('Conv 1D')
  const rows = await experimentRows(first.app)
  expect(rows).toMatchObject([
    { status: 'finished', epochs: 12, saved_weights: 13, filter_snapshots: 26 },
    { status: 'finished' },
  ])
  // The table says what the database says, also after a hundred epochs a second.
  for (const row of rows)
    await expect(
      page.getByTestId(`experiment-${row['id']}`).locator('[data-column="samplesPerSecond"]'),
    ).toHaveText(Number(row['samples_per_second']).toLocaleString('en-GB'))
  await close(first, { keepsUserData: true })

  const second = await launch({ userData: first.userData })
  await expect(nodes(second.page, 'conv1d').first()).toBeVisible() // the project that was on screen last
  await show(second.page, 'Compare')
  await expect(second.page.getByTestId('experiment-count')).toHaveText('2 experiments')
  expect(await experimentRows(second.app)).toEqual(rows)
  await second.page.getByRole('button', { name: 'Actions for Fashion-MNIST example' }).click()
  await second.page.getByRole('menuitem', { name: 'Open its graph as a project' }).click()
  await expect(nodes(second.page, 'conv2d')).toHaveCount(2)
  await close(second)
})

test('the same seed gives the same weights, another seed others', LONG, async ({ studio: { app, page } }) => {
  await fromProjectMenu(page, /Tecator spectra/)
  for (const seed of ['3', '3', '4']) {
    await show(page, 'Train')
    await fill(page, 'Epochs', '5')
    await fill(page, 'Seed', seed)
    // Five epochs of spectra may be over before the dock can be looked at.
    await page.getByTestId('train').click()
    await endOfTraining(page, 'finished')
  }
  const [a, b, c] = (await experimentRows(app)).map(r => r['last_weights'])
  expect(a).toBe(b)
  expect(a).not.toBe(c)
})

test('pause holds, resume goes on, stop ends at once and keeps what is finished', async ({
  studio: { app, page },
}) => {
  await startTraining(page)
  await page.getByTestId('pause').click()
  await expect(page.getByTestId('status')).toContainText('paused')
  await page.waitForTimeout(500) // figures follow the pause by up to a tenth of a second
  const held = await page.getByTestId('dock').innerText()
  await page.waitForTimeout(1500)
  expect(await page.getByTestId('dock').innerText()).toBe(held)
  expect(await experimentRows(app)).toMatchObject([{ status: 'paused' }])
  await page.getByTestId('pause').click()
  await expect(page.getByTestId('epoch-1')).toBeVisible({ timeout: 60_000 })
  await page.getByTestId('stop').click()
  await endOfTraining(page, 'stopped', 5000)
  const [row] = await experimentRows(app)
  expect(row).toMatchObject({ status: 'stopped' })
  expect(row!['saved_weights']).toBe(Number(row!['epochs']) + 1)
  await expect(page.getByTestId('train')).toHaveAttribute('aria-disabled', 'false')
})

test('a learning rate that explodes ends the run with a sentence and keeps the last good weights', async ({
  studio: { app, page },
}) => {
  await show(page, 'Train')
  await choose(page, 'Optimiser', 'SGD with momentum')
  await fill(page, 'Learning rate', '10')
  await page.getByTestId('train').click()
  expect(await endOfTraining(page, 'failed')).toMatch(
    /no longer a number in batch \d+ of epoch 1.* Lower the learning rate \(now 10\)/,
  )
  const [row] = await experimentRows(app)
  expect(Number(row!['saved_weights'])).toBeGreaterThanOrEqual(1)
})

test('experiments are renamed, tagged, noted, sorted, deleted, restored and vacuumed', async ({
  studio: { app, page },
}) => {
  await fromProjectMenu(page, /Tecator spectra/)
  for (const epochs of ['2', '3']) {
    await show(page, 'Train')
    await fill(page, 'Epochs', epochs)
    await page.getByTestId('train').click()
    await expect
      .poll(
        async () =>
          (await experimentRows(app)).filter(
            r => r['status'] === 'finished' && r['epochs'] === Number(epochs),
          ).length,
        {
          timeout: 30_000,
        },
      )
      .toBe(1)
  }
  await show(page, 'Compare')
  await page
    .getByTestId('experiment-1')
    .getByRole('button', { name: 'Tecator example', exact: true })
    .dblclick()
  await page.getByRole('textbox', { name: 'Name of the experiment' }).fill('Two epochs')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('experiment-1')).toContainText('Two epochs')
  await page.getByRole('button', { name: 'Actions for Two epochs' }).click()
  await page.getByRole('menuitem', { name: /tags and note/ }).click()
  await page.getByRole('combobox', { name: 'Tags' }).fill('short')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Note' }).fill('Only to see it start.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByTestId('experiment-1')).toContainText('short')
  await expect(page.getByTestId('experiment-1')).toContainText('Only to see it start.')

  await page.getByRole('button', { name: 'Epochs', exact: true }).click()
  await expect(page.locator('[data-testid^="experiment-"][data-status]').first()).toHaveAttribute(
    'data-testid',
    'experiment-2',
  )
  await page.getByRole('button', { name: 'Epochs', exact: true }).click()
  await expect(page.locator('[data-testid^="experiment-"][data-status]').first()).toHaveAttribute(
    'data-testid',
    'experiment-1',
  )

  await page.getByRole('checkbox', { name: 'Compare Two epochs' }).check()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByTestId('experiment-1')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('experiment-1')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Compare Two epochs' }).check()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByTestId('experiment-1')).toHaveCount(0)
  await page.getByRole('button', { name: 'Give space back' }).click()
  await expect(page.getByText(/The database takes/)).toBeVisible()
  expect((await experimentRows(app)).map(r => r['id'])).toEqual([2])
})
