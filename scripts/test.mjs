/**
 * `npm test`: every check there is, in the order in which they are cheapest to fail. `npm test -- unit
 * test/engine/graph` or `npm test -- e2e --grep undo` runs one part and hands it the rest of the line.
 * `npm run test:long` takes its soaks, fuzz and kills whole; test/long.ts has how much that is.
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildIfChanged, root } from './build.mjs'
import { buildEngineIfChanged } from './engine.mjs'
import { prepareRuntime } from './runtime.mjs'
import { programOf, runInForeground } from './runtime/command.mjs'
import { withDisplay } from './runtime/display.mjs'
import { Problem, runScript } from './runtime/problem.mjs'
import { say } from './runtime/progress.mjs'
import { describeOutcome, readPlaywrightReport, readVitestReport } from './test-report.mjs'

const LONG = '--long'
const isLong = process.argv[2] === LONG

/** A test that waits for ever is stopped, and said so, rather than left to whoever waits for the result. */
const UNIT_MINUTES = isLong ? 90 : 15

/** Folders with a tsconfig of their own. */
const TYPE_PROJECTS = ['engine', 'main', 'renderer', 'test']

const reports = join(root, 'build', 'reports')
const vitestReport = join(reports, 'unit.json')
const playwrightReport = join(reports, 'e2e.json')

/**
 * @typedef {import('./runtime.mjs').Runtime} Runtime
 * @typedef {{ code: number, counts?: import('./test-report.mjs').Counts | undefined }} PartOutcome
 * @typedef {{ name: string, run: (runtime: Runtime, parameters: string[]) => Promise<PartOutcome> }} Part
 */

/**
 * Runs one of our packages' programs in the system's Node.
 * @param {string} program
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} [env]
 */
async function runProgram(program, parameters, env) {
  return {
    code: await runInForeground(process.execPath, [program, ...parameters], {
      cwd: root,
      env: { ...process.env, ...env },
    }),
  }
}

/** @type {Part[]} */
const parts = [
  {
    name: 'types',
    // The scripts are JavaScript with types in comments; the tests that import them have them checked too.
    run: (_, parameters) => checkTypes(parameters),
  },
  {
    name: 'lint',
    run: (_, parameters) =>
      runProgram(programOf('eslint', 'bin/eslint.js'), ['.', '--max-warnings=0', ...parameters]),
  },
  { name: 'unit', run: runUnitTests },
  { name: 'e2e', run: runEndToEndTests },
]

/**
 * Each runtime by itself, so that the engine has no DOM and the window no Node. @param {string[]} parameters
 */
async function checkTypes(parameters) {
  let code = 0
  for (const project of TYPE_PROJECTS) {
    const checked = await runProgram(programOf('typescript', 'bin/tsc'), [
      '--project',
      project,
      ...parameters,
    ])
    code ||= checked.code
  }
  return { code }
}

/** @type {Part['run']} */
async function runUnitTests(runtime, parameters) {
  await rm(vitestReport, { force: true })
  const vitest = programOf('vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]
  // In Electron's Node: natives, WebAssembly and threads behave there as they do in the studio.
  // A build in this process has said “production” to it, and React has no `act` there.
  const env = { ...process.env, ...runtime.env, NODE_ENV: 'test', ELECTRON_RUN_AS_NODE: '1' }
  const options = { cwd: root, env, timeoutMilliseconds: UNIT_MINUTES * 60_000 }
  const start = Date.now()
  const code = await runInForeground(runtime.electron, [vitest, 'run', ...reporters, ...parameters], options)
  if (Date.now() - start >= options.timeoutMilliseconds) {
    say(
      `The unit tests were stopped after ${UNIT_MINUTES} minutes. Each file is named when it ends: one ` +
        'of those not named above never did, or the machine has too much else to do.',
    )
  }
  return { code, counts: await readVitestReport(vitestReport) }
}

/** @type {Part['run']} */
async function runEndToEndTests(runtime, parameters) {
  await rm(playwrightReport, { force: true })
  await buildIfChanged()
  const playwright = programOf('@playwright/test', 'cli.js')
  return withDisplay(async display => {
    const env = { ...runtime.env, ...display, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport }
    const { code } = await runProgram(playwright, ['test', '--reporter=list,json', ...parameters], env)
    return { code, counts: await readPlaywrightReport(playwrightReport) }
  })
}

await runScript(async () => {
  const [named, ...parameters] = process.argv.slice(isLong ? 3 : 2)
  const chosen = named === undefined ? parts : parts.filter(({ name }) => name === named)
  if (chosen.length === 0) {
    throw new Problem(
      `There is no part called "${named}". The parts are ${parts.map(({ name }) => name).join(', ')}.`,
    )
  }
  if (isLong) process.env['RECEPTIVE_LONG_TESTS'] = '1'
  await mkdir(reports, { recursive: true })
  const start = Date.now()
  const runtime = await prepareRuntime({ needsDisplay: chosen.some(({ name }) => name === 'e2e') })
  await buildEngineIfChanged()
  const outcomes = [{ name: 'runtime', code: 0, milliseconds: Date.now() - start }]
  for (const { name, run } of chosen) {
    const partStart = Date.now()
    outcomes.push({ name, ...(await run(runtime, parameters)), milliseconds: Date.now() - partStart })
  }
  const { text, hasPassed } = describeOutcome(outcomes)
  console.log(text)
  return hasPassed ? 0 : 1
})
