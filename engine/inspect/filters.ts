/** The learned kernels of every convolution. (Signature only: being filled in.) */
import type { Document } from '../document'
import type { SampleInfo } from '../graph'
import type { FilterBank } from '../run'
import type { Bad } from '../spec'

/** `weights` in the order of `weightLayout` (plan.ts). */
export function filterBanks(_document: Document, _info: SampleInfo, _weights: Float32Array): readonly FilterBank[] | Bad {
  return { bad: 'Filters are not built yet.' }
}
