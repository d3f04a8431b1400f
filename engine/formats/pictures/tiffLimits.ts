/**
 * What of TIFF is not read, and pages that cannot be what they say.
 * Everything here is decided from the directories, before a piece is unpacked or a value reserved.
 */
import type { Bad } from '../../spec'
import { damaged, unfit } from './pixels'
import type { Page } from './tiffPages'
import { MOST_RATIO } from './tiffStrips'

export const PALETTE = 3
const COLOURS: Readonly<Record<number, string>> = {
  5: 'CMYK, the colours of printers',
  6: 'YCbCr',
  8: 'CIE L*a*b*',
  9: 'CIE L*a*b*',
}
const PACKINGS: Readonly<Record<number, string>> = {
  2: 'as a fax',
  3: 'as a fax',
  4: 'as a fax',
  6: 'as JPEG',
  7: 'as JPEG',
  50_000: 'with Zstandard',
}

const bandsOf = ({ photometric, samples }: Page): number => (photometric === PALETTE ? 3 : samples)
export const pieces = ({
  width,
  height,
  tile,
  isPlanar,
  samples,
}: Page): { across: number; down: number; planes: number } => ({
  across: Math.ceil(width / tile.width),
  down: Math.ceil(height / tile.height),
  planes: isPlanar ? samples : 1,
})

/** Everything that can be said from the directories alone. */
export function pagesProblem(pages: readonly Page[], bytes: number, name: string): Bad | null {
  const [first] = pages as readonly [Page]
  const channels = pages.reduce((n, p) => n + bandsOf(p), 0)
  for (const [i, page] of pages.entries()) {
    const called = pages.length > 1 ? `${name} (page ${i + 1})` : name
    const wrong =
      unfit(page.width, page.height, channels, called) ?? unread(page, called) ?? missing(page, bytes, called)
    if (wrong) return wrong
    if (page.width !== first.width || page.height !== first.height)
      return {
        bad:
          `${name} has pages of different sizes, ${first.width}×${first.height} and, on page ${i + 1}, ` +
          `${page.width}×${page.height}: save each page as a file.`,
      }
    if (page.bits !== first.bits || page.format !== first.format)
      return {
        bad:
          `${name} has pages of different kinds of numbers (page 1 and page ${i + 1}): save each page as ` +
          'a file.',
      }
  }
  return null
}

function unread(
  { bits, format, compression, photometric, predictor, fillOrder, samples, palette }: Page,
  name: string,
): Bad | null {
  const floats = format === 3 && [16, 32, 64].includes(bits)
  const wholes = (format === 1 || format === 4) && [1, 2, 4, 8, 16, 32].includes(bits)
  const signed = format === 2 && [8, 16, 32].includes(bits)
  if (!floats && !wholes && !signed)
    return {
      bad:
        `${name} has samples of ${bits || 'several numbers of'} bits (format ${format}), which are not ` +
        'read: save it with 8 or 16 bits, or as floats.',
    }
  if (COLOURS[photometric]) return { bad: `${name} is in ${COLOURS[photometric]}: save it as RGB or grey.` }
  if (!MOST_RATIO[compression])
    return {
      bad:
        `${name} is packed ${PACKINGS[compression] ?? `with method ${compression}`}: save it not packed, ` +
        'or with LZW or deflate.',
    }
  if (predictor > 3 || (predictor === 2 && ![8, 16, 32].includes(bits)) || (predictor === 3 && format !== 3))
    return {
      bad: `${name} uses predictor ${predictor} with ${bits} bits, which is not read: save it without.`,
    }
  if (fillOrder !== 1 && bits < 8)
    return { bad: `${name} has its bits in reverse (fill order 2): save it again with 8 bits.` }
  if (
    photometric === PALETTE &&
    (samples !== 1 || bits > 8 || format !== 1 || palette.length < 3 * 2 ** bits)
  )
    return damaged(name, 'its palette is incomplete')
  return null
}

function missing(page: Page, bytes: number, name: string): Bad | null {
  const { width, height, tile, samples, isPlanar, bits, compression, offsets, counts } = page
  if (tile.width < 1 || tile.height < 1)
    return damaged(name, `it should be made of tiles of ${tile.width}×${tile.height}`)
  const { across, down, planes } = pieces(page)
  const needed = across * down * planes
  if (offsets.length < needed || counts.length < needed)
    return damaged(
      name,
      `it should be made of ${needed} pieces and has ${Math.min(offsets.length, counts.length)}`,
    )
  if (!tile.isStrip && tile.width * tile.height > Math.max(4 * width * height, 2 ** 22))
    return damaged(name, `its tiles are ${tile.width}×${tile.height}`)
  let packed = 0
  for (let i = 0; i < needed; i++)
    packed += Math.max(0, Math.min(counts[i] as number, bytes - (offsets[i] as number)))
  const expected = planes * height * Math.ceil((width * (isPlanar ? 1 : samples) * bits) / 8)
  return expected > packed * (MOST_RATIO[compression] as number) + 1024
    ? damaged(name, `it says ${width}×${height} pixels, and there are ${packed} bytes for them`)
    : null
}
