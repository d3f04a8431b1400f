/**
 * End-to-end tests: Playwright drives the built studio in a real Electron. `npm test -- e2e` prepares both.
 * One window at a time, because every test may use all the cores for training.
 */
import { defineConfig } from '@playwright/test'
import { isLong } from './test/long'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  ...(isLong ? {} : { grepInvert: /@long/ }),
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A shared machine may stall a real window; what passes the second time is reported as flaky, not hidden.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
})
