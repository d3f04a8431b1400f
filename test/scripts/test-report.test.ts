/**
 * The closing lines of `npm test`: what failed must never look as if it had passed.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeOutcome, readPlaywrightReport, readVitestReport } from '../../scripts/test-report.mjs'
import { temporaryFolder } from './folder'

const unit = { name: 'unit', code: 0, milliseconds: 1200, counts: { passed: 40, failed: 0, skipped: 0 } }
const e2e = { name: 'e2e', code: 0, milliseconds: 9000, counts: { passed: 2, failed: 0, skipped: 1 } }
const lastLine = (text: string) => text.split('\n').at(-1)

test('adds up both kinds of tests', () => {
  const { text, hasPassed } = describeOutcome([unit, e2e])
  expect(lastLine(text)).toBe('42 passed, 0 failed')
  expect(text).toContain('1 skipped')
  expect(hasPassed).toBe(true)
})

test('a failed test, a failed part and a part without tests each fail the whole', () => {
  expect(
    describeOutcome([{ ...unit, code: 1, counts: { passed: 3, failed: 2, skipped: 0 } }]).hasPassed,
  ).toBe(false)
  const withBrokenTypes = describeOutcome([{ name: 'types', code: 2, milliseconds: 1 }, unit])
  expect(withBrokenTypes.hasPassed).toBe(false)
  expect(withBrokenTypes.text).toContain('Not in order: types.')
  const withoutTests = describeOutcome([unit, { ...e2e, counts: undefined }])
  expect(withoutTests.hasPassed).toBe(false)
  expect(withoutTests.text).toContain('No test ran in: e2e.')
})

test('reads what vitest and Playwright write', async () => {
  const file = join(await temporaryFolder(), 'report.json')
  const suites = [
    { status: 'passed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
  ]
  await writeFile(
    file,
    JSON.stringify({
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: suites,
    }),
  )
  expect(await readVitestReport(file)).toEqual({ passed: 5, failed: 2, skipped: 3 })
  await writeFile(
    file,
    JSON.stringify({ stats: { expected: 3, flaky: 1, unexpected: 2, skipped: 1 }, errors: [] }),
  )
  expect(await readPlaywrightReport(file)).toEqual({ passed: 4, failed: 2, skipped: 1 })
  await writeFile(file, '{')
  expect(await readVitestReport(file)).toBeUndefined()
  expect(await readPlaywrightReport(`${file}.absent`)).toBeUndefined()
})
