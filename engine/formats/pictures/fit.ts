/** To what size and channels a picture is brought, and its rows in those channels. */
import type { Bad } from '../../spec'
import type { Picture } from './pixels'

export type PictureFit = {
  readonly height: number
  readonly width: number
  /** `grey` and `rgb` lay what is transparent on black; `all` keeps every channel, alpha too. */
  readonly channels: 'grey' | 'rgb' | 'all'
  /**
   * `crop` covers the size and cuts the middle out; `pad` fits in and has zeros around; `stretch` gives up
   * the proportions.
   */
  readonly fit: 'stretch' | 'crop' | 'pad'
}
/** ITU-R BT.601 luma, as Pillow's convert('L') has it. */
const LUMA = [0.299, 0.587, 0.114] as const

/** Reads source row y as `[width, channels]` in the channels that are kept. */
export type Line = { readonly channels: number; read(y: number, into: Float64Array): void }

export function lineOf(
  { width, channels: given, hasAlpha, values, full }: Picture,
  kept: PictureFit['channels'],
): Line | Bad {
  const colours = hasAlpha ? given - 1 : given
  const copy = (y: number, into: Float64Array): void =>
    into.set(values.subarray(y * width * given, (y + 1) * width * given))
  if (kept === 'all') return { channels: given, read: copy }
  if (colours !== 1 && colours !== 3)
    return {
      bad:
        `The picture has ${given} channels, which are neither grey nor RGB: keep all channels, or save ` +
        'it as grey or RGB.',
    }
  const channels = kept === 'grey' ? 1 : 3
  if (given === channels) return { channels, read: copy }
  const isLuma = kept === 'grey' && colours === 3
  return {
    channels,
    read(y, into) {
      for (let x = 0, from = y * width * given, to = 0; x < width; x++, from += given) {
        const cover = hasAlpha ? (values[from + colours] as number) / full : 1
        if (isLuma)
          into[to++] =
            cover *
            (LUMA[0] * (values[from] as number) +
              LUMA[1] * (values[from + 1] as number) +
              LUMA[2] * (values[from + 2] as number))
        else if (channels === 1) into[to++] = cover * (values[from] as number)
        else
          for (let k = 0; k < 3; k++) into[to++] = cover * (values[from + (colours === 3 ? k : 0)] as number)
      }
    },
  }
}
