/**
 * The README's pictures, light and dark, from the real window: `node scripts/docs.mjs --pictures`. The
 * image example is trained first, so that what they show was learned and not drawn.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { endOfTraining, show, startTraining, type Workspace } from '../e2e/actions'
import { close, launch } from '../e2e/launch'

const PICTURES: readonly (readonly [Workspace, name: string])[] = [
  ['Design', 'studio'],
  ['Train', 'train'],
  ['Inspect', 'inspect'],
]

const studio = await launch()
const { page } = studio
try {
  await page.getByTestId('train').waitFor()
  await startTraining(page)
  await endOfTraining(page, 'finished')
  for (const [workspace, name] of PICTURES) {
    await show(page, workspace)
    if (workspace === 'Inspect') await page.getByTestId('filters').waitFor()
    await page.mouse.move(720, 12) // away from anything that shows a tooltip
    for (const [scheme, tail] of [
      ['light', ''],
      ['dark', '-dark'],
    ] as const) {
      const path = join(process.cwd(), 'docs', `${name}${tail}.png`)
      await rm(path, { force: true })
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(1500) // charts are drawn again in the new colours
      await page.screenshot({ path })
      process.stdout.write(`docs/${name}${tail}.png\n`)
    }
  }
} finally {
  await close(studio)
}
