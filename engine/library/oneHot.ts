/** Classes as rows of zeros with a single one. */

/**
 * The place of the one in each row of `[samples, each]`, in C order; null where rows are something else.
 */
export function oneHotPlaces(values: ArrayLike<number>, samples: number, each: number): Int32Array | null {
  const places = new Int32Array(samples).fill(-1)
  for (let s = 0; s < samples; s++)
    for (let i = 0; i < each; i++) {
      const v = values[s * each + i]
      if (v === 0) continue
      if (v !== 1 || places[s] !== -1) return null
      places[s] = i
    }
  return places.includes(-1) ? null : places
}
