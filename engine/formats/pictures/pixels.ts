/**
 * What a picture is once it is read, and how large one may be.
 * Sizes come from headers, which anyone can write; they are checked here before a byte is decoded.
 */
import type { Bad } from '../../spec'

/** `values` are `[height, width, channels]`. `full` is what white is: 255, 65535, or 1 for floats. */
export type Picture = {
  readonly width: number
  readonly height: number
  readonly channels: number
  /** The last channel is how opaque a pixel is, and not a colour. */
  readonly hasAlpha: boolean
  readonly values: Pixels
  readonly full: number
}
export type Pixels = Uint8Array | Uint16Array | Float32Array
export type PictureSize = { readonly width: number; readonly height: number }

export const MOST_PIXELS = 100_000_000
/** RGBA of as many pixels. */
export const MOST_PICTURE_VALUES = 4 * MOST_PIXELS

/** The sentence for a picture that is too large, or empty; null for one that is neither. */
export function unfit(width: number, height: number, channels: number, name: string): Bad | null {
  if (width < 1 || height < 1 || channels < 1)
    return { bad: `${name} says that it is ${width}×${height} pixels: it is damaged, or empty.` }
  if (width * height > MOST_PIXELS)
    return {
      bad:
        `${name} is ${width}×${height}, ${Math.round((width * height) / 1e6)} million pixels; at most ` +
        `${MOST_PIXELS / 1e6} million are read: cut it into smaller pictures.`,
    }
  if (width * height * channels > MOST_PICTURE_VALUES)
    return {
      bad:
        `${name} is ${width}×${height} with ${channels} channels; at most ${MOST_PICTURE_VALUES / 1e6} ` +
        'million values are read: save fewer channels, or smaller pictures.',
    }
  return null
}

/** The sentence for bytes that end too early, or are not what they should be. */
export const damaged = (name: string, what: string): Bad => ({
  bad: `${name} is damaged or cut off: ${what}. Save or copy it again.`,
})
