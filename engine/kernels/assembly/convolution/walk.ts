// How a window walks over an image: the numbers every kernel of a convolution reads, its frame and its
// scratch.
// They are set by `convolutionWindow` before a pass and stay until the next; every thread has its own
// instance of this module, so its own window. Ways and band sizes are chosen in layers/room.ts, by the window
// alone.
// Layouts: images [height][width][channels], weights [kernel height][kernel width][in / groups][out]; places
// in bytes.
import { copyRun, zeroRun } from '../simd'

export const DIRECT: i32 = 0
export const COLUMNS: i32 = 1
export const WINOGRAD: i32 = 2
export const DEPTHWISE: i32 = 3

export let height: i32
export let width: i32
export let channels: i32
export let outHeight: i32
export let outWidth: i32
export let filters: i32
export let groups: i32
export let kernelY: i32
export let kernelX: i32
export let strideY: i32
export let strideX: i32
export let dilationY: i32
export let dilationX: i32
export let beforeY: i32
export let beforeX: i32
// What one group sees and makes, and the values under one output pixel: `runs` stretches of `runLength`
// neighbours.
export let groupInputs: i32
export let groupFilters: i32
export let depth: i32
export let runs: i32
export let runLength: i32
// A patch with its runs side by side: its values, and room for the last run to be copied in whole vectors.
export let patchRoom: i32
// Filters go through the tiles in panels of eight, the last of a group filled up with zeros.
export let panels: i32
// Output is made in bands of at most so many rows and columns, small enough for what they need to stay in the
// cache.
export let way: i32
export let bandRows: i32
export let bandColumns: i32
// Outputs of a Winograd tile along each axis.
export let tileY: i32
export let tileX: i32

export function convolutionWindow(
  inputHeight: i32,
  inputWidth: i32,
  inputChannels: i32,
  outputHeight: i32,
  outputWidth: i32,
  outputChannels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideVertical: i32,
  strideHorizontal: i32,
  dilationVertical: i32,
  dilationHorizontal: i32,
  paddingTop: i32,
  paddingLeft: i32,
  groupCount: i32,
  algorithmKind: i32,
  rowsOfBand: i32,
  columnsOfBand: i32,
  tileHeight: i32,
  tileWidth: i32,
): void {
  height = inputHeight
  width = inputWidth
  channels = inputChannels
  outHeight = outputHeight
  outWidth = outputWidth
  filters = outputChannels
  groups = groupCount
  kernelY = kernelHeight
  kernelX = kernelWidth
  strideY = strideVertical
  strideX = strideHorizontal
  dilationY = dilationVertical
  dilationX = dilationHorizontal
  beforeY = paddingTop
  beforeX = paddingLeft
  groupInputs = inputChannels / groupCount
  groupFilters = outputChannels / groupCount
  depth = kernelHeight * kernelWidth * groupInputs
  panels = (groupFilters + 7) >> 3
  // Without groups and dilation, a row of the kernel lies on neighbouring values.
  const isJoined = groupCount == 1 && dilationHorizontal == 1
  runs = isJoined ? kernelHeight : kernelHeight * kernelWidth
  runLength = isJoined ? kernelWidth * inputChannels : groupInputs
  patchRoom = ((runs - 1) * runLength + ((runLength + 3) & ~3) + 3) & ~3
  way = algorithmKind
  bandRows = rowsOfBand
  bandColumns = columnsOfBand
  tileY = tileHeight
  tileX = tileWidth
}

// Scratch is handed out from its start; layers/room.ts counts the same pieces.
let free: usize

export function openScratch(scratch: usize): void {
  free = scratch
}

export function take(values: i32): usize {
  const at = free
  free += (((<usize>values) << 2) + 15) & ~15
  return at
}

// The image as the taps see it, set by `frame`: its first value, the bytes of one row, and its rows and
// columns.
export let source: usize
export let pitch: usize
export let frameHeight: i32
export let frameWidth: i32

// How far the taps reach from the first output pixel to the last.
export function reachY(outRows: i32): i32 {
  return (outRows - 1) * strideY + (kernelY - 1) * dilationY + 1
}
export function reachX(outColumns: i32): i32 {
  return (outColumns - 1) * strideX + (kernelX - 1) * dilationX + 1
}

// Puts the padding around x, in scratch; x itself serves where the taps never leave it. `isCopied` asks for a
// copy, which has four values to spare behind it, for kernels that read whole vectors.
export function frame(x: usize, rows: i32, columns: i32, isCopied: bool): void {
  frameHeight = rows
  frameWidth = columns
  const isInside = beforeY <= 0 && beforeX <= 0 && rows - beforeY <= height && columns - beforeX <= width
  if (isInside && !isCopied) {
    pitch = (<usize>(width * channels)) << 2
    source = x + ((<usize>((-beforeY * width - beforeX) * channels)) << 2)
    return
  }
  pitch = (<usize>(columns * channels)) << 2
  source = take(rows * columns * channels + 4)
  for (let row = 0, to = source; row < rows; row++, to += pitch) {
    const y = row - beforeY
    if (y >= 0 && y < height) frameRow(x + ((<usize>(y * width * channels)) << 2), to, columns)
    else zeroRun(to, columns * channels)
  }
}

function frameRow(from: usize, to: usize, columns: i32): void {
  const first = min(max(beforeX, 0), columns)
  const last = max(min(width + beforeX, columns), first)
  zeroRun(to, first * channels)
  copyRun(
    to + ((<usize>(first * channels)) << 2),
    from + ((<usize>((first - beforeX) * channels)) << 2),
    (last - first) * channels,
  )
  zeroRun(to + ((<usize>(last * channels)) << 2), (columns - last) * channels)
}

// Where the taps of an output pixel begin, and where one of its runs does from there.
export function pixelPlace(row: i32, column: i32): usize {
  return <usize>(row * strideY) * pitch + ((<usize>(column * strideX * channels)) << 2)
}
export function runPlace(run: i32): usize {
  if (runs == kernelY) return <usize>(run * dilationY) * pitch
  return (
    <usize>((run / kernelX) * dilationY) * pitch + ((<usize>((run % kernelX) * dilationX * channels)) << 2)
  )
}
