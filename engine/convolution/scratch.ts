/**
 * How much scratch the kernels need for a convolution, in values. Pure. These are the pieces that
 * kernels/assembly takes from the scratch, each rounded up to whole vectors, so that the plan can reserve it
 * before anything is compiled; the reference kernels need none of it.
 */
import { size, type FusedBlock, type Window } from '../spec'
import { stridePhasesOf, type StridePhase } from './inputGradient'
import {
  COLUMNS,
  DEPTHWISE,
  WINOGRAD,
  fusedWeightGradientAlgorithm,
  croppedWindow,
  depthOf,
  forwardAlgorithm,
  isLaidOut,
  panelsOf,
  patchLength,
  runLengthOf,
  runsOf,
  slotGradientAlgorithm,
  vectorsOf,
  weightGradientAlgorithm,
  winogradPoints,
  type Algorithm,
} from './algorithm'

/** Pieces one behind the other; each begins at a whole vector. */
const pieces = (...values: number[]): number => values.reduce((sum, n) => sum + Math.ceil(n / 4) * 4, 0)
/**
 * What the taps reach along an axis, and the image with its padding, where it must be copied (assembly's
 * kernels/assembly/convolution/frame.ts).
 */
const reach = (w: Window, axis: 0 | 1, outputs = w.out[axis]): number =>
  (outputs - 1) * w.strides[axis] + (w.kernel[axis] - 1) * w.dilation[axis] + 1
function frame(w: Window, rows: number, columns: number, isCopied: boolean): number {
  const isInside =
    w.before[0] <= 0 && w.before[1] <= 0 && rows - w.before[0] <= w.in[0] && columns - w.before[1] <= w.in[1]
  return isInside && !isCopied ? 0 : rows * columns * w.in[2] + 4
}
const directFrame = (w: Window, isCopied: boolean): number => frame(w, reach(w, 0), reach(w, 1), isCopied)

/** What `convolve` takes for one window. */
function forwardScratch(w: Window, algorithm: Algorithm): number {
  if (algorithm.kind === DEPTHWISE) return pieces(directFrame(w, false), runsOf(w))
  if (algorithm.kind === WINOGRAD) return winogradScratch(w, algorithm)
  const pixels = algorithm.rows * algorithm.columns
  const isColumns = algorithm.kind === COLUMNS
  return pieces(
    directFrame(w, isColumns),
    w.groups * panelsOf(w) * 8,
    pixels,
    pixels * 8,
    isColumns ? pixels * patchLength(w) : 0,
  )
}

/**
 * What both Winograd passes take: an image, the tiles of `samples` and those of y or dy at all points, and
 * places.
 */
function winogradTiles(w: Window, algorithm: Algorithm, samples = 1): number[] {
  const [y, x] = algorithm.tile
  const channels = w.in[2]
  const points = winogradPoints(w, algorithm)
  const whole = (n: number, each: number) => Math.ceil(n / each) * each
  const spacing = w.dilation[1]
  const across = Math.ceil(algorithm.columns / (x * spacing)) * spacing
  const tiles = samples * Math.ceil(algorithm.rows / y) * across
  return [
    frame(
      w,
      whole(w.out[0], y) + w.kernel[0] - 1,
      whole(w.out[1], x * spacing) + (w.kernel[1] - 1) * spacing,
      false,
    ),
    points * tiles * channels,
    points * tiles * panelsOf(w) * 8,
    (y + w.kernel[0] - 1) * (across * x + w.kernel[1] - 1) * channels,
    tiles,
    y * x * w.out[2],
  ]
}
const winogradScratch = (w: Window, algorithm: Algorithm): number =>
  pieces(...winogradTiles(w, algorithm), panelsOf(w) * 8, 16)

function weightsScratch(w: Window, algorithm: Algorithm, samples = 1): number {
  if (algorithm.kind === DEPTHWISE) return pieces(directFrame(w, false), w.out[1])
  if (algorithm.kind === WINOGRAD)
    return pieces(
      ...winogradTiles(w, algorithm, samples),
      winogradPoints(w, algorithm) * w.in[2] * panelsOf(w) * 8,
    )
  const pixels = algorithm.rows * algorithm.columns
  const isColumns = algorithm.kind === COLUMNS
  return pieces(directFrame(w, isColumns), pixels, pixels * 8, 48, isColumns ? pixels * patchLength(w) : 0)
}
const slotGradientScratch = (w: Window): number =>
  weightsScratch(w, slotGradientAlgorithm(w), slotGradientAlgorithm(w).samples)

