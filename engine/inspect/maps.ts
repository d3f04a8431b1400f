/** What every node puts out for one sample. (Signature only: being filled in.) */
import type { Document } from '../document'
import type { SampleInfo } from '../graph'
import type { NodeMaps } from '../run'
import type { Bad } from '../spec'

/** `weights` in the order of `weightLayout`; `sample` normalised, `[...shape]`. */
export function featureMaps(_document: Document, _info: SampleInfo, _weights: Float32Array, _sample: Float32Array): { readonly maps: readonly NodeMaps[]; readonly probabilities: readonly number[] } | Bad {
  return { bad: 'Feature maps are not built yet.' }
}
