/**
 * Each layer of each network on one core, forward and back: time, GFLOP/s, the share of what the multiplying
 * tile can do in the nearest cache, and how many times faster than the reference kernels kernels.
 * That last ratio is of one run, so it hardly depends on the machine; it is kept in ratios.json, and
 * what has become slower since is said. `RECEPTIVE_KEEP_RATIOS=1` keeps the ratios of this run instead.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { pagesOf } from '../../engine/runtime/arena'
import { sampleInfo } from '../../engine/library/describe'
import { loadKernels } from '../../engine/kernels/load'
import { reference } from '../../engine/kernels/reference'
import { windowOf } from '../../engine/layers/shared/window'
import { convolutionPacked, convolutionScratch } from '../../engine/convolution/scratch'
import { wasmKernels } from '../../engine/kernels/wasm'
import { accumulateSlot, combineSummaries } from '../../engine/run/thread/accumulate'
import { bindThread, packWeights } from '../../engine/run/thread/threadContext'
import { declOf } from '../../engine/plan/operations'
import { prepareIn } from '../../engine/run/prepare'
import { memoryOver, wasmMemory } from '../../engine/runtime/memory'
import { formatShape, isBad, type Params, type ValuesOf } from '../../engine/spec'
import { chosenNames, chosenSubject } from './model'
import type { Subject } from './networks'
import { report, round, say, type Row } from './report'
import { timeOf } from './time'

const FILE = `${process.cwd()}/test/bench/ratios.json`
const LEAST_MILLISECONDS = 2
const ROUNDS = 7
/** Enough for its loops to be compiled; the least of them counts. */
const REFERENCE_ROUNDS = 4
/**
 * V8 compiles the reference kernels in one way or another, so ratios move by nearly as much from run to run.
 */
const NOISE = 0.5
type Ratios = Readonly<Record<string, number>>

const found = await loadKernels(`${process.cwd()}/out/kernels`)
if (isBad(found)) throw new Error(found.bad)
const { module } = found

const time = (pass: () => void, rounds: number): number => timeOf(pass, rounds, LEAST_MILLISECONDS)

/**
 * A run of one thread whose batch has been trained on once, so that all buffers hold what they hold in
 * training.
 */
function begun({ document, dataset }: Subject, isTruth: boolean) {
  const small = { ...document, training: { ...document.training, batchSize: 2 } }
  const prepared = prepareIn(
    { document: small, dataset, threads: 1 },
    arena => {
      if (isTruth) return memoryOver(reference, new Float32Array(new SharedArrayBuffer(4 * arena.end)))
      const memory = new WebAssembly.Memory({
        initial: pagesOf(arena),
        maximum: pagesOf(arena),
        shared: true,
      })
      return wasmMemory(module, memory)
    },
    { isShared: false, fewWeights: Infinity },
  ) // layers are timed out of their order, on what each of them keeps
  if (isBad(prepared)) throw new Error(prepared.bad)
  const { job, memory } = prepared
  const thread = bindThread(job, 0, memory)
  const batch = { epoch: 1, index: 0, step: 0, first: 0, count: 2, rate: 0 }
  packWeights(thread)
  for (let phase = 0; phase < job.plan.phases.length; phase++) {
    combineSummaries(thread, phase, 2)
    for (let slot = 0; slot < job.arena.slots.length; slot++) accumulateSlot(thread, phase, slot, batch)
  }
  return { plan: job.plan, network: thread.network }
}