/** A stride phase of several makes its pixels aside before they are spread over dx. */
export const phaseScratch = ({ window }: StridePhase, isOnly: boolean): number =>
  isOnly ? 0 : pieces(size(window.out))
const inputScratch = (w: Window): number => {
  const phases = stridePhasesOf(w)
  return Math.max(
    0,
    ...phases.map(
      phase =>
        phaseScratch(phase, isWholeInput(w)) + forwardScratch(phase.window, forwardAlgorithm(phase.window)),
    ),
  )
}
/** Whether the gradient of x is one convolution that makes it all. */
export const isWholeInput = (w: Window): boolean => w.strides[0] === 1 && w.strides[1] === 1

export const convolutionScratch = (w: Window): number =>
  Math.max(
    forwardScratch(w, forwardAlgorithm(w)),
    weightsScratch(w, weightGradientAlgorithm(w)),
    slotGradientScratch(w),
    inputScratch(w),
  )

/** One window's weights as `convolve` reads them. */
export function packedLength(w: Window): number {
  const algorithm = forwardAlgorithm(w)
  const { kind } = algorithm
  if (kind === DEPTHWISE) return pieces(size(w.kernel) * w.out[2])
  const panels = w.groups * panelsOf(w) * 8
  return pieces(panels * (kind === WINOGRAD ? winogradPoints(w, algorithm) * w.in[2] : depthOf(w)))
}
/** The weights for y, then for each stride phase of dx. */
export const convolutionPacked = (w: Window): number =>
  packedLength(w) + stridePhasesOf(w).reduce((sum, phase) => sum + packedLength(phase.window), 0)

const rounded = (channels: number): number => 4 * vectorsOf(channels)

function blockWeightsScratch(block: FusedBlock): number {
  const window = croppedWindow(block)
  const { kind, listed } = fusedWeightGradientAlgorithm(block)
  const isColumns = kind === COLUMNS
  const winners = size(block.pool.kernel)
  const length = isColumns ? depthOf(window) : runLengthOf(window)
  return pieces(
    directFrame(window, isColumns || length % 4 !== 0),
    winners + 1,
    listed,
    2 * listed + 2,
    window.out[2] * (isColumns ? 1 : runsOf(window)) * rounded(length),
    96,
    isColumns ? listed * winners * patchLength(window) : 0,
  )
}

/** The one convolution that makes a block's dx, where it is laid out. */
export function laidOutInput(block: FusedBlock): Window | null {
  const window = croppedWindow(block)
  const [phase] = stridePhasesOf(window)
  return phase && isWholeInput(window) && isLaidOut(block, phase.window) ? phase.window : null
}

function blockInputScratch(block: FusedBlock): number {
  const turned = laidOutInput(block)
  if (turned) return laidOutLength(turned) + forwardScratch(turned, forwardAlgorithm(turned))
  const window = croppedWindow(block)
  const [rows] = block.pool.kernel
  const filters = window.out[2]
  const image = reach(window, 0) * reach(window, 1) * rounded(window.in[2])
  return pieces(image, 3 * filters + 3, rows * (window.out[1] * filters * 2 + 2), rows * (window.out[1] + 1))
}

export function blockScratch(block: FusedBlock): number {
  const window = croppedWindow(block)
  const algorithm = forwardAlgorithm(window, block.pool.kernel)
  const forward =
    pieces(algorithm.rows * algorithm.columns * window.out[2]) + forwardScratch(window, algorithm)
  return Math.max(forward, blockWeightsScratch(block), blockInputScratch(block))
}
/** The gradient at the convolution's output, laid out. */
export const laidOutLength = (turned: Window): number => pieces(size(turned.in))
/**
 * The weights for y as for the convolution, then those for dx: [kernel][filter][in, filled up to whole
 * vectors], or turned.
 */
export function blockPacked(block: FusedBlock): number {
  const { convolution } = block
  const turned = laidOutInput(block)
  const gradient = turned
    ? packedLength(turned)
    : size(convolution.kernel) * convolution.out[2] * rounded(convolution.in[2])
  return packedLength(croppedWindow(block)) + gradient
}
