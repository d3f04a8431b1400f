/**
 * How long `npm start` takes until one can work: from starting npm to a Train button that is visible and
 * enabled, with everything prepared and built. The page itself notes the moment, so that asking for it costs
 * nothing.
 */
import { chromium, type Browser, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, report, round, say, wait, type Row } from './report'

const RUNS = 5
type Start = {
  readonly npm: number | null
  readonly scripts: number | null
  readonly electron: number
  readonly total: number
}

/** Command lines of a process's descendants, from /proc; nothing where the system has no such thing. */
async function descendants(pid: number): Promise<string[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const children = (
    await Promise.all(threads.map(t => readFile(`/proc/${pid}/task/${t}/children`, 'utf8').catch(() => '')))
  )
    .join(' ')
    .split(' ')
    .filter(Boolean)
    .map(Number)
  const lines = await Promise.all(
    children.map(async child => [
      (await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' '),
      ...(await descendants(child)),
    ]),
  )
  return lines.flat()
}

/** When the script and when Electron appear below npm, to some milliseconds. */
async function watchProcesses(
  child: ChildProcess,
): Promise<{ script: number | null; electron: number | null }> {
  const seen = { script: null as number | null, electron: null as number | null }
  const binary = process.env['RECEPTIVE_ELECTRON'] ?? ''
  while (process.platform === 'linux' && child.exitCode === null && seen.electron === null) {
    const lines = await descendants(child.pid ?? 0)
    if (
      seen.script === null &&
      lines.some(line => / ?scripts\/start\.mjs/.test(line) && !/^\S*sh /.test(line))
    )
      seen.script = Date.now()
    if (lines.some(line => line.startsWith(binary))) seen.electron = Date.now()
    await wait(2)
  }
  return seen
}

/** The address at which Chromium's own protocol listens, which it prints as it starts. */
const debuggerOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    child.on('exit', () => reject(new Error(`The studio ended before it showed a window:\n${text}`)))
  })

async function firstPage(browser: Browser): Promise<Page> {
  for (;;) {
    const page = browser.contexts()[0]?.pages()[0]
    if (page) return page
    await wait(5)
  }
}

/** The time at which Train could be pressed, by the page's clock, which is this machine's. */
const interactive = (page: Page): Promise<number> =>
  page
    .waitForFunction(
      () => {
        const train = document.querySelector('[data-testid="train"]')
        return train?.getAttribute('aria-disabled') === 'false' && train.getBoundingClientRect().width > 0
          ? Date.now()
          : 0
      },
      undefined,
      { polling: 'raf' },
    )
    .then(found => found.jsonValue())

async function startOnce(userData: string): Promise<Start> {
  const npm = process.env['npm_execpath']
  const parameters = ['start', '--', '--remote-debugging-port=0']
  const env = { ...process.env, RECEPTIVE_USER_DATA: userData }
  const options = { env, stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'] }
  const begun = Date.now()
  const child = npm
    ? spawn(process.execPath, [npm, ...parameters], options)
    : spawn('npm', parameters, options)
  const watching = watchProcesses(child)
  const ended = new Promise(resolve => child.on('exit', resolve))
  const browser = await chromium.connectOverCDP(await debuggerOf(child))
  const page = await firstPage(browser)
  const ready = await interactive(page)
  const { script, electron } = await watching
  await page.evaluate(() => window.close()).catch(() => undefined)
  await ended
  return {
    npm: script && script - begun,
    scripts: script && electron && electron - script,
    electron: ready - (electron ?? begun),
    total: ready - begun,
  }
}

const column = (starts: readonly Start[], pick: (s: Start) => number | null): number | null => {
  const values = starts.map(pick).filter(v => v !== null)
  return values.length > 0 ? round(median(values)) : null
}
const row = (what: string, starts: readonly Start[]): Row => ({
  measured: what,
  'npm ms': column(starts, s => s.npm),
  'our scripts ms': column(starts, s => s.scripts),
  'Electron to interactive ms': column(starts, s => s.electron),
  'in all ms': column(starts, s => s.total),
})

const userData = await mkdtemp(join(tmpdir(), 'receptive-bench-start-'))
try {
  await startOnce(userData) // makes the database and fills the disk's cache
  const starts: Start[] = []
  for (let i = 1; i <= RUNS; i++) {
    starts.push(await startOnce(userData))
    say(`  start ${i} of ${RUNS}: ${starts.at(-1)?.total} ms`)
  }
  await report({
    title: 'From `npm start` to a window one can work in, warm',
    rows: [...starts.map((s, i) => row(`start ${i + 1}`, [s])), row('median', starts)],
    notes: [
      '“our scripts” is the time between npm starting them and Electron appearing. Target: under 3,000 ' +
        'ms in all.',
    ],
  })
} finally {
  await rm(userData, { recursive: true, force: true, maxRetries: 3 })
}
