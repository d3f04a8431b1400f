/**
 * What a person does in the studio, by mouse and keyboard: the verbs that tests and the demo are written in.
 */
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import type { LayerKind } from '../../engine/layers'

export type Workspace = 'Design' | 'Data' | 'Train' | 'Inspect' | 'Compare'

export async function show(page: Page, workspace: Workspace): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Workspaces' })
    .getByRole('button', { name: workspace, exact: true })
    .click()
  await expect(page.getByTestId(`workspace-${workspace.toLowerCase()}`)).toBeVisible()
}

/** Opens one of the project menu's entries. */
export async function fromProjectMenu(page: Page, entry: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Project menu' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

export const nodes = (page: Page, kind?: LayerKind): Locator =>
  page.locator(`[data-testid^="node-"]${kind ? `[data-kind="${kind}"]` : ''}`)
export const add = (page: Page, title: string): Promise<void> =>
  page.getByRole('button', { name: `Add ${title}`, exact: true }).click()

/** Waits until the canvas has stopped moving; the first frames of a fresh window may take their time. */
export async function settled(page: Page): Promise<void> {
  const view = () => page.locator('.react-flow__viewport').getAttribute('style')
  for (let before = await view(), quiet = 0; quiet < 4;) {
    await page.waitForTimeout(150)
    const now = await view()
    quiet = now === before ? quiet + 1 : 0
    before = now
  }
}

/** Pulls from the middle of one thing to the middle of another, as a hand does: in many small moves. */
export async function pull(page: Page, from: Locator, to: Locator): Promise<void> {
  await settled(page)
  await from.hover()
  await page.mouse.down()
  const box = await to.boundingBox()
  if (!box) throw new Error('There is nothing to pull to.')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 20 })
  await expect(page.locator('.react-flow__connection')).toBeVisible()
  await page.mouse.up()
}

/** Sets a field of a form as one does: select all, type, leave. */
export async function fill(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.click()
  await field.fill(value)
  await field.press('Enter')
}

export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Presses Train and waits for the first batch. */
export async function startTraining(page: Page): Promise<void> {
  await page.getByTestId('train').click()
  await expect(page.getByTestId('epoch-progress')).toBeVisible({ timeout: 30_000 })
}

/** Waits for the end of the run and answers with the sentence it ended with. */
export async function endOfTraining(page: Page, status: string, timeout = 240_000): Promise<string> {
  const end = page.getByTestId('run-ended')
  await expect(end).toBeVisible({ timeout })
  await expect(end).toHaveAttribute('data-status', status)
  return end.innerText()
}

/** The share of test samples that are right, from the sentence a finished run leaves. */
export const accuracyIn = (sentence: string): number =>
  Number(/([\d.]+) % of the test samples/.exec(sentence)?.[1]) / 100

/**
 * Every row of the experiments' table, read from the SQLite file by the main process, past the studio's own
 * code.
 */
export function experimentRows(app: ElectronApplication): Promise<Record<string, unknown>[]> {
  return app.evaluate(({ app: electron }) => {
    const load = process
      .getBuiltinModule('node:module')
      .createRequire(`${electron.getAppPath()}/package.json`)
    const Database = load('better-sqlite3') as new (
      path: string,
      options: object,
    ) => { prepare(sql: string): { all(): Record<string, unknown>[] }; close(): void }
    const binding = process.env['RECEPTIVE_SQLITE_BINDING']
    const db = new Database(`${electron.getPath('userData')}/receptive.db`, {
      readonly: true,
      ...(binding ? { nativeBinding: binding } : {}),
    })
    try {
      return db
        .prepare(
          `SELECT e.id, e.name, e.status, e.sentence, e.parameters, e.threads, e.test_accuracy, e.deleted_at,
        (SELECT count(*) FROM epochs WHERE experiment_id = e.id) AS epochs,
        (SELECT count(*) FROM weights WHERE experiment_id = e.id) AS saved_weights,
        (SELECT count(*) FROM filters WHERE experiment_id = e.id) AS filter_snapshots,
        (SELECT round(sum(seconds), 1) FROM epochs WHERE experiment_id = e.id) AS seconds,
        (SELECT round(avg(samples_per_second)) FROM epochs WHERE experiment_id = e.id) AS samples_per_second,
        (SELECT hex(data) FROM weights WHERE experiment_id = e.id ORDER BY epoch DESC LIMIT 1) AS last_weights
        FROM experiments e ORDER BY e.id`,
        )
        .all()
    } finally {
      db.close()
    }
  })
}

/** Answers the next file dialogs without showing them. */
export const answerDialogs = (app: ElectronApplication, path: string | null): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' })
    dialog.showOpenDialog = async () => ({
      canceled: chosen === null,
      filePaths: chosen === null ? [] : [chosen],
    })
  }, path)
