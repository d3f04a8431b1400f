/** Times a pass that takes microseconds. */

/** Microseconds of one call, the best of `rounds`; it is called so often in a round that a clock can tell. */
export function timeOf(pass: () => void, rounds: number, leastMilliseconds: number): number {
  let calls = 1
  const run = (): number => {
    const begun = performance.now()
    for (let i = 0; i < calls; i++) pass()
    return performance.now() - begun
  }
  while (run() < leastMilliseconds) calls *= 2
  return (Math.min(...Array.from({ length: rounds }, run)) / calls) * 1000
}