function rowsOf(
  name: string,
  subject: Subject,
  peak: number,
  kept: Ratios,
): { row: Row; key: string; ratio: number }[] {
  const fast = begun(subject, false)
  const slow = begun(subject, true)
  return fast.plan.steps.flatMap((step, i) => {
    const decl = declOf(step.kind)
    const once =
      2 *
      multiplyAdds(
        step.kind === 'block'
          ? null
          : decl.multiplyAdds?.(step.ins[0] ?? [], step.p as ValuesOf<Params>, step.ins),
        step,
      )
    return (['forward', 'backward'] as const)
      .filter(pass => pass === 'forward' || step.hasBackward)
      .map(pass => {
        const act = (of: typeof fast, rounds: number): number =>
          time(() => void of.network.run({ do: pass, step: i }, 0), rounds)
        const ours = act(fast, ROUNDS)
        const ratio = act(slow, REFERENCE_ROUNDS) / ours
        const flops = pass === 'forward' ? once : once * (step.dxs.some(Boolean) ? 2 : 1)
        const key = `${name} ${i} ${step.kind} ${pass}`
        const rate = flops / ours / 1000
        const change = kept[key] ? ratio / kept[key] - 1 : null
        return {
          key,
          ratio,
          row: {
            network: name,
            layer: `${step.kind} ${formatShape(step.ins[0] ?? [])} → ${formatShape(step.out)}`,
            pass,
            µs: round(ours, 1),
            'GFLOP/s': step.weights.length > 0 && flops > 0 ? round(rate, 1) : null,
            'of the peak': step.weights.length > 0 && flops > 0 ? round(rate / peak, 2) : null,
            '× reference': round(ratio, 1),
            kept: kept[key] ? round(kept[key], 1) : null,
            changed:
              change === null
                ? null
                : Math.abs(change) < NOISE
                  ? 'no'
                  : `${change > 0 ? 'faster' : 'SLOWER'} by ${Math.round(Math.abs(change) * 100)} %`,
          },
        }
      })
  })
}

/** Of a block, those of its convolution, whether or not a maximum lets them through. */
function multiplyAdds(
  declared: number | null | undefined,
  { window }: { window: { kernel: readonly number[]; in: readonly number[]; out: readonly number[] } | null },
): number {
  if (typeof declared === 'number') return declared
  if (!window) return 0
  return [...window.kernel, ...window.out, window.in[2] ?? 1].reduce((a, b) => a * b, 1)
}

/**
 * What the multiplying tile does with everything in the nearest cache: 48 pixels, 256 channels, 16 filters.
 * GFLOP/s.
 */
function peakRate(): number {
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 64, shared: true })
  const k = wasmKernels(module, memory)
  const window = windowOf([48, 256], { kernel: [1], strides: [1], padding: 'valid' }, 16)
  let end = 4096
  const take = (n: number): Float32Array => {
    const t = new Float32Array(memory.buffer, end, n)
    end += Math.ceil(n / 16) * 64
    return t
  }
  const [x, w, y, packed, scratch] = [
    take(48 * 256),
    take(256 * 16),
    take(48 * 16),
    take(convolutionPacked(window)),
    take(convolutionScratch(window)),
  ]
  k.packConvolution(w, packed, window, 0, 1)
  return (
    (48 * 256 * 16 * 2) / time(() => k.convolve(x, w, null, y, window, packed, scratch), 5 * ROUNDS) / 1000
  )
}

const kept = JSON.parse(await readFile(FILE, 'utf8').catch(() => '{}')) as Ratios
const peak = peakRate()
const all: ReturnType<typeof rowsOf> = []
for (const name of chosenNames()) {
  const subject = await chosenSubject(name)
  all.push(...rowsOf(name, subject, peak, kept))
  say(`  ${name}: ${sampleInfo(subject.dataset).title}`)
}
if (process.env['RECEPTIVE_KEEP_RATIOS'])
  await writeFile(
    FILE,
    `${JSON.stringify(Object.fromEntries(all.map(r => [r.key, Number(r.ratio.toPrecision(3))])), null, 2)}\n`,
  )
const slower = all.filter(r => String(r.row['changed']).startsWith('SLOWER'))
await report({
  title: 'Layers, one core, one sample',
  rows: all.map(r => r.row),
  notes: [
    `In the nearest cache the 6×16 tile does ${round(peak, 1)} GFLOP/s. Rates count the plain ` +
      "formula's operations; Winograd and skipped zeros may show more than the processor can do.",
    slower.length > 0
      ? `${slower.length} of ${all.length} passes are slower against the reference kernels than when ` +
        'ratios.json was written.'
      : `No pass is slower by more than ${NOISE * 100} % than when ratios.json was written.`,
  ],
})
