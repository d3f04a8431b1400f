/**
 * How fast the engine trains, with one thread and with all, and PyTorch beside it where there is one.
 * The one thing to know: each measurement is a process of its own, and ours and PyTorch's alternate, so that a slow
 * minute of the machine falls on both; ratios are of neighbours, and every figure is the median of the rounds.
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { sampleInfo } from '../../engine/datasets/describe'
import { analyse } from '../../engine/graph'
import { measure, type Measured, type Task } from './measure'
import { NAMES, subject } from './networks'
import { median, report, round, say, type Row } from './report'
import { measureTorch, torchVersion } from './torch'

const ROUNDS = 3,
  SECONDS = 3
type Pair = { readonly ours: Measured; readonly torch: Measured | null }

/** Runs this very script again, for one measurement. */
function measureApart(task: Task): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [process.argv[1] ?? '', JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
    child.on('error', reject)
    child.on('close', code =>
      code === 0 ? resolve(JSON.parse(text) as Measured) : reject(new Error(`Measuring ${task.name} ended with code ${code}.`)),
    )
  })
}

function rowOf(name: string, threads: number, parameters: number, pairs: readonly Pair[]): Row {
  const of = (pick: (p: Pair) => number | undefined, digits = 0): number | null => {
    const values = pairs.map(pick).filter(v => v !== undefined)
    return values.length > 0 ? round(median(values), digits) : null
  }
  return {
    network: name,
    parameters,
    threads,
    'samples/s': of(p => p.ours.samplesPerSecond),
    'PyTorch samples/s': of(p => p.torch?.samplesPerSecond),
    ratio: of(p => (p.torch ? p.ours.samplesPerSecond / p.torch.samplesPerSecond : undefined), 2),
    'first step ms': of(p => p.ours.firstStepMilliseconds),
    'peak MB': of(p => p.ours.peakMegabytes),
    'PyTorch peak MB': of(p => p.torch?.peakMegabytes),
  }
}

async function main(): Promise<void> {
  const torch = torchVersion(),
    threadCounts = [...new Set([1, availableParallelism()])],
    found = new Map<string, Pair[]>()
  const subjects = await Promise.all(NAMES.map(async name => ({ name, ...(await subject(name, `${process.cwd()}/out/datasets`)) })))
  for (let turn = 1; turn <= ROUNDS; turn++)
    for (const one of subjects)
      for (const threads of threadCounts) {
        const ours = await measureApart({ name: one.name, threads, seconds: SECONDS })
        const theirs = torch === null ? null : await measureTorch(one, threads, SECONDS)
        const key = `${one.name} ${threads}`
        found.set(key, [...(found.get(key) ?? []), { ours, torch: theirs }])
        say(
          `  round ${turn} of ${ROUNDS}: ${one.name}, ${threads} thread${threads === 1 ? '' : 's'}: ${round(ours.samplesPerSecond)} samples/s${theirs ? `, PyTorch ${round(theirs.samplesPerSecond)}` : ''}`,
        )
      }
  const rows = subjects.flatMap(({ name, document, dataset }) => {
    const { parameters } = analyse(document, sampleInfo(dataset))
    return threadCounts.map(threads => rowOf(name, threads, parameters, found.get(`${name} ${threads}`) ?? []))
  })
  await report({
    title: `Training, float32, medians of ${ROUNDS} rounds of ${SECONDS} s`,
    rows,
    notes: [
      torch === null
        ? 'No PyTorch to compare with: /usr/bin/python3 cannot import torch.'
        : `PyTorch ${torch}: the same network, batch, optimiser and number of threads, measured right after each of ours.`,
      'images and tecator are the bundled examples on their data; mnist, dieleman and spectra see random data with a learning rate of zero. Memory is that of the whole process.',
    ],
  })
}

const task = process.argv[2]
if (task === undefined) await main()
else process.stdout.write(JSON.stringify(await measure(JSON.parse(task) as Task)))
