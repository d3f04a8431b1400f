/**
 * Adds up what the test programs reported, for the closing lines of `npm test`. A run that failed without
 * counting a failed test (a crash, a type error) still fails, and so does one without any test.
 */
import { readFile } from 'node:fs/promises'
import { asDuration } from './runtime/progress.mjs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, code: number, milliseconds: number, counts?: Counts | undefined }} Outcome
 */

/**
 * @param {string} file
 * @returns {Promise<any>} undefined where the program did not live to write it
 */
async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * @param {string} file
 * @returns {Promise<Counts | undefined>}
 */
export async function readVitestReport(file) {
  const report = await readReport(file)
  if (report === undefined) return undefined
  // A file that cannot even be loaded has no tests to count; it counts as one failure.
  const unloaded = report.testResults.filter(
    (/** @type {any} */ suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * @param {string} file
 * @returns {Promise<Counts | undefined>}
 */
export async function readPlaywrightReport(file) {
  const report = await readReport(file)
  if (report === undefined) return undefined
  const { expected, flaky, unexpected, skipped } = report.stats
  // `errors` holds what went wrong outside any test, such as a file that cannot be loaded.
  return {
    passed: expected + flaky,
    failed: unexpected + (unexpected === 0 ? report.errors.length : 0),
    skipped,
  }
}

/**
 * @param {Outcome[]} outcomes
 * @returns {{ text: string, hasPassed: boolean }} the closing lines, the last of which is "N passed, N
 * failed"
 */
export function describeOutcome(outcomes) {
  const testing = outcomes.filter(({ name }) => name === 'unit' || name === 'e2e')
  const sum = (/** @type {keyof Counts} */ key) =>
    testing.reduce((total, { counts }) => total + (counts?.[key] ?? 0), 0)
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
  const brokenParts = outcomes.filter(({ code }) => code !== 0).map(({ name }) => name)
  const withoutTests = testing
    .filter(({ counts }) => (counts?.passed ?? 0) + (counts?.failed ?? 0) === 0)
    .map(({ name }) => name)

  const lines = ['', ...outcomes.map(describePart)]
  if (brokenParts.length > 0) lines.push('', `Not in order: ${brokenParts.join(', ')}.`)
  if (withoutTests.length > 0) lines.push('', `No test ran in: ${withoutTests.join(', ')}.`)
  if (skipped > 0) lines.push('', `${skipped} skipped`)
  lines.push('', `${passed} passed, ${failed} failed`)
  return {
    text: lines.join('\n'),
    hasPassed: failed === 0 && brokenParts.length === 0 && withoutTests.length === 0,
  }
}

/** @param {Outcome} outcome */
function describePart({ name, code, milliseconds, counts }) {
  const tests = counts ? `  ${counts.passed} passed, ${counts.failed} failed` : ''
  return `${code === 0 ? '✓' : '✗'} ${name.padEnd(8)} ${asDuration(milliseconds).padStart(11)}${tests}`
}
