/**
 * `npm run bench [-- NAME … ] [--network NAME[,NAME …]] [--json FILE] [--model DOCUMENT [--data
 * FILE.npz|NAME]]`: measures what the studio promises and prints one table for each name; `--network` leaves
 * out all networks but those of test/bench/networks.ts that it names, and `--model` measures a network of
 * one's own. Each benchmark is a script in test/bench/ that writes its result to a file; figures of different
 * runs do not compare, because machines are noisy, so what is to be compared is measured within one run.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfChanged, root } from './build.mjs'
import { bundle } from './bundle.mjs'
import { prepareRuntime } from './runtime.mjs'
import { runInForeground } from './runtime/command.mjs'
import { withDisplay } from './runtime/display.mjs'
import { Problem, runScript } from './runtime/problem.mjs'

/**
 * @typedef {{ name: string, needsWindow: boolean }} Benchmark
 * @typedef {Record<string, string | number | null>} Row
 * @typedef {{ title: string, rows: Row[], notes: string[] }} Result
 */

/** Other programs at work, in cores, above which figures should not be published. */
const BUSY = 0.5

/**
 * Those with a window are driven from the system's Node, the others run in Electron's own, as training does.
 */
const BENCHMARKS = [
  { name: 'drag', needsWindow: true },
  { name: 'infer', needsWindow: false },
  { name: 'kernels', needsWindow: false },
  { name: 'layers', needsWindow: false },
  { name: 'start', needsWindow: true },
  { name: 'train', needsWindow: false },
]

/** What is measured of a network of one's own. */
const OF_A_MODEL = ['train', 'infer', 'layers']

/**
 * @param {string[]} words
 * @returns {{ names: string[], json: string | undefined, model: string | undefined, data: string | undefined,
 * network: string | undefined }}
 */
export function readParameters(words) {
  const names = [...words]
  const taken = (/** @type {string} */ option, /** @type {string} */ example) => {
    const at = names.indexOf(option)
    if (at < 0) return undefined
    const [, value] = names.splice(at, 2)
    if (value === undefined)
      throw new Problem(`Something must follow ${option}: npm run bench -- ${option} ${example}`)
    return value
  }
  const json = taken('--json', 'figures.json')
  const model = taken('--model', 'network.receptive')
  const data = taken('--data', 'samples.npz')
  const network = taken('--network', 'mnist,spectra')
  const known = BENCHMARKS.map(({ name }) => name)
  const unknown = names.find(name => !known.includes(name))
  if (unknown !== undefined)
    throw new Problem(`There is no benchmark called "${unknown}". The benchmarks are ${known.join(', ')}.`)
  return {
    names: names.length > 0 ? names : model === undefined && network === undefined ? known : OF_A_MODEL,
    json,
    model,
    data,
    network,
  }
}

/** @param {Row[]} rows as a Markdown table, numbers to the right */
export function tableOf(rows) {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const text = rows.map(row => columns.map(column => String(row[column] ?? '–')))
  const widths = columns.map((column, i) =>
    Math.max(column.length, 3, ...text.map(line => line[i]?.length ?? 0)),
  )
  const isNumber = columns.map(column => rows.every(row => typeof (row[column] ?? 0) === 'number'))
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`
  const padded = (/** @type {string[]} */ cells) =>
    line(cells.map((c, i) => (isNumber[i] ? c.padStart(widths[i] ?? 0) : c.padEnd(widths[i] ?? 0))))
  const rule = line(widths.map((w, i) => (isNumber[i] ? `${'-'.repeat(w - 1)}:` : '-'.repeat(w))))
  return [padded(columns), rule, ...text.map(padded)].join('\n')
}

/**
 * @param {Benchmark} benchmark
 * @param {import('./runtime.mjs').Runtime} runtime
 * @returns {Promise<Result>}
 */
async function run({ name, needsWindow }, runtime) {
  const script = await bundle(join(root, 'test', 'bench', `${name}.ts`))
  const file = join(root, 'build', 'bench', `${name}.json`)
  await mkdir(join(root, 'build', 'bench'), { recursive: true })
  await rm(file, { force: true })
  const env = { ...process.env, ...runtime.env, RECEPTIVE_BENCH_RESULT: file }
  const code = needsWindow
    ? await withDisplay(display =>
        runInForeground(process.execPath, [script], { cwd: root, env: { ...env, ...display } }),
      )
    : await runInForeground(runtime.electron, [script], {
        cwd: root,
        env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
      })
  if (code !== 0) throw new Problem(`The benchmark "${name}" did not come to its end; the reason is above.`)
  return JSON.parse(await readFile(file, 'utf8'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    const { names, json, model, data, network } = readParameters(process.argv.slice(2))
    if (model !== undefined) process.env['RECEPTIVE_BENCH_MODEL'] = resolve(model)
    if (network !== undefined) process.env['RECEPTIVE_BENCH_NETWORKS'] = network
    if (data !== undefined) process.env['RECEPTIVE_BENCH_DATA'] = data.endsWith('.npz') ? resolve(data) : data
    const processors = cpus()
    const loadBefore = Number((loadavg()[0] ?? 0).toFixed(1)) // before anything of ours runs
    const chosen = BENCHMARKS.filter(({ name }) => names.includes(name))
    const runtime = await prepareRuntime({ needsDisplay: chosen.some(({ needsWindow }) => needsWindow) })
    await buildIfChanged()
    const machine = {
      date: new Date().toISOString(),
      processor: processors[0]?.model ?? '',
      cores: processors.length,
      platform: process.platform,
      electron: runtime.version,
      loadBefore,
    }
    /** @type {Record<string, Result>} */
    const results = {}
    for (const benchmark of chosen) {
      const result = (results[benchmark.name] = await run(benchmark, runtime))
      console.log(`\n${result.title}\n\n${tableOf(result.rows)}\n`)
      for (const note of result.notes) console.log(note)
    }
    console.log(
      `\n${machine.processor}, ${machine.cores} cores, ${machine.platform}, Electron ` +
        `${machine.electron}, ${machine.date.slice(0, 10)}`,
    )
    if (loadBefore > BUSY) {
      console.log(
        `The machine was busy when this began (load ${loadBefore}). The figures are low, and the ` +
          'ratios with every thread mean nothing: ' +
          ("PyTorch's threads wait for one another by spinning, and lose far more to other programs " +
            "than the studio's do."),
      )
    }
    if (json !== undefined)
      await writeFile(resolve(json), `${JSON.stringify({ ...machine, results }, null, 2)}\n`)
  })
}
