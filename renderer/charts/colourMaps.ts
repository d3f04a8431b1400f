/**
 * The two colour maps of the studio. Signed values: blue – neutral – orange with zero always in the middle.
 * Magnitudes: viridis (CC0), perceptually even. Both as tables of 256 RGB triples.
 */
type Rgb = readonly [number, number, number]

const VIRIDIS: readonly Rgb[] = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [109, 205, 89],
  [180, 222, 44],
  [253, 231, 37],
]
/**
 * Neutral is the page's own ground, so that a zero kernel looks empty; the ends differ in hue and in
 * lightness from it.
 */
const SIGNED: Readonly<Record<'light' | 'dark', readonly Rgb[]>> = {
  light: [
    [8, 64, 129],
    [43, 120, 184],
    [142, 190, 221],
    [242, 242, 238],
    [244, 177, 131],
    [217, 103, 32],
    [140, 50, 4],
  ],
  dark: [
    [140, 205, 255],
    [70, 146, 214],
    [38, 82, 124],
    [38, 40, 46],
    [120, 66, 30],
    [222, 119, 48],
    [255, 190, 130],
  ],
}

function table(stops: readonly Rgb[]): Uint8ClampedArray {
  const out = new Uint8ClampedArray(256 * 3)
  for (let i = 0; i < 256; i++) {
    const at = (i / 255) * (stops.length - 1)
    const k = Math.min(Math.floor(at), stops.length - 2)
    const f = at - k
    for (let c = 0; c < 3; c++)
      out[i * 3 + c] = (stops[k]?.[c as 0 | 1 | 2] ?? 0) * (1 - f) + (stops[k + 1]?.[c as 0 | 1 | 2] ?? 0) * f
  }
  return out
}

export type Scheme = 'light' | 'dark'
/** From `low` to `high`; a signed scale is symmetric. */
export type ColourScale = { readonly low: number; readonly high: number; readonly isSigned: boolean }

const tables = { signed: { light: table(SIGNED.light), dark: table(SIGNED.dark) }, magnitude: table(VIRIDIS) }
const tableOf = (scale: ColourScale, scheme: Scheme): Uint8ClampedArray =>
  scale.isSigned ? tables.signed[scheme] : tables.magnitude

export const signedScale = (largest: number): ColourScale => ({
  low: -(largest || 1),
  high: largest || 1,
  isSigned: true,
})
/** Signed when anything is below zero, otherwise from zero to the largest. */
export function colourScaleOf(values: Float32Array): ColourScale {
  let low = 0
  let high = 0
  for (const v of values) {
    if (v < low) low = v
    if (v > high) high = v
  }
  return low < 0 ? signedScale(Math.max(-low, high)) : { low: 0, high: high || 1, isSigned: false }
}

/** Writes the colour of each value into RGBA pixels. `at(i)` gives the position of pixel i's value. */
export function paint(
  pixels: Uint8ClampedArray,
  count: number,
  valueAt: (i: number) => number,
  scale: ColourScale,
  scheme: Scheme,
): void {
  const colours = tableOf(scale, scheme)
  const factor = 255 / (scale.high - scale.low)
  for (let i = 0; i < count; i++) {
    const v = valueAt(i)
    const k = 3 * Math.min(255, Math.max(0, Math.round(((Number.isFinite(v) ? v : 0) - scale.low) * factor)))
    pixels[4 * i] = colours[k] ?? 0
    pixels[4 * i + 1] = colours[k + 1] ?? 0
    pixels[4 * i + 2] = colours[k + 2] ?? 0
    pixels[4 * i + 3] = 255
  }
}
