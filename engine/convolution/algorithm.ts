/**
 * Which algorithm the compiled kernels use for a window, and in what portions. Pure.
 * It depends on the window alone, never on data or on a measured time, so that the plan can
 * reserve the scratch beforehand and a run gives the same bits again.
 */
import { size, type FusedBlock, type Window } from '../spec'

/** Numbered as in kernels/assembly/convolution/window.ts. */
export const DIRECT = 0
export const COLUMNS = 1
export const WINOGRAD = 2
export const DEPTHWISE = 3
/** Output is made in bands of at most so many rows and columns of pixels. */
export type Algorithm = {
  readonly kind: 0 | 1 | 2 | 3
  readonly rows: number
  readonly columns: number
  readonly tile: readonly [number, number]
}
const NO_TILE = [1, 1] as const

/**
 * Taps next to each other in memory, below which copying them together first is faster than one loop for each
 * run.
 */
const SHORT_RUN = 16
/** Pixels of a band, and values of its columns: both stay in the nearest cache beside a panel of weights. */
const BAND_PIXELS = 192
const BAND_COLUMNS = 12_288
/** Tiles of an image from which on the gradient of the weights uses Winograd's algorithm. */
const LEAST_TILES = 16
/** Input channels up to which following lists is slow. */
const FEW_CHANNELS = 16
/**
 * Values that a band of Winograd tiles may take at all its points, in and out: they stay in the second cache.
 */
const BAND_POINTS = 100_000

export const panelsOf = ({ out, groups }: Window): number => Math.ceil(out[2] / groups / 8)
/** Values under one output pixel, for one group. */
export const depthOf = (w: Window): number => size(w.kernel) * (w.in[2] / w.groups)
const isJoined = (w: Window): boolean => w.groups === 1 && w.dilation[1] === 1
export const runLengthOf = (w: Window): number => (isJoined(w) ? w.kernel[1] * w.in[2] : w.in[2] / w.groups)
export const runsOf = (w: Window): number => (isJoined(w) ? w.kernel[0] : size(w.kernel))

export const vectorsOf = (values: number): number => Math.ceil(values / 4)
/** Values of a patch with its runs side by side, copied in whole vectors. */
export const patchLength = (w: Window): number =>
  4 * vectorsOf((runsOf(w) - 1) * runLengthOf(w) + 4 * vectorsOf(runLengthOf(w)))

const ROW_TILE = [1, 4] as const
const SMALL_TILE = [2, 2] as const
const LARGE_TILE = [4, 4] as const
const LARGE_GAIN = 0.8
/** The last tiles of a row may make it so much longer. */
const MOST_FILLED = 1.3

/**
 * Outputs of one Winograd tile: four in a row for kernels of one row, otherwise four by four or two by two.
 */
function winogradTile({ out, kernel, isAnswer }: Window): readonly [number, number] {
  if (kernel[0] === 1) return ROW_TILE
  // Four by four with five taps each way rounds three times as much: too much for what is learned from.
  if (kernel[0] === 5 && !isAnswer) return SMALL_TILE
  // Larger tiles multiply less, unless too much of them sticks out over the edge of a small image.
  const products = ([y, x]: readonly [number, number]) =>
    Math.ceil(out[0] / y) * Math.ceil(out[1] / x) * (y + kernel[0] - 1) * (x + kernel[1] - 1)
  return products(LARGE_TILE) < LARGE_GAIN * products(SMALL_TILE) ? LARGE_TILE : SMALL_TILE
}
/** Products of one tile, for each pair of channels. */
export const winogradPoints = ({ kernel }: Window, { tile: [y, x] }: Algorithm): number =>
  (y + kernel[0] - 1) * (x + kernel[1] - 1)

/**
 * Whether Winograd's algorithm pays: kernels it is written for, enough channels, and enough pixels to fill
 * its tiles.
 */
function isWinograd({ in: [, , channels], out, kernel: [y, x], strides, dilation, groups }: Window): boolean {
  const isSteady =
    groups === 1 &&
    strides[0] === 1 &&
    strides[1] === 1 &&
    (y === 1 || (dilation[0] === 1 && dilation[1] === 1))
  const isKnown = (x === 3 || x === 5) && (y === x || y === 1)
  const unit = y === 1 ? ROW_TILE[1] * dilation[1] : SMALL_TILE[1]
  const isFilled = Math.ceil(out[1] / unit) * unit <= MOST_FILLED * out[1]
  return (
    isSteady &&
    isKnown &&
    isFilled &&
    channels >= 16 &&
    channels % 4 === 0 &&
    out[2] >= 8 &&
    out[2] % 4 === 0 &&
    out[0] * out[1] >= 16
  )
}

/** `unit`: rows and columns of outputs that must not be parted, such as a pooling window. */
export function forwardAlgorithm(w: Window, unit: readonly [number, number] = [1, 1]): Algorithm {
  if (w.groups > 1 && w.groups === w.in[2] && w.groups === w.out[2])
    return { kind: DEPTHWISE, rows: w.out[0], columns: w.out[1], tile: NO_TILE }
  if (!isWinograd(w)) return directAlgorithm(w, unit)
  const tile = winogradTile(w)
  const values = (tile[0] + w.kernel[0] - 1) * (tile[1] + w.kernel[1] - 1) * (w.in[2] + 8 * panelsOf(w))
  const spacing = w.dilation[1] // along a row, a tile's outputs lie as far apart as its taps
  const tiles = Math.max(6, Math.floor(BAND_POINTS / values))
  return {
    kind: WINOGRAD,
    tile,
    ...bandOf(
      w,
      [multiple(unit[0], tile[0]), multiple(unit[1], tile[1] * spacing)],
      tiles * tile[0] * tile[1],
    ),
  }
}

