/** Arrays of numbers as SQLite keeps them: little-endian, four bytes a number. */

export const blobOf = (a: Float32Array | Int32Array): Buffer =>
  Buffer.from(a.buffer, a.byteOffset, a.byteLength)
/** Copies: SQLite's buffers need not be aligned to four bytes. */
export const floatsOf = (blob: Buffer): Float32Array => new Float32Array(Uint8Array.from(blob).buffer)
export const intsOf = (blob: Buffer): Int32Array => new Int32Array(Uint8Array.from(blob).buffer)
