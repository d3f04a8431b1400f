/**
 * Networks that branch: a residual block drawn by mouse and by keyboard, trained, looked into and compared.
 */
import type { Page } from '@playwright/test'
import {
  add,
  choose,
  endOfTraining,
  fill,
  fromProjectMenu,
  nodes,
  pull,
  settled,
  show,
  startTraining,
} from './actions'
import { expect, test } from './launch'

const edges = (page: Page) => page.locator('.react-flow__edge')
const node = (page: Page, id: string) => page.getByTestId(`node-${id}`)

async function newImageProject(page: Page): Promise<void> {
  await fromProjectMenu(page, /^New project/)
  await expect(nodes(page)).toHaveCount(0)
  await show(page, 'Data')
  await page
    .getByRole('button', { name: /Fashion-MNIST/ })
    .first()
    .click()
  await show(page, 'Design')
  await page.mouse.move(640, 300) // off the button, whose tooltip would take the first Escape
}

/** One epoch, then the merge in Inspect and the network in Compare. */
async function trainAndLook(page: Page): Promise<void> {
  await expect(page.getByTestId('train')).toHaveAttribute('aria-disabled', 'false')
  await show(page, 'Train')
  await fill(page, 'Epochs', '1')
  await startTraining(page)
  await endOfTraining(page, 'finished')
  await show(page, 'Inspect')
  await expect(page.getByTestId('maps')).toBeVisible({ timeout: 30_000 })
  await page.getByTestId('inspect-add-1').click()
  await expect(page.getByTestId('inspect-add-1')).toContainText('from')
  await expect(page.getByTestId('maps')).toContainText('28×28×8 after Add')
  await expect(page.getByTestId('maps').getByRole('img', { name: '8 maps of Add' })).toBeVisible()
  await show(page, 'Compare')
  await page
    .getByRole('checkbox', { name: /^Compare / })
    .first()
    .check()
  await expect(page.getByTestId('graphs')).toContainText('Add')
  await expect(page.getByTestId('graphs')).toContainText('from Conv 2D 2, Conv 2D 1')
}

test('a residual block by mouse, trained, inspected and compared', async ({ studio: { page } }) => {
  test.setTimeout(240_000)
  await newImageProject(page)
  for (const title of ['Input', 'Conv 2D']) await add(page, title)
  await fill(page, 'Filters', '8')
  await page.getByText('Same', { exact: true }).click()
  for (const title of ['Batch norm', 'Activation', 'Conv 2D']) await add(page, title)
  await fill(page, 'Filters', '8')
  await page.getByText('Same', { exact: true }).click()
  for (const title of ['Add', 'Pooling 2D', 'Flatten', 'Dense', 'Output']) await add(page, title)
  await expect(edges(page)).toHaveCount(9)
  await expect(page.getByTestId('problem-add-1')).toContainText('Add joins two or more inputs and gets one')

  // The short cut: from a handle that feeds another layer already, to a merge that has a wire already.
  await page.getByRole('button', { name: 'Arrange', exact: true }).click()
  await settled(page)
  await pull(
    page,
    node(page, 'conv2d-1').locator('.react-flow__handle-right'),
    node(page, 'add-1').locator('.react-flow__handle-left'),
  )
  await expect(edges(page)).toHaveCount(10)
  await expect(page.getByTestId('problem-add-1')).toHaveCount(0)

  // A second wire between the same two is none; undo takes the short cut back, redo draws it again.
  await pull(
    page,
    node(page, 'conv2d-1').locator('.react-flow__handle-right'),
    node(page, 'add-1').locator('.react-flow__handle-left'),
  )
  await expect(edges(page)).toHaveCount(10)
  await page.keyboard.press('Control+z')
  await expect(edges(page)).toHaveCount(9)
  await page.keyboard.press('Control+Shift+z')
  await expect(edges(page)).toHaveCount(10)

  // The inspector lists the inputs in order, and changes it.
  await node(page, 'add-1').click()
  const inputs = page.getByTestId('inputs').getByRole('listitem')
  await expect(inputs).toHaveText([/conv2d-2/, /conv2d-1/])
  await page.getByRole('button', { name: 'Move conv2d-1 up' }).click()
  await expect(inputs).toHaveText([/conv2d-1/, /conv2d-2/])
  await page.keyboard.press('Control+z')
  await expect(inputs).toHaveText([/conv2d-2/, /conv2d-1/])
  await trainAndLook(page)
})

