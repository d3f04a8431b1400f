/**
 * Exponential moving average, started without bias (as Adam corrects its moments), so the first values are
 * not dragged.
 */
export function smoothed(y: Float64Array, weight: number): Float64Array {
  let mean = 0
  let correction = 1
  return y.map(v => {
    mean = weight * mean + (1 - weight) * v
    correction *= weight
    return mean / (1 - correction)
  })
}
