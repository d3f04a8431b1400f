/** Windows as the exports take them. */
import type { Algorithm } from '../../convolution/algorithm'
import type { Window } from '../../spec'
import type { ConvolutionWindowFields, PoolingWindowFields } from './generated/byName'

/** What both exports take; the rest is a convolution's alone. */
export const poolingFields = ({ in: i, out, kernel, strides, before }: Window): PoolingWindowFields => ({
  inputHeight: i[0],
  inputWidth: i[1],
  inputChannels: i[2],
  outputHeight: out[0],
  outputWidth: out[1],
  kernelHeight: kernel[0],
  kernelWidth: kernel[1],
  strideVertical: strides[0],
  strideHorizontal: strides[1],
  paddingTop: before[0],
  paddingLeft: before[1],
})

export const convolutionFields = (
  window: Window,
  { kind, rows, columns, tile }: Algorithm,
): ConvolutionWindowFields => ({
  ...poolingFields(window),
  outputChannels: window.out[2],
  dilationVertical: window.dilation[0],
  dilationHorizontal: window.dilation[1],
  groupCount: window.groups,
  algorithmKind: kind,
  rowsOfBand: rows,
  columnsOfBand: columns,
  tileHeight: tile[0],
  tileWidth: tile[1],
})