test('a residual block by keyboard: the short cut is drawn by name, and arrows follow the branches', async ({
  studio: { page },
}) => {
  test.setTimeout(240_000)
  await newImageProject(page)
  const type = async (title: string) => {
    await page.keyboard.press('a')
    await expect(page.getByRole('dialog', { name: 'Add a layer' })).toBeVisible()
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Add a layer' })).toHaveCount(0)
    await expect(page.locator('.react-flow__node:focus')).toHaveCount(1)
  }
  const configure = async () => {
    await page.keyboard.press('Enter') // into the inspector
    await expect(page.getByLabel('Filters', { exact: true })).toBeFocused()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('8')
    await page.getByRole('radio', { name: 'Valid' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: 'Same' })).toBeFocused()
    await page.keyboard.press('Escape') // and back
    await expect(page.locator('.react-flow__node:focus')).toHaveCount(1)
  }
  await page.getByRole('region', { name: 'Network' }).focus()
  for (const title of ['Input', 'Conv 2D']) await type(title)
  await configure()
  for (const title of ['Activation', 'Conv 2D']) await type(title)
  await configure()
  for (const title of ['Add', 'Flatten', 'Dense', 'Output']) await type(title)
  await expect(edges(page)).toHaveCount(7)

  // Back along the wires to the first convolution, and from there by name to the Add.
  for (const next of ['dense-1', 'flatten-1', 'add-1', 'conv2d-2', 'activation-1', 'conv2d-1']) {
    await page.keyboard.press('ArrowLeft')
    await expect(node(page, next)).toHaveAttribute('data-selected')
    // The next key goes to the node with the focus, which a busy machine moves a moment later.
    await expect(page.locator('.react-flow__node:focus').getByTestId(`node-${next}`)).toBeVisible()
  }
  await expect(node(page, 'conv2d-1')).toHaveAttribute('data-selected')
  await page.keyboard.press('w')
  await expect(page.getByRole('dialog', { name: 'Wire to' })).toBeVisible()
  await page.keyboard.type('add')
  await page.keyboard.press('Enter')
  await expect(edges(page)).toHaveCount(8)

  // → follows the chain, not the short cut; ← returns by the nearest wire.
  await page.keyboard.press('ArrowRight')
  await expect(node(page, 'activation-1')).toHaveAttribute('data-selected')
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowRight')
  await expect(node(page, 'add-1')).toHaveAttribute('data-selected')
  await page.keyboard.press('ArrowLeft')
  await expect(node(page, 'conv2d-2')).toHaveAttribute('data-selected')

  // Undo takes the wire back, redo draws it again.
  await page.keyboard.press('Control+z')
  await expect(edges(page)).toHaveCount(7)
  await page.keyboard.press('Control+Shift+z')
  await expect(edges(page)).toHaveCount(8)
  await trainAndLook(page)
})

test('a merge from the palette takes every selected layer; the palette is searched by keyboard', async ({
  studio: { page },
}) => {
  await newImageProject(page)
  for (const title of ['Input', 'Conv 2D', 'Activation', 'Flatten']) await add(page, title)
  await settled(page)
  await node(page, 'conv2d-1').click()
  await node(page, 'activation-1').click({ modifiers: ['Control'] })
  await page.getByRole('textbox', { name: 'Find a layer' }).click()
  await page.keyboard.type('concat')
  await page.keyboard.press('Enter')
  await expect(nodes(page, 'concatenate')).toContainText('26×26×64')
  await expect(edges(page)).toHaveCount(5)
  await page.getByRole('textbox', { name: 'Find a layer' }).focus()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Add Conv 1D', exact: true })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: 'Add Conv 2D', exact: true })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('button', { name: 'Add Conv 1D', exact: true })).toBeFocused()
})

test('what is rarely changed is behind More, and a kernel is typed in rows', async ({ studio: { page } }) => {
  await nodes(page, 'conv2d').first().click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  const values = page.getByRole('textbox', { name: 'Kernel values' })
  await values.fill('0 1 0\n1 -4 1')
  await expect(page.getByText(/filters of .* need .* kernel values.*; 6 are typed/).first()).toBeVisible()
  await fill(page, 'Filters', '1')
  await values.fill('0 1 0\n1 -4 1\n0 1 0')
  await page.keyboard.press('Tab')
  await expect(values).toHaveValue(' 0  1  0\n 1 -4  1\n 0  1  0')
  await expect(page.getByRole('button', { name: /^More/ })).toContainText('1 changed')
  await show(page, 'Train')
  await choose(page, 'Schedule', 'Cosine')
  await expect(page.getByLabel('Final share', { exact: true })).toBeVisible()
})
