/**
 * Opens the built studio for a test, with a user-data folder of its own that is gone afterwards. Use the
 * `studio` fixture where one window is enough; call `launch` twice on one folder to test what survives a
 * restart.
 */
import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export { expect } from '@playwright/test'

export interface Studio {
  app: ElectronApplication
  /** The first window, showing its project. */
  page: Page
  userData: string
}

export interface LaunchOptions {
  /** Where the studio keeps everything; a new folder under the system's temporary one when left out. */
  userData?: string
  /** Added to the environment the studio starts in. */
  env?: Record<string, string>
}

export async function launch({ userData, env = {} }: LaunchOptions = {}): Promise<Studio> {
  const executablePath = process.env['RECEPTIVE_ELECTRON']
  if (!executablePath)
    throw new Error('RECEPTIVE_ELECTRON is not set: start end-to-end tests with `npm test -- e2e`.')
  const folder = userData ?? (await mkdtemp(join(tmpdir(), 'receptive-user-data-')))
  const parameters = JSON.parse(process.env['RECEPTIVE_ELECTRON_ARGUMENTS'] ?? '[]') as string[]
  const app = await _electron.launch({
    executablePath,
    args: [...parameters, process.cwd()],
    // Playwright itself adds --no-sandbox unless told that the sandbox works.
    chromiumSandbox: !parameters.includes('--no-sandbox'),
    env: { ...inherited(), ...env, RECEPTIVE_USER_DATA: folder },
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  await page.getByTestId('train').waitFor() // before that nobody hears a key
  return { app, page, userData: folder }
}

export async function close(studio: Studio, { keepsUserData = false } = {}): Promise<void> {
  await studio.app.close()
  if (!keepsUserData) await rm(studio.userData, { recursive: true, force: true, maxRetries: 3 })
}

/** This process's environment, without what would make Electron start as something else. */
function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && name !== 'ELECTRON_RUN_AS_NODE',
  )
  return Object.fromEntries(entries) as Record<string, string>
}

/** Playwright's `test` with a studio: `test('…', async ({ studio: { page } }) => { … })`. */
export const test = base.extend<{ studio: Studio }>({
  studio: async ({}, use) => {
    const studio = await launch()
    await use(studio)
    await close(studio)
  },
})
