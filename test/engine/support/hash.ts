/** Whether two arrays are the same bits. */
import { createHash } from 'node:crypto'

export const sha256 = (bits: Float32Array | Uint8Array): string =>
  createHash('sha256')
    .update(new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength))
    .digest('hex')
