// The fused conv–ReLU–max-pool block, forward: convolution band by band, then ReLU and max pooling while the
// band is in the cache. What the pooling leaves out is never computed.
import { beginBands, makeBand } from '../convolution/convolution'
import { openScratch, take } from '../convolution/scratch'
import { bandColumns, bandRows, filters, outHeight, outWidth } from '../convolution/window'
import { poolBand } from './pooling'
import { poolX, poolY } from './window'

export function convolvePool(
  x: usize,
  packed: usize,
  b: usize,
  y: usize,
  chosen: usize,
  scratch: usize,
): void {
  openScratch(scratch)
  const band = take(bandRows * bandColumns * filters)
  beginBands(x, b)
  for (let row = 0; row < outHeight; row += bandRows)
    for (let column = 0; column < outWidth; column += bandColumns) {
      const rows = min(bandRows, outHeight - row)
      const columns = min(bandColumns, outWidth - column)
      makeBand(row, rows, column, columns, packed, band, (<usize>(columns * filters)) << 2)
      poolBand(band, row / poolY, rows / poolY, column / poolX, columns / poolX, y, chosen)
    }
}
