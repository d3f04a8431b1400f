/**
 * Whether the kernels work with vectors of 256 bits. WebAssembly's vectors have 128 bits, but V8 can join two
 * neighbours into one of the 256 that processors since 2013 have (AVX2), which nearly doubles what the
 * convolutions do in a second; it must be told to by flags, before anything is compiled. Its authors call it
 * experimental, so only the version that is tested here is told. Every value is still the same sum in the
 * same order: the bits are the same with and without.
 */
import { setFlagsFromString } from 'node:v8'

/**
 * As its authors' guide to the revectorisation gives them. All three belong together: with the first and the
 * last alone, V8 crashes.
 */
const FLAGS = [
  '--turboshaft-wasm',
  '--turboshaft-wasm-instruction-selection-staged',
  '--experimental-wasm-revectorize',
]

/** RECEPTIVE_NARROW=1 leaves it out. */
export const IS_WIDE =
  process.arch === 'x64' && process.versions.v8.startsWith('13.0.') && process.env['RECEPTIVE_NARROW'] !== '1'

/** Holds for what is compiled from now on, in all threads of this process. */
export function askForWideVectors(): void {
  if (IS_WIDE) for (const flag of FLAGS) setFlagsFromString(flag)
}
