/**
 * Each pass of each convolution of a few networks, on one core: microseconds for one sample and GFLOP/s.
 * Rates count the operations of the plain formula, 2 · outputs · taps, whatever the kernel does instead; so
 * Winograd and skipped zeros may show more than the processor can do. Each figure is the best of many.
 */
import { wasmKernels } from '../../engine/kernels/wasm'
import { FIRST_FREE_BYTE } from '../../engine/kernels/types'
import { loadKernels } from '../../engine/kernels/load'
import {
  blockPacked,
  blockScratch,
  convolutionPacked,
  convolutionScratch,
} from '../../engine/convolution/scratch'
import { windowOf, type WindowParams } from '../../engine/layers/shared/window'
import { keyOf, normal } from '../../engine/random'
import { isBad, size, type FusedBlock, type Shape, type Tensor, type Window } from '../../engine/spec'
import { report, round, say, type Row } from './report'
import { timeOf } from './time'

type Layer = {
  readonly filters: number
  readonly groups?: number
  readonly pool?: number
} & Partial<WindowParams> & {
    readonly kernel: readonly number[]
  }
/** `units` is the Dense layer behind them all, on what Flatten makes of the last. */
type Net = {
  readonly name: string
  readonly shape: Shape
  readonly layers: readonly Layer[]
  readonly units?: number
}
const MEGABYTES = 256
const LEAST_MILLISECONDS = 3
const ROUNDS = 15

const square = (filters: number, n: number, more: Partial<Layer> = {}): Layer => ({
  filters,
  kernel: [n, n],
  ...more,
})
const line = (filters: number, n: number, more: Partial<Layer> = {}): Layer => ({
  filters,
  kernel: [n],
  ...more,
})
const same = { padding: 'same' } as const
const half = { padding: 'same', strides: [2, 2] } as const
/** `pool` makes a block with ReLU; a layer without it is a convolution alone. */
const NETS: readonly Net[] = [
  {
    name: 'mnist',
    shape: [28, 28, 1],
    layers: [square(32, 3, { pool: 2 }), square(64, 3, { pool: 2 })],
    units: 10,
  },
  {
    name: 'dieleman',
    shape: [64, 64, 3],
    layers: [square(32, 5, { pool: 2 }), square(64, 5, { pool: 2 }), square(128, 3, { pool: 2 })],
    units: 5,
  },
  {
    name: 'spectra',
    shape: [1024, 1],
    layers: [line(16, 7, { pool: 2 }), line(32, 5, { pool: 2 }), line(64, 3, { pool: 2 })],
    units: 6,
  },
  {
    name: 'all convolutional',
    shape: [32, 32, 3],
    layers: [
      square(32, 3, same),
      square(32, 3, half),
      square(64, 3, same),
      square(64, 3, half),
      square(128, 3, same),
      square(128, 1),
    ],
  },
  {
    name: 'residual',
    shape: [32, 32, 3],
    layers: [
      square(16, 3, same),
      square(16, 3, same),
      square(32, 3, half),
      square(32, 3, same),
      square(64, 3, half),
      square(64, 3, same),
    ],
  },
  { name: 'dilated', shape: [1024, 16], layers: [2, 4, 8].map(d => line(32, 5, { ...same, dilation: [d] })) },
  {
    name: 'depthwise',
    shape: [32, 32, 32],
    layers: [square(32, 3, { ...same, groups: 32 }), square(64, 1), square(64, 3, { ...half, groups: 64 })],
  },
]

const isReported = process.env['RECEPTIVE_BENCH_RESULT'] !== undefined
// What is shipped, or, run by itself, what was compiled last.
const folder = isReported ? 'out/kernels' : 'engine/kernels/build'
const found = await loadKernels(`${process.cwd()}/${folder}`)
if (isBad(found)) throw new Error(found.bad)
const memory = new WebAssembly.Memory({ initial: MEGABYTES * 16, maximum: MEGABYTES * 16, shared: true })
const k = wasmKernels(found.module, memory)

/** Tensors one behind the other, from the start again for every layer. */
function tensors() {
  let end = FIRST_FREE_BYTE
  const take = (n: number): Tensor => {
    const t = new Float32Array(memory.buffer, end, n)
    end = Math.ceil((end + 4 * n) / 64) * 64
    return t
  }
  const drawn = (n: number, stream: number, spread = 1): Tensor => {
    const t = take(n)
    for (let i = 0; i < n; i++) t[i] = spread * normal(keyOf(stream), i)
    return t
  }
  return { take, drawn }
}

const time = (pass: () => void): number => timeOf(pass, ROUNDS, LEAST_MILLISECONDS)

type Times = {
  readonly pack: number
  readonly forward: number
  readonly gradWeights: number
  readonly gradInput: number
}
function timeConvolution(window: Window): Times {
  const { take, drawn } = tensors()
  const taps = size(window.kernel) * (window.in[2] / window.groups)
  const x = drawn(size(window.in), 1)
  const w = drawn(taps * window.out[2], 2, taps ** -0.5)
  const b = drawn(window.out[2], 3)
  const dy = drawn(size(window.out), 4)
  const y = take(dy.length)
  const dx = take(x.length)
  const dw = take(w.length)
  const db = take(b.length)
  const packed = take(convolutionPacked(window))
  const scratch = take(convolutionScratch(window))
  return {
    pack: time(() => k.packConvolution(w, packed, window, 0, 1)),
    forward: time(() => k.convolve(x, w, b, y, window, packed, scratch)),
    gradWeights: time(() => k.convolveGradWeights(x, dy, dw, db, window, scratch)),
    gradInput: time(() => k.convolveGradInput(dy, w, dx, window, packed, scratch)),
  }
}

