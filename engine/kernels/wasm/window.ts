/** Tells the module which window the next pass walks, and by which way. */
import type { Algorithm } from '../../convolution/algorithm'
import type { Window } from '../../spec'
import type { KernelExports } from './generated/exports'

export function set(
  e: KernelExports,
  { in: i, out, kernel, strides, dilation, before, groups }: Window,
  { kind, rows, columns, tile }: Algorithm,
): void {
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
    groups,
    kind,
    rows,
    columns,
    tile[0],
    tile[1],
  )
}
