/** The bytes of one compressed tile, unpacked into numbers. */
import { gunzipSync } from 'node:zlib'
import { numberAt, type FitsHeader } from './header'
import { BYTES, readNumbers, fitsScaleOf, type Letter } from './numbers'
import { unrice } from './rice'

/** As numbers of kind `letter`; false where they are not as many as `part` takes. */
export function unpackTile(
  bytes: Uint8Array,
  method: string,
  letter: Letter,
  header: FitsHeader,
  part: Float64Array,
): boolean {
  if (method.startsWith('RICE'))
    return unrice(bytes, parameter(header, 'BYTEPIX') ?? 4, parameter(header, 'BLOCKSIZE') ?? 32, part)
  const each = BYTES[letter]
  let plain = bytes
  if (method !== 'NOCOMPRESS')
    try {
      plain = gunzipSync(bytes, { maxOutputLength: part.length * each })
    } catch {
      return false
    }
  if (plain.length !== part.length * each) return false
  const ordered = method === 'GZIP_2' ? unshuffle(plain, each) : plain
  readNumbers(
    new DataView(ordered.buffer, ordered.byteOffset, ordered.length),
    0,
    part.length,
    fitsScaleOf(letter),
    part,
    0,
  )
  return true
}

/** GZIP_2 has all first bytes, then all second ones. */
function unshuffle(bytes: Uint8Array, each: number): Uint8Array {
  const to = new Uint8Array(bytes.length)
  const count = bytes.length / each
  for (let byte = 0; byte < each; byte++)
    for (let i = 0; i < count; i++) to[i * each + byte] = bytes[byte * count + i] as number
  return to
}

/** ZNAME1 = 'BLOCKSIZE', ZVAL1 = 32. */
function parameter(header: FitsHeader, name: string): number | undefined {
  for (let n = 1; header.has(`ZNAME${n}`); n++)
    if (header.get(`ZNAME${n}`) === name) return numberAt(header, `ZVAL${n}`)
  return undefined
}
