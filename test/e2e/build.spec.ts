/**
 * A network from an empty canvas, by mouse and by keyboard; a shape error provoked and mended; undo over
 * everything.
 */
import { add, choose, fill, fromProjectMenu, nodes, pull, settled, show } from './actions'
import { expect, test } from './launch'

test('by mouse: click, drag, wire, mend', async ({ studio: { page } }) => {
  await fromProjectMenu(page, /^New project/)
  await expect(nodes(page)).toHaveCount(0)
  await expect(page.getByTestId('why-not')).toContainText('canvas is empty')
  await show(page, 'Data')
  await page
    .getByRole('button', { name: /Fashion-MNIST/ })
    .first()
    .click()
  await show(page, 'Design')

  for (const title of ['Input', 'Conv 2D', 'Activation', 'Pooling 2D']) await add(page, title)
  // Each click appended to the selection, wired.
  await expect(page.locator('.react-flow__edge')).toHaveCount(3)
  await expect(nodes(page, 'conv2d')).toContainText('26×26×32')
  await expect(nodes(page, 'pooling2d')).toContainText('13×13×32')

  // A Dense behind maps is wrong: its own sentence, and a button that mends it.
  await add(page, 'Dense')
  const dense = nodes(page, 'dense')
  await expect(dense).toHaveAttribute('data-state', 'bad')
  await expect(dense.locator('..')).toContainText('Dense needs one row of features and gets 13×13×32')
  await page.getByRole('button', { name: 'Insert Flatten' }).first().click()
  await expect(nodes(page, 'flatten')).toContainText('5408')
  await expect(dense).toContainText('10')

  // The Output is dragged from the palette and wired by hand, handle to handle.
  const canvas = page.getByRole('region', { name: 'Network' })
  const box = await canvas.boundingBox()
  await settled(page)
  await page
    .getByRole('button', { name: 'Add Output' })
    .dragTo(canvas, { targetPosition: { x: box!.width - 240, y: box!.height - 200 } })
  await expect(nodes(page, 'output')).toHaveAttribute('data-state', 'bad')
  await expect(page.locator('.react-flow__node:focus')).toHaveCount(1) // a new node gets the keyboard
  await page.keyboard.press('f')
  await pull(
    page,
    dense.locator('.react-flow__handle-right'),
    nodes(page, 'output').locator('.react-flow__handle-left'),
  )
  await expect(page.locator('.react-flow__edge')).toHaveCount(6)
  await expect(page.getByTestId('train')).toHaveAttribute('aria-disabled', 'false')
})

test('a kernel that does not fit says so with its numbers, and one click mends it', async ({
  studio: { page },
}) => {
  await nodes(page, 'conv2d').last().click()
  await page.getByText('Valid', { exact: true }).click()
  await fill(page, 'Kernel size, height', '15') // the two sides are linked
  await expect(page.locator('[data-testid^="problem-"]')).toHaveText(
    'A 15×15 kernel does not fit a 14×14 image: reduce the kernel or add padding 1.',
  )
  await expect(page.getByTestId('train')).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByTestId('why-not')).toContainText('Train is off')
  await page.locator('[data-testid^="fix-"]').first().click()
  await expect(page.getByTestId('train')).toHaveAttribute('aria-disabled', 'false')
})

test('by keyboard alone', async ({ studio: { page } }) => {
  await page.keyboard.press('Control+n')
  await expect(nodes(page)).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByPlaceholder('Find an action')).toBeFocused()
  await page.keyboard.type('Data')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('workspace-data')).toBeVisible()
  await page
    .getByRole('button', { name: /Tecator/ })
    .first()
    .focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+1')
  await expect(page.getByTestId('workspace-design')).toBeVisible()
  for (const title of ['Input', 'Conv 1D', 'Activation', 'Pooling 1D', 'Flatten', 'Dense', 'Output']) {
    await page.keyboard.press('a')
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
  }
  await expect(page.locator('.react-flow__edge')).toHaveCount(6)
  // Ten units for three classes: the sentence is on the Output, and its button gives the Dense three.
  await expect(page.locator('[data-testid^="problem-"]')).toContainText(
    'ends in 10 scores, but Tecator meat spectra has 3 classes',
  )
  await page.locator('[data-testid^="fix-"]').focus()
  await page.keyboard.press('Enter')
  await expect(nodes(page, 'dense')).toContainText('3 units')
  await expect(page.getByTestId('train')).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('workspace-train')).toBeVisible()
  await expect(page.getByTestId('epoch-1')).toBeVisible({ timeout: 30_000 })
})

test('undo and redo over nodes, wires, settings and moves; a drag is one step', async ({
  studio: { page },
}) => {
  const conv = nodes(page, 'conv2d').first()
  const place = async () => {
    const b = await conv.boundingBox()
    return [Math.round(b!.x), Math.round(b!.y)]
  }
  await settled(page)
  const before = await place()
  const box = (await conv.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + 8)
  await page.mouse.down()
  for (let i = 1; i <= 12; i++) await page.mouse.move(box.x + box.width / 2 + i * 3, box.y + 8 + i * 8)
  await page.mouse.up()
  const after = await place()
  expect(after).not.toEqual(before)
  await page.keyboard.press('Control+z')
  await expect.poll(place).toEqual(before)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(place).toEqual(after)

  const count = await nodes(page).count()
  await page.keyboard.press('Delete')
  await expect(nodes(page)).toHaveCount(count - 1)
  await show(page, 'Train')
  await fill(page, 'Epochs', '77')
  await choose(page, 'Optimiser', 'SGD with momentum')
  await expect(page.getByLabel('Momentum', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByLabel('Momentum', { exact: true })).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(page.getByLabel('Epochs', { exact: true })).not.toHaveValue('77')
  await page.keyboard.press('Control+z')
  await show(page, 'Design')
  await expect(nodes(page)).toHaveCount(count)
  await expect(page.getByTestId('train')).toHaveAttribute('aria-disabled', 'false')
})

test('a loose node is named', async ({ studio: { page } }) => {
  const canvas = page.getByRole('region', { name: 'Network' })
  const box = await canvas.boundingBox()
  await page
    .getByRole('button', { name: 'Add Conv 2D' })
    .dragTo(canvas, { targetPosition: { x: box!.width / 2, y: box!.height - 160 } })
  await expect(page.getByTestId('train')).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByTestId('why-not')).toContainText(
    'Conv 2D has no input: wire the node before it to its left side',
  )
  await expect(nodes(page, 'conv2d').last()).toHaveAttribute('data-state', 'bad')
  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('train')).toHaveAttribute('aria-disabled', 'false')
})
