/**
 * How long a training should take, from this machine's own last speed. A pass back costs about twice a pass
 * forward.
 */
const KEY = 'receptive.multiply-adds-per-second'
/**
 * Before anything was measured: what two cores reach on the bundled pictures, evaluation after each epoch
 * included.
 */
const FIRST_GUESS = 2.5e10

const perSample = (multiplyAdds: number): number => 3 * multiplyAdds + 20_000

export const rememberSpeed = (multiplyAdds: number, samplesPerSecond: number): void =>
  localStorage.setItem(KEY, String(perSample(multiplyAdds) * samplesPerSecond))

/** Seconds for `samples` passes of a network of `multiplyAdds`. */
export function estimateSeconds(multiplyAdds: number, samples: number): number {
  const measured = Number(localStorage.getItem(KEY))
  return (samples * perSample(multiplyAdds)) / (measured > 0 ? measured : FIRST_GUESS)
}