/** The gradient of the weights transforms a kernel for each sample, which only many tiles outweigh. */
export function weightGradientAlgorithm(w: Window): Algorithm {
  const algorithm = forwardAlgorithm(w)
  const [y, x] = algorithm.tile
  const isWorthIt = Math.ceil(w.out[0] / y) * Math.ceil(w.out[1] / x) >= LEAST_TILES
  return algorithm.kind === WINOGRAD && !isWorthIt ? directAlgorithm(w, [1, 1]) : algorithm
}

/** Samples whose gradients of the weights are made in one go, at most: as many as a slot has as a rule. */
const MOST_TOGETHER = 8
/** How the weights' gradient is made of several samples: so many share a band, if that holds whole images. */
type SlotAlgorithm = Algorithm & { readonly samples: number }
export function slotGradientAlgorithm(w: Window): SlotAlgorithm {
  const algorithm = forwardAlgorithm(w)
  const [y, x] = algorithm.tile
  const tiles = Math.ceil(w.out[0] / y) * Math.ceil(w.out[1] / x)
  const isWorthIt = algorithm.kind === WINOGRAD && tiles * MOST_TOGETHER >= LEAST_TILES
  const isWhole = algorithm.rows >= w.out[0] && algorithm.columns >= w.out[1]
  if (!isWorthIt || !isWhole) return { ...(isWorthIt ? algorithm : weightGradientAlgorithm(w)), samples: 1 }
  const most = Math.floor(BAND_POINTS / (winogradPoints(w, algorithm) * tiles * (w.in[2] + 8 * panelsOf(w))))
  return { ...algorithm, samples: Math.min(Math.max(most, 1), MOST_TOGETHER) }
}
/**
 * Whether several samples at once are less work than one after another: only the transforms of Winograd's
 * algorithm can be shared.
 */
export const gainsFromSlot = (w: Window): boolean => slotGradientAlgorithm(w).kind === WINOGRAD

function directAlgorithm(w: Window, unit: readonly [number, number]): Algorithm {
  const isShort = runsOf(w) > 1 && runLengthOf(w) < SHORT_RUN
  const pixels = isShort ? Math.min(BAND_PIXELS, Math.ceil(BAND_COLUMNS / patchLength(w))) : BAND_PIXELS
  return { kind: isShort ? COLUMNS : DIRECT, tile: NO_TILE, ...bandOf(w, unit, pixels) }
}

/** A block's convolution without what the pooling leaves over. */
export const croppedWindow = ({ convolution, pool }: FusedBlock): Window => ({
  ...convolution,
  out: [pool.out[0] * pool.kernel[0], pool.out[1] * pool.kernel[1], convolution.out[2]],
})

/**
 * The gradient of a block's weights: patches lie in x, or side by side as columns; `listed` pooled pixels at
 * a time.
 */
type ListAlgorithm = Algorithm & { readonly listed: number }
export function fusedWeightGradientAlgorithm({ convolution, pool }: FusedBlock): ListAlgorithm {
  const isShort = runsOf(convolution) > 1 && runLengthOf(convolution) < SHORT_RUN
  const pixels = pool.out[0] * pool.out[1]
  const each = isShort ? size(pool.kernel) * patchLength(convolution) : size(convolution.in) / pixels
  return {
    kind: isShort ? COLUMNS : DIRECT,
    rows: 1,
    columns: 1,
    tile: NO_TILE,
    listed: evenly(pixels, Math.max(8, Math.floor(BAND_COLUMNS / each)), 1),
  }
}

/**
 * Whether the gradient of a block's input is laid out and uses Winograd's algorithm instead of following
 * lists: behind a pooling of two, half of it may be there, and with few input channels a list gives too
 * little to do for each of its entries. `turned` is the convolution that would make it.
 */
export const isLaidOut = ({ pool }: FusedBlock, turned: Window): boolean =>
  size(pool.kernel) <= 2 &&
  turned.out[2] <= FEW_CHANNELS &&
  turned.strides.every(n => n === 1) &&
  isWinograd(turned)

/**
 * Whole rows where one unit of them fits, otherwise a piece of one unit of rows; all bands about the same.
 */
function bandOf(
  { out: [height, width] }: Window,
  unit: readonly [number, number],
  pixels: number,
): { rows: number; columns: number } {
  const rows = Math.floor(pixels / width / unit[0]) * unit[0]
  if (rows > 0) return { rows: evenly(height, rows, unit[0]), columns: width }
  return {
    rows: unit[0],
    columns: evenly(width, Math.max(Math.floor(pixels / unit[0] / unit[1]) * unit[1], unit[1]), unit[1]),
  }
}
/** The size of parts of at most `most` in which `length` is cut, all but the last a multiple of `unit`. */
function evenly(length: number, most: number, unit: number): number {
  const parts = Math.ceil(length / most)
  return Math.ceil(length / parts / unit) * unit
}
/** The least common multiple. */
function multiple(a: number, b: number): number {
  let n = a
  while (n % b !== 0) n += a
  return n
}
