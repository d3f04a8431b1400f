/**
 * `npm run demo`: the studio's main job in a real window, through the real interface. Trains the image
 * example and the spectra example, looks at their filters, compares them, and leaves screenshots and a
 * summary in build/demo.
 */
import type { Page } from '@playwright/test'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accuracyIn, experimentRows, fromProjectMenu, show } from '../e2e/actions'
import { launch } from '../e2e/launch'
import { messageOf } from '../../engine/spec'

const FOLDER = join(process.cwd(), 'build', 'demo')
type Result = {
  readonly network: string
  readonly parameters: string
  readonly testAccuracy: number
  readonly seconds: number
  readonly samplesPerSecond: number
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

let pictures = 0
async function picture(page: Page, name: string): Promise<void> {
  const file = `${String(++pictures).padStart(2, '0')}-${name}.png`
  await page.mouse.move(720, 12) // away from anything that shows a tooltip
  await page.waitForTimeout(400)
  await page.screenshot({ path: join(FOLDER, file) })
  say(`  screenshot ${file}`)
}

/** Presses Train and repeats in the terminal what the dock says, epoch by epoch. */
async function train(page: Page, name: string): Promise<{ sentence: string; seconds: number }> {
  const begun = Date.now()
  const end = page.getByTestId('run-ended')
  const isTerminal = process.stdout.isTTY
  await page.getByTestId('train').click()
  await page.getByTestId('epoch-progress').waitFor({ timeout: 60_000 })
  let last = ''
  let hasPicture = false
  while (!(await end.isVisible())) {
    const epoch = await page
      .getByTestId('epoch-progress')
      .innerText({ timeout: 1000 })
      .catch(() => '')
    const status = await page.getByTestId('status').innerText()
    const line = `  ${name}: ${epoch} · ${status}`
    if (isTerminal) process.stdout.write(`\r\x1b[K${line}`)
    else if (epoch && epoch !== last) say(line)
    if (!hasPicture && Number(/Epoch (\d+)/.exec(epoch)?.[1]) >= 3) {
      await picture(page, `${name}-training`)
      hasPicture = true
    }
    last = epoch || last
    await page.waitForTimeout(250)
  }
  if (isTerminal) process.stdout.write('\n')
  return { sentence: await end.innerText(), seconds: (Date.now() - begun) / 1000 }
}

async function session(page: Page, name: string): Promise<Omit<Result, 'parameters' | 'samplesPerSecond'>> {
  await show(page, 'Design')
  await picture(page, `${name}-design`)
  await show(page, 'Data')
  await picture(page, `${name}-data`)
  const { sentence, seconds } = await train(page, name)
  say(`  ${sentence}`)
  await picture(page, `${name}-trained`)
  await show(page, 'Inspect')
  await page.getByTestId('filters').waitFor()
  await picture(page, `${name}-filters-and-maps`)
  return { network: name, testAccuracy: accuracyIn(sentence), seconds }
}

async function main(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  say('Receptive demo: two networks are trained in a real window, through its own buttons.')
  const { app, page } = await launch({ userData: join(FOLDER, 'user-data') })
  try {
    await page.getByTestId('train').waitFor()
    say('1. Images: Fashion-MNIST, 5,400 training pictures of ten classes')
    const images = await session(page, 'images')
    say('2. Spectra: Tecator, near-infrared absorbance of meat in three classes of fat')
    await fromProjectMenu(page, /Tecator spectra/)
    const spectra = await session(page, 'spectra')
    say('3. Comparing the two experiments')
    await show(page, 'Compare')
    for (const box of await page.getByRole('checkbox', { name: /^Compare / }).all()) await box.check()
    await picture(page, 'compare')
    const rows = (await experimentRows(app)).map(({ last_weights: _weights, ...row }) => row)
    const results = [images, spectra].map((r, i): Result => ({
      ...r,
      parameters: String(rows[i]?.['parameters']),
      samplesPerSecond: Number(rows[i]?.['samples_per_second']),
    }))
    await report(results, rows)
    const isGood = images.testAccuracy >= 0.85 && spectra.testAccuracy >= 0.9
    if (!isGood) say('An accuracy is below what the examples promise (85 % and 90 %).')
    process.exitCode = isGood ? 0 : 1
  } finally {
    await app.close()
  }
}

async function report(results: readonly Result[], rows: readonly Record<string, unknown>[]): Promise<void> {
  const lines = results.map(
    r =>
      `| ${r.network} | ${r.parameters} | ${(100 * r.testAccuracy).toFixed(1)} % | ` +
      `${r.seconds.toFixed(1)} s | ${r.samplesPerSecond} |`,
  )
  const table = [
    '| network | parameters | test accuracy | time | samples/s |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n')
  const stored = rows
    .map(
      row =>
        `- ${Object.entries(row)
          .map(([k, v]) => `${k}: ${v}`)
          .join(', ')}`,
    )
    .join('\n')
  await writeFile(join(FOLDER, 'summary.json'), JSON.stringify({ results, experiments: rows }, null, 2))
  await writeFile(
    join(FOLDER, 'summary.md'),
    `# Demo\n\n${table}\n\nExperiment rows in SQLite:\n\n${stored}\n`,
  )
  say(`\n${table}\n\nExperiment rows in SQLite:\n${stored}\n\nScreenshots and summary: build/demo`)
}

await main().catch((error: unknown) => {
  say(`The demo stopped: ${messageOf(error)}`)
  process.exitCode = 1
})
