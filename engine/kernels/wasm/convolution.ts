/** Convolutions and the lecture's block, over the exports of assembly/convolution.ts. Rooms are those of layers/room.ts. */
import type { ConvolutionKernels, Window } from '../../spec'
import { blocks } from '../truth/block'
import { address, type Exported } from './exports'

export const NAMES = ['convolutionWindow', 'convolve', 'convolveGradInput', 'convolveGradWeights'] as const
type NamedExports = Readonly<Record<(typeof NAMES)[number], Exported>>

export function convolutions(e: NamedExports): ConvolutionKernels {
  const set = ({ in: i, out, kernel, strides, dilation, before }: Window) =>
    e.convolutionWindow(
      i[0],
      i[1],
      i[2],
      out[0],
      out[1],
      out[2],
      kernel[0],
      kernel[1],
      strides[0],
      strides[1],
      dilation[0],
      dilation[1],
      before[0],
      before[1],
    )
  return {
    packConvolution() {},
    convolve(x, w, b, y, window, _packed, scratch) {
      set(window)
      e.convolve(x.byteOffset, w.byteOffset, address(b), y.byteOffset, scratch.byteOffset)
    },
    convolveGradWeights(x, dy, dw, db, window, scratch) {
      set(window)
      e.convolveGradWeights(x.byteOffset, dy.byteOffset, dw.byteOffset, address(db), scratch.byteOffset)
    },
    convolveGradInput(dy, w, dx, window, _packed, scratch) {
      set(window)
      e.convolveGradInput(dy.byteOffset, w.byteOffset, dx.byteOffset, scratch.byteOffset)
    },
    ...blocks,
  }
}
