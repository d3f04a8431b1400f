/**
 * Orders given at awkward moments: before the first batch, twice, and while the trainer has nothing to answer
 * with.
 */
import { execFileSync } from 'node:child_process'
import type { ElectronApplication, Page } from '@playwright/test'
import { LONG, often } from '../long'
import { endOfTraining, experimentRows, fromProjectMenu, startTraining } from './actions'
import { close, expect, launch, test } from './launch'

type Call = { name: string; arg?: unknown }
/** Calls of the bridge, all sent before any is answered. */
const together = (page: Page, calls: Call[]): Promise<{ ok: boolean; message?: string }[]> =>
  page.evaluate(
    sent =>
      Promise.all(
        sent.map(({ name, arg }) =>
          (window.receptive.call as (n: string, a: unknown) => Promise<{ ok: boolean; message?: string }>)(
            name,
            arg,
          ),
        ),
      ),
    calls,
  )
const currentProject = (page: Page): Promise<{ id: string; document: unknown }> =>
  page.evaluate(async () => {
    const reply = await window.receptive.call('project:current', undefined)
    if (!reply.ok) throw new Error(reply.message)
    return { id: reply.value.id, document: reply.value.document as unknown }
  })
const utilities = (app: ElectronApplication): Promise<number[]> =>
  app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(m => m.type === 'Utility' && /Receptive/.test(m.name ?? ''))
      .map(m => m.pid),
  )
const isAlive = (pid: number): boolean => {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
      .toString()
      .startsWith('Z')
  } catch {
    return false
  }
}

test('stop before the first batch stops, and stop leaves no process', async ({ studio: { app, page } }) => {
  const { id, document } = await currentProject(page)
  for (let n = 1; n <= often(2, 4); n++) {
    const [start] = await together(page, [
      { name: 'run:start', arg: { project: id, document } },
      ...(n === 1 ? [{ name: 'run:stop' }] : []),
    ])
    expect(start).toMatchObject({ ok: true })
    if (n > 1) {
      await page.waitForTimeout((n - 2) * 120)
      await together(page, [
        { name: 'run:pause' },
        { name: 'run:resume' },
        { name: 'run:stop' },
        { name: 'run:stop' },
      ])
    }
    await endOfTraining(page, 'stopped', 10_000)
    await expect
      .poll(async () => (await experimentRows(app)).map(r => r['status']))
      .toEqual(Array.from({ length: n }, () => 'stopped'))
    await expect.poll(() => utilities(app)).toEqual([])
  }
})

test('two starts at once are one run', async ({ studio: { app, page } }) => {
  const { id, document } = await currentProject(page)
  const start = { name: 'run:start', arg: { project: id, document } }
  const replies = await together(page, [start, start, start])
  expect(replies.map(r => r.ok)).toEqual([true, false, false])
  expect(replies[1]?.message).toContain('A training is going on')
  await expect.poll(async () => (await utilities(app)).length).toBe(1)
  expect(await experimentRows(app)).toHaveLength(1)
})

test('a trainer killed while it is paused leaves an interrupted run', async ({ studio: { app, page } }) => {
  await startTraining(page)
  await together(page, [{ name: 'run:pause' }])
  await expect
    .poll(async () => (await experimentRows(app))[0]?.['status'], { timeout: 15_000 })
    .toBe('paused')
  const [pid = 0] = await utilities(app)
  process.kill(pid, 'SIGKILL')
  await endOfTraining(page, 'interrupted', 10_000)
  expect(await experimentRows(app)).toMatchObject([{ status: 'interrupted' }])
})

test(
  'a trainer killed while it starts leaves an interrupted run',
  LONG,
  async ({ studio: { app, page } }) => {
    const { id, document } = await currentProject(page)
    await together(page, [{ name: 'run:start', arg: { project: id, document } }])
    await expect.poll(async () => (await utilities(app)).length, { intervals: [10] }).toBe(1)
    process.kill((await utilities(app))[0] ?? 0, 'SIGKILL')
    await endOfTraining(page, 'interrupted', 10_000)
    expect(await experimentRows(app)).toMatchObject([{ status: 'interrupted' }])
  },
)

test('a trainer that hangs is stopped all the same', LONG, async ({ studio: { app, page } }) => {
  await startTraining(page)
  const [pid = 0] = await utilities(app)
  process.kill(pid, 'SIGSTOP')
  await together(page, [{ name: 'run:stop' }])
  expect(await endOfTraining(page, 'stopped', 15_000)).toContain('did not answer')
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
})

for (const state of ['running', 'paused'])
  test(`a ${state} trainer whose studio is killed ends too, and the run is marked`, LONG, async () => {
    const first = await launch()
    await startTraining(first.page)
    if (state === 'paused') {
      await together(first.page, [{ name: 'run:pause' }])
      await expect
        .poll(async () => (await experimentRows(first.app))[0]?.['status'], { timeout: 15_000 })
        .toBe('paused')
    }
    const trainers = await utilities(first.app)
    const gone = first.app.waitForEvent('close')
    expect(trainers).toHaveLength(1)
    process.kill(first.app.process().pid!, 'SIGKILL')
    await gone
    await expect.poll(() => trainers.filter(isAlive), { timeout: 15_000 }).toEqual([])
    const second = await launch({ userData: first.userData })
    await expect(second.page.getByText(/interrupted when the studio last closed/)).toBeVisible()
    expect(await experimentRows(second.app)).toMatchObject([{ status: 'interrupted' }])
    await close(second)
  })

test('closing the window while the trainer starts leaves no process and no running row', async () => {
  const first = await launch()
  const { id, document } = await currentProject(first.page)
  await together(first.page, [{ name: 'run:start', arg: { project: id, document } }])
  const trainers = await utilities(first.app)
  await close(first, { keepsUserData: true })
  expect(trainers.filter(isAlive)).toEqual([])
  const second = await launch({ userData: first.userData })
  expect(await experimentRows(second.app)).toMatchObject([{ status: 'interrupted' }])
  await close(second)
})

test('reloading the page during a run follows it to its end', async ({ studio: { page } }) => {
  await fromProjectMenu(page, /Tecator spectra/)
  await startTraining(page)
  await page.reload()
  await expect(page.getByTestId('run-ended').or(page.getByTestId('epoch-progress')).first()).toBeVisible({
    timeout: 20_000,
  })
})
