/**
 * Samples of any size that a network can really learn: Fashion-MNIST's pictures drawn larger and in colour,
 * and emission lines.
 */
import { loadDatasetIn } from '../../engine/library/load'
import { keyOf, normal, uniform } from '../../engine/random'
import { isBad, type Shape } from '../../engine/spec'

export type Drawn = { readonly values: Float32Array; readonly labels: Int32Array }
const SIDE = 28

/**
 * Pictures of the first `classes` classes in turn, `shape` [height, width, channels], each channel with a
 * strength of its own.
 */
export async function pictures(
  shape: Shape,
  classes: number,
  samples: number,
  folder: string,
): Promise<Drawn> {
  const set = await loadDatasetIn('fashion-mnist', folder)
  if (isBad(set)) throw new Error(set.bad)
  const [height = 1, width = 1, channels = 1] = shape
  const values = new Float32Array(samples * height * width * channels)
  const labels = Int32Array.from({ length: samples }, (_, s) => s % classes)
  const ofClass = Array.from({ length: classes }, (_, c) =>
    Array.from(set.labels.keys()).filter(i => set.labels[i] === c),
  )
  for (let s = 0; s < samples; s++) {
    const own = ofClass[s % classes] ?? []
    const from = (own[Math.floor(s / classes) % own.length] ?? 0) * SIDE * SIDE
    for (let i = 0; i < height * width; i++) {
      const y = Math.floor((Math.floor(i / width) * SIDE) / height)
      const x = Math.floor(((i % width) * SIDE) / width)
      const grey = set.values[from + y * SIDE + x] ?? 0
      for (let c = 0; c < channels; c++)
        values[(s * height * width + i) * channels + c] = grey * (0.4 + 0.6 * uniform(keyOf(s, c), 0))
    }
  }
  return { values, labels }
}

/** Spectra of `length` points with three lines at places of their class, of any strength, on noise. */
export function lines(length: number, classes: number, samples: number): Drawn {
  const values = new Float32Array(samples * length)
  const labels = Int32Array.from({ length: samples }, (_, s) => s % classes)
  for (let s = 0; s < samples; s++) {
    const key = keyOf(31, s)
    for (let i = 0; i < length; i++) values[s * length + i] = 0.3 * normal(key, i + 10)
    for (let l = 0; l < 3; l++) {
      const centre = (0.1 + 0.8 * uniform(keyOf(32, s % classes), l)) * length
      const strength = 0.5 + uniform(key, l)
      for (let i = Math.max(0, Math.floor(centre) - 12); i < Math.min(length, centre + 12); i++)
        values[s * length + i] =
          (values[s * length + i] ?? 0) + strength * Math.exp(-(((i - centre) / 4) ** 2))
    }
  }
  return { values, labels }
}