function timeBlock(block: FusedBlock, isDropped: boolean): Times {
  const { take, drawn } = tensors()
  const { convolution: window, pool } = block
  const taps = size(window.kernel) * window.in[2]
  const x = drawn(size(window.in), 1)
  const w = drawn(taps * window.out[2], 2, taps ** -0.5)
  const b = drawn(window.out[2], 3)
  const dy = drawn(size(pool.out), 4)
  if (isDropped) for (let i = 0; i < dy.length; i++) if (normal(keyOf(5), i) > 0) dy[i] = 0
  const y = take(dy.length)
  const chosen = take(dy.length)
  const dx = take(x.length)
  const dw = take(w.length)
  const db = take(b.length)
  const packed = take(blockPacked(block))
  const scratch = take(blockScratch(block))
  return {
    pack: time(() => k.packBlock(w, packed, block, 0, 1)),
    forward: time(() => k.convolvePool(x, w, b, y, chosen, block, packed, scratch)),
    gradWeights: time(() => k.convolvePoolGradWeights(x, y, dy, chosen, dw, db, block, scratch)),
    gradInput: time(() => k.convolvePoolGradInput(y, dy, chosen, w, dx, block, packed, scratch)),
  }
}

function timeDense(inputs: number, units: number): Times {
  const { take, drawn } = tensors()
  const x = drawn(inputs, 1)
  const w = drawn(inputs * units, 2, inputs ** -0.5)
  const dy = drawn(units, 4)
  for (let i = 0; i < inputs; i++) if (normal(keyOf(5), i) > 0) x[i] = 0
  const y = take(units)
  const dx = take(inputs)
  const dw = take(w.length)
  const db = take(units)
  return {
    pack: 0,
    forward: time(() => k.dense(x, w, db, y)),
    gradWeights: time(() => k.denseGradWeights(x, dy, dw, db)),
    gradInput: time(() => k.denseGradInput(dy, w, dx)),
  }
}

function rowsOf({ name, shape, layers, units }: Net): Row[] {
  let x = shape
  let total = 0
  function rowOf(layer: string, flops: number, times: Times, isFirst: boolean): Row {
    const rate = (microseconds: number) => round(flops / microseconds / 1000, 1)
    total += times.forward + times.gradWeights + (isFirst ? 0 : times.gradInput)
    return {
      network: name,
      layer,
      'pack µs': round(times.pack, 1),
      'y µs': round(times.forward, 1),
      'dw µs': round(times.gradWeights, 1),
      'dx µs': isFirst ? null : round(times.gradInput, 1),
      'y GFLOP/s': rate(times.forward),
      'dw GFLOP/s': rate(times.gradWeights),
      'dx GFLOP/s': isFirst ? null : rate(times.gradInput),
    }
  }
  const rows = layers.map((layer, i): Row => {
    const { window, pool } = windowsOf(x, layer)
    const about = aboutOf(x, layer)
    const times = pool
      ? timeBlock({ convolution: window, isRectified: true, pool }, i === layers.length - 1)
      : timeConvolution(window)
    x = shapeOf((pool ?? window).out, x.length)
    return rowOf(
      about,
      2 * size(window.out) * size(window.kernel) * (window.in[2] / window.groups),
      times,
      i === 0,
    )
  })
  if (units) rows.push(rowOf(`${size(x)} → ${units}`, 2 * size(x) * units, timeDense(size(x), units), false))
  say(`  ${name}: ${round(total)} µs for one sample`)
  return [...rows, { network: name, layer: 'all together', 'y µs': round(total, 1) }]
}

const shapeOf = (out: Shape, rank: number): Shape => (rank === 3 ? out : out.slice(1))
function windowsOf(x: Shape, layer: Layer): { window: Window; pool: Window | null } {
  const each = (n: number) => x.slice(1).map(() => n)
  const window = windowOf(x, { strides: each(1), padding: 'valid', ...layer }, layer.filters, layer.groups)
  if (!layer.pool) return { window, pool: null }
  const size = each(layer.pool)
  return {
    window,
    pool: windowOf(
      shapeOf(window.out, x.length),
      { kernel: size, strides: size, padding: 'valid' },
      layer.filters,
    ),
  }
}
const aboutOf = (x: Shape, { filters, kernel, strides, dilation, groups, pool }: Layer): string =>
  `${x.join('×')} → ${filters} @ ` +
  `${kernel.join('×')}${strides ? ' /2' : ''}${dilation ? ` dilation ${dilation.join()}` : ''}` +
  `${groups ? ' depthwise' : ''}${pool ? ', pool' : ''}`

/**
 * The most the multiplying tile does when everything is in the nearest cache: 48 pixels, 256 channels, 16
 * filters.
 */
const peak =
  (48 * 256 * 16 * 2) /
  timeConvolution(windowOf([48, 256], { kernel: [1], strides: [1], padding: 'valid' }, 16)).forward /
  1000
const chosen = process.argv[2]
const rows = NETS.filter(({ name }) => chosen === undefined || name === chosen).flatMap(rowsOf)
const notes = [`In cache the 6×16 tile does ${round(peak, 1)} GFLOP/s.`]
if (isReported) await report({ title: 'Convolutions, one core, one sample', rows, notes })
else {
  console.table(rows)
  console.log(notes.join('\n'))
}
