// How a convolution's window walks over an image: the numbers that every kernel of it reads. They are set by
// `convolutionWindow` before a pass and stay until the next; every thread has its own instance of this
// module, so its own window. Algorithms and band sizes are chosen in engine/convolution/algorithm.ts, by the
// window alone.
// Layouts: images [height][width][channels], weights [kernel height][kernel width][in / groups][out].

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
// A patch with its runs side by side: its values, and as many more as the last run needs to be copied in
// whole vectors.
export let patchLength: i32
// Filters go through the tiles in panels of eight, the last of a group filled up with zeros.
export let panels: i32
// Output is made in bands of at most so many rows and columns, small enough for what they need to stay in the
// cache.
export let algorithm: i32
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
  patchLength = ((runs - 1) * runLength + ((runLength + 3) & ~3) + 3) & ~3
  algorithm = algorithmKind
  bandRows = rowsOfBand
  bandColumns = columnsOfBand
  tileY = tileHeight
  tileX = tileWidth
}
