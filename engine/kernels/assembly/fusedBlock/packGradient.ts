// Weights for the gradient of a block's input: [kernel height][kernel width][filter][in, whole vectors].
import { share } from '../convolution/pack'
import { channels, filters, kernelX, kernelY } from '../convolution/window'

export function roundedChannels(): i32 {
  return (channels + 3) & ~3
}

// Four filters at a time: they are neighbours in w and lie a row apart in the pack.
export function packBlockGradient(w: usize, packed: usize, part: i32, parts: i32): void {
  const rounded = roundedChannels()
  const fours = (filters + 3) >> 2
  const units = kernelY * kernelX * fours
  const last = share(units, part + 1, parts)
  const row = (<usize>rounded) << 2
  for (let unit = share(units, part, parts); unit < last; unit++) {
    const tap = unit / fours
    const filter = (unit % fours) * 4
    const n = min(4, filters - filter)
    let from = w + ((<usize>(tap * channels * filters + filter)) << 2)
    let to = packed + <usize>(tap * filters + filter) * row
    for (let channel = 0; channel < rounded; channel++, to += 4, from += (<usize>filters) << 2)
      for (let f = 0; f < n; f++)
        store<f32>(to + <usize>f * row, channel < channels ? load<f32>(from + ((<usize>f) << 2)) : 0)
  }
}
